import { mkdir, rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { startSuite } from '../../tools/emulators/suite.ts';
import { QUERIES } from '../../tools/indexes/lint.ts';

export { QUERIES };

export interface SuiteInfo {
  project: string;
  url: string;
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
  const suite = await startSuite({ project: 'demo-infloo-test', portOffset: 10_000 });
  project.provide('suite', { project: suite.project, url: suite.url, env: suite.env });
  return suite.stop;
}
