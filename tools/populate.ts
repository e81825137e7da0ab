import { parseArgs } from 'node:util';
import { Advice, main } from './emulators/progress.ts';
import { LOCAL_ENV, PORTS, requireSuite } from './local.ts';

await main(async () => {
  const { values } = parseArgs({
    options: { users: { type: 'string', default: '60' }, seed: { type: 'string', default: '7' } },
  });
  const users = Number(values.users);
  const seed = Number(values.seed);
  if (!Number.isInteger(users) || users < 20 || users > 20_000)
    throw new Advice('--users takes a number from 20 to 20000.');
  if (!Number.isInteger(seed)) throw new Advice('--seed takes a whole number.');
  await requireSuite();
  Object.assign(process.env, LOCAL_ENV);
  const { makeWorld, populate } = await import('./demo/populate.ts');
  await populate(await makeWorld({ users, seed }), PORTS.hub);
});
