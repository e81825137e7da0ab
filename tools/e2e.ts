import { readArgs } from './args.ts';
import { tell } from './e2e/story.ts';
import { Advice, main } from './emulators/progress.ts';
import { LOCAL_ENV, PORTS } from './local.ts';

const LOCAL = `http://127.0.0.1:${PORTS.hosting}`;

const USAGE = `npm run e2e -- [options]
  --base URL   the instance to walk through (the local suite)`;

await main(async () => {
  const values = readArgs(USAGE, { base: { type: 'string', default: LOCAL } });
  const base = values.base.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
  if (!URL.canParse(base))
    throw new Advice('--base takes the address of a running instance, such as http://127.0.0.1:5000.');
  const reachable = await fetch(`${base}/api/v1/health`).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!reachable) throw new Advice(`Nothing answers at ${base}/api/v1/health. Is it running? (npm start)`);
  const isLocal = base === LOCAL;
  if (isLocal) Object.assign(process.env, LOCAL_ENV);
  else console.log('What staff do is left out: only the local suite lets this command make somebody staff.');
  const appoint = isLocal ? (await import('./e2e/appoint.ts')).appoint : undefined;
  let passed = 0;
  let failed = 0;
  for await (const { what, ms, fault } of tell(base, appoint)) {
    console.log(`${fault ? '✗' : '✓'} ${what} (${ms} ms)`);
    if (fault) console.error(`  ${fault}`);
    passed += Number(!fault);
    failed += Number(Boolean(fault));
  }
  console.log(failed === 0 ? `All ${passed} steps passed, and nothing was left behind.` : `${failed} failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
});
// The Admin SDK's connections would keep the process alive.
process.exit();
