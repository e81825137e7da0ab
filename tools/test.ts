import { check, conclude, dashboardTypes, lint, storageRules, texts, types, vitest } from './checks.ts';
import { buildApi, buildDashboard } from './emulators/build.ts';
import { main, step } from './emulators/progress.ts';
import { lintIndexes } from './indexes/lint.ts';

await main(async () => {
  const counts = [await types(), await dashboardTypes(), await texts(), await lint()];
  await buildApi();
  await step('Building the dashboard', buildDashboard);
  counts.push(await storageRules(), await vitest());
  counts.push(
    await check('Indexes: every query that the tests ran has its index, and every index its query', async () => {
      const faults = await lintIndexes();
      return { status: faults.length, output: faults.join('\n') };
    }),
  );
  conclude(counts);
});
