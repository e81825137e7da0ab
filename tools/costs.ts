import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vitest } from './checks.ts';
import { Advice, main } from './emulators/progress.ts';
import { ROOT } from './emulators/run.ts';

interface Cost {
  reads: number;
  writes: number;
  deletes: number;
  trips: number;
}
interface Row {
  route: string;
  measured: Cost;
  budget: Cost;
  floor: [reads: number, writes: number, trips: number];
}

/** Of vitest's report, what tells which routes failed. */
interface Report {
  testResults: { assertionResults: { status: string; title: string; failureMessages: string[] }[] }[];
}

const columns = ({ reads, writes, deletes, trips }: Cost): string =>
  `R${reads} W${writes} D${deletes} T${trips}`.padEnd(16);

/** Asks every route once on a seeded world, and prints what it cost beside its budget and its floor. */
await main(async () => {
  const { failed } = await vitest(
    'tests/contract/costs.test.ts',
    '--reporter=json',
    '--outputFile=.emulators/results.json',
  );
  const report = JSON.parse(await readFile(join(ROOT, '.emulators', 'results.json'), 'utf8')) as Report;
  const rows = JSON.parse(await readFile(join(ROOT, '.emulators', 'costs.json'), 'utf8')) as Row[];
  const width = Math.max(...rows.map(({ route }) => route.length)) + 2;
  console.log(`\n${'route'.padEnd(width)}${'measured'.padEnd(16)}${'budget'.padEnd(16)}floor`);
  for (const { route, measured, budget, floor } of rows) {
    const [reads, writes, trips] = floor;
    console.log(`${route.padEnd(width)}${columns(measured)}${columns(budget)}R${reads} W${writes} T${trips}`);
  }
  console.log(
    '\nR, W, D: billed document reads, writes, deletes. T: round trips to Firestore one after the other.\n' +
      'Measured and budget include the shared limits where a route has them; the floor does not.',
  );
  if (failed === 0) return;
  const faults = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ title, failureMessages }) => `${title}: ${failureMessages[0]?.split('\n')[0]}`);
  throw new Advice(faults.join('\n') || 'The costs could not be measured.');
});
