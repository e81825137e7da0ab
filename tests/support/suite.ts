import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildApi, buildDashboard } from '../../tools/emulators/build.ts';
import { step } from '../../tools/emulators/progress.ts';
import { ROOT } from '../../tools/emulators/run.ts';
import { startSuite } from '../../tools/emulators/suite.ts';
import { warmUp } from '../../tools/emulators/warm-up.ts';
import { QUERIES } from '../../tools/indexes/lint.ts';

import { browserOptions } from './chromium.ts';

export { QUERIES };

export interface SuiteInfo {
  project: string;
  url: string;
  /** The Functions emulator's own address. */
  functions: string;
  env: Record<string, string>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    suite: SuiteInfo;
  }
}

/** Whether something was changed after `built` was made, or it wasn't made yet. */
async function isOlder(built: string, sources: string): Promise<boolean> {
  const made = await stat(built).catch(() => null);
  if (!made) return true;
  const files = await readdir(sources, { recursive: true });
  const changed = await Promise.all(files.map(async (file) => (await stat(join(sources, file))).mtimeMs));
  return Math.max(...changed) > made.mtimeMs;
}

/** As many requests as test files have under way side by side: what loads in the middle of them takes their time away. */
const AT_ONCE = 5;

/** Starts the suite once for all tests, on ports of its own, and stops it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await rm(QUERIES, { recursive: true, force: true });
  await mkdir(QUERIES, { recursive: true });
  await browserOptions();
  // What the suite serves is built; a test file run by itself must not meet an old build, or none.
  if (await isOlder(join(ROOT, 'functions', 'lib', 'index.js'), join(ROOT, 'functions', 'src'))) await buildApi();
  if (await isOlder(join(ROOT, 'dashboard', 'dist', 'index.html'), join(ROOT, 'dashboard', 'src'))) {
    await step('Building the dashboard', buildDashboard);
  }
  // Another offset lets a second run go beside the first.
  const portOffset = Number(process.env.TEST_PORT_OFFSET ?? 10_000);
  const suite = await startSuite({ project: `demo-infloo-test-${portOffset}`, portOffset });
  try {
    await step('Loading the functions', () => warmUp(suite.url, AT_ONCE));
  } catch (error) {
    await suite.stop();
    throw error;
  }
  project.provide('suite', {
    project: suite.project,
    url: suite.url,
    functions: `http://127.0.0.1:${suite.ports.functions}`,
    env: suite.env,
  });
  return suite.stop;
}
