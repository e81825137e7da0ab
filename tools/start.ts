import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readArgs } from './args.ts';
import { buildApi, buildDashboard } from './emulators/build.ts';
import { main, step } from './emulators/progress.ts';
import { ROOT } from './emulators/run.ts';
import { requireFreePorts, startSuite } from './emulators/suite.ts';
import { FUNCTIONS, LOCAL_ENV, PROJECT } from './local.ts';

const DATA = join(ROOT, '.emulators', 'data');

const USAGE = `npm start -- [options]
  --keep    load the data of the last run with --keep, if there is any, instead of the demo world, and save it at the end
  --empty   without the demo world`;

await main(async () => {
  const values = readArgs(USAGE, {
    keep: { type: 'boolean', default: false },
    empty: { type: 'boolean', default: false },
  });
  const started = performance.now();

  // Registered before anything is started: whenever Ctrl-C comes, what runs by then is stopped.
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!interrupted.signal.aborted) console.log('\nStopping …');
      interrupted.abort();
    });
  }

  await requireFreePorts();
  await buildApi();
  const kept = values.keep && existsSync(DATA);
  // Work that needs no running suite is done while it starts. Its faults are told after the suite is up.
  const dashboard = buildDashboard();
  Object.assign(process.env, LOCAL_ENV);
  const demo = !kept && !values.empty ? import('./demo/populate.ts') : undefined;
  const world = demo?.then(({ makeWorld }) => makeWorld({ size: 60, seed: 7 }));
  for (const work of [dashboard, world]) work?.catch(() => {});
  const suite = await startSuite({
    project: PROJECT,
    ...(values.keep && { keep: DATA }),
    closed: demo !== undefined,
    signal: interrupted.signal,
  });
  try {
    await step('Building the dashboard', () => dashboard);
    if (demo && world) await (await demo).populate(await world, FUNCTIONS);
    const { CAST, DEMO_PASSWORD, DEMO_STAFF } = await import('./demo/cast.ts');
    const accounts = values.empty
      ? 'none yet: register in the dashboard'
      : CAST.map(({ username }) => username).join(', ');
    const others = ['functions', 'firestore', 'auth', 'storage'].map((name) => `${name} ${suite.ports[name]}`);
    console.log(
      [
        '',
        `  Dashboard   ${suite.url}`,
        `  API docs    ${suite.url}/api/v1/docs`,
        ...(suite.ports.ui ? [`  Emulators   http://127.0.0.1:${suite.ports.ui}`] : []),
        `  Accounts    ${accounts}${values.empty ? '' : `   (password: ${DEMO_PASSWORD})`}`,
        ...(values.empty ? [] : [`  Staff       ${DEMO_STAFF}, with the same password`]),
        `  Ports       ${others.join(', ')}`,
        '',
        `Ready after ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops everything.`,
      ].join('\n'),
    );
    await Promise.race([suite.ended, once(interrupted.signal, 'abort')]);
  } finally {
    await suite.stop();
  }
});
// The Admin SDK's connections would keep the process alive.
process.exit();
