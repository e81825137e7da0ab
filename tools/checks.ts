import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { step } from './emulators/progress.ts';
import { ROOT, run } from './emulators/run.ts';

export interface Count {
  passed: number;
  failed: number;
}

const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);

/** Runs one check as a step; what it says is shown when it fails. */
export async function check(text: string, work: () => Promise<{ status: number; output: string }>): Promise<Count> {
  let said = '';
  const passed = await step(text, async () => {
    const { status, output } = await work();
    said = output;
    if (status !== 0) throw new Error(text);
    return true;
  }).catch(() => false);
  if (!passed) console.error(said.trim());
  return { passed: Number(passed), failed: Number(!passed) };
}

export const types = (): Promise<Count> => check('Types: API, tools and tests', () => run(bin('tsc'), ['-p', '.']));
export const dashboardTypes = (): Promise<Count> =>
  check('Types: dashboard', () => run(bin('tsc'), ['-p', 'dashboard']));
export const lint = (): Promise<Count> => check('Lint and format', () => run(bin('biome'), ['check', '.']));

/**
 * Runs vitest with its own output.
 * @returns the counts that its JSON report gives; a run that ended badly without a failed test counts as one
 */
export async function vitest(...args: string[]): Promise<Count> {
  const { status } = await run(bin('vitest'), ['run', ...args], { show: true });
  const report = JSON.parse(await readFile(join(ROOT, '.emulators', 'results.json'), 'utf8').catch(() => '{}')) as {
    numPassedTests?: number;
    numFailedTests?: number;
    numTotalTests?: number;
  };
  const passed = report.numPassedTests ?? 0;
  const failed = report.numFailedTests ?? 0;
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed };
}

/** Prints the closing line, and sets the exit status by it. */
export function conclude(counts: Count[]): void {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
