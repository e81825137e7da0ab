import { mkdir, rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { startSuite } from '../../tools/emulators/suite.ts';
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

/** Starts the suite once for all tests, on ports of its own, and stops it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await rm(QUERIES, { recursive: true, force: true });
  await mkdir(QUERIES, { recursive: true });
  await browserOptions();
  // Another offset lets a second run go beside the first.
  const portOffset = Number(process.env.TEST_PORT_OFFSET ?? 10_000);
  const suite = await startSuite({ project: `demo-infloo-test-${portOffset}`, portOffset });
  project.provide('suite', {
    project: suite.project,
    url: suite.url,
    functions: `http://127.0.0.1:${suite.ports.functions}`,
    env: suite.env,
  });
  return suite.stop;
}
