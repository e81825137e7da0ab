import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CACHE } from './emulators/firestore.ts';
import { note, step } from './emulators/progress.ts';
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
/** Each text of the screens has its Arabic: `npm run texts` says what is new. */
export const texts = async (): Promise<Count> =>
  check('Texts: translations', async () => {
    const sync = await run(bin('lingui'), ['check', 'sync'], { cwd: join(ROOT, 'dashboard') });
    return sync.status === 0 ? run(bin('lingui'), ['check', 'missing'], { cwd: join(ROOT, 'dashboard') }) : sync;
  });
export const lint = (): Promise<Count> => check('Lint and format', () => run(bin('biome'), ['check', '.']));

/** Where vitest leaves its report. */
const REPORT = join(ROOT, '.emulators', 'results.json');

/**
 * Runs vitest with its own output.
 * @returns the counts that its JSON report gives; a run that ended badly without a failed test counts as one
 */
export async function vitest(...args: string[]): Promise<Count> {
  // A run that breaks off must not be counted by the report of the one before.
  await rm(REPORT, { force: true });
  const { status } = await run(bin('vitest'), ['run', ...args], { show: true });
  const report = JSON.parse(await readFile(REPORT, 'utf8').catch(() => '{}')) as {
    numPassedTests?: number;
    numFailedTests?: number;
  };
  const passed = report.numPassedTests ?? 0;
  const failed = report.numFailedTests ?? 0;
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed };
}

/** @returns a hash of every file below `folder`, and of the Node that runs it */
export async function hashOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256').update(process.version);
  for (const file of files.filter((name) => !name.includes('node_modules')).sort()) {
    hash.update(`\0${relative(folder, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

/**
 * Runs the tests of the Storage-rules runtime if it has changed since they last passed on this machine. What is skipped
 * is said, and isn't counted. The record lies in the user's cache: an empty one means that they run.
 */
export async function storageRules(): Promise<Count> {
  const folder = join(ROOT, 'tools', 'storage-rules');
  const record = join(CACHE, 'storage-rules', `${await hashOf(folder)}.json`);
  const last = await readFile(record, 'utf8').catch(() => null);
  if (last) {
    const { passed, at } = JSON.parse(last) as { passed: number; at: string };
    note(
      `Storage-rules runtime: unchanged since its ${passed} tests passed here on ${at.slice(0, 10)}; not run again ` +
        '(npm test --workspace tools/storage-rules)',
    );
    return { passed: 0, failed: 0 };
  }
  const count = await vitest('--root', folder, '--reporter=default', '--reporter=json', `--outputFile=${REPORT}`);
  if (count.failed === 0 && count.passed > 0) {
    await mkdir(join(CACHE, 'storage-rules'), { recursive: true });
    await writeFile(record, JSON.stringify({ passed: count.passed, at: new Date().toISOString() }));
  }
  return count;
}

/** Prints the closing line, and sets the exit status by it. */
export function conclude(counts: Count[]): void {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
