import { readArgs } from './args.ts';
import { client } from './e2e/client.ts';
import { story } from './e2e/story.ts';
import { Advice, main } from './emulators/progress.ts';
import { PORTS } from './local.ts';

const USAGE = `npm run e2e -- [options]
  --base URL   the instance to walk through (the local suite)`;

await main(async () => {
  const values = readArgs(USAGE, { base: { type: 'string', default: `http://127.0.0.1:${PORTS.hosting}` } });
  const base = values.base.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
  if (!URL.canParse(base))
    throw new Advice('--base takes the address of a running instance, such as http://127.0.0.1:5000.');
  const reachable = await fetch(`${base}/api/v1/health`).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!reachable) throw new Advice(`Nothing answers at ${base}/api/v1/health. Is it running? (npm start)`);
  const { steps, cleanUp } = story(client(base));
  let failed = 0;
  const run = async ([what, step]: (typeof steps)[number]): Promise<boolean> => {
    const started = performance.now();
    const error = await step().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    console.log(`${error ? '✗' : '✓'} ${what} (${Math.round(performance.now() - started)} ms)`);
    if (error) console.error(`  ${error instanceof Error ? error.message : error}`);
    failed += Number(error !== null);
    return error === null;
  };
  // A story: what follows a step that failed would only fail because of it.
  for (const step of steps) if (!(await run(step))) break;
  for (const step of cleanUp) await run(step);
  console.log(failed === 0 ? `All ${steps.length} steps passed, and nothing was left behind.` : `${failed} failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
});
