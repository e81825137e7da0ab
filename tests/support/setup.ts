import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, inject } from 'vitest';
import { queryChannel } from '../../functions/src/store/meter.ts';
import { QUERIES } from './suite.ts';

// Runs before the modules of a test file are loaded. Each file has a database of its own in the shared emulator: empty,
// and without triggers but those it calls, because the Functions emulator listens to the default one.
const suite = inject('suite');
const run = randomUUID().slice(0, 8);
process.loadEnvFile('functions/.env.local');
Object.assign(process.env, suite.env, { FIRESTORE_DATABASE: `test-${run}`, FUNCTION_TARGET: 'api' });

const queries = new Set<string>();
queryChannel.subscribe((query) => queries.add(JSON.stringify(query)));
afterAll(() => {
  if (queries.size > 0) writeFileSync(`${QUERIES}/${run}.jsonl`, `${[...queries].join('\n')}\n`);
});
