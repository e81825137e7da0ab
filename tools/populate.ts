import { readArgs } from './args.ts';
import { CAST, DEMO_PASSWORD, DEMO_STAFF } from './demo/cast.ts';
import { Advice, main } from './emulators/progress.ts';
import { FUNCTIONS, LOCAL_ENV, requireSuite } from './local.ts';

const USAGE = `npm run populate -- [options]
  --users N   how many people (60)
  --seed N    which world: the same number makes the same one (7)`;

await main(async () => {
  const values = readArgs(USAGE, {
    users: { type: 'string', default: '60' },
    seed: { type: 'string', default: '7' },
  });
  const size = Number(values.users);
  const seed = Number(values.seed);
  if (!Number.isInteger(size) || size < 20 || size > 20_000)
    throw new Advice('--users takes a number from 20 to 20000.');
  if (!Number.isInteger(seed)) throw new Advice('--seed takes a whole number.');
  await requireSuite();
  Object.assign(process.env, LOCAL_ENV);
  const { makeWorld, populate } = await import('./demo/populate.ts');
  await populate(await makeWorld({ size, seed }), FUNCTIONS);
  console.log(
    `Accounts: ${CAST.map(({ username }) => username).join(', ')} (password: ${DEMO_PASSWORD}); ${DEMO_STAFF} is staff`,
  );
});
