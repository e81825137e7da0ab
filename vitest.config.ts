import { defineConfig } from 'vitest/config';

/** Tests of pure functions and of our own tools: they need no emulator. */
const UNIT = ['tests/**/*.unit.test.ts', 'tests/**/policy.test.ts', 'tests/tools/**/*.test.ts'];

export default defineConfig({
  test: {
    // Two cores: more workers would only wait for one another.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // The API's request log belongs to the test that failed.
    silent: 'passed-only',
    reporters: ['default', ['json', { outputFile: '.emulators/results.json' }]],
    projects: [
      { extends: true, test: { name: 'unit', include: UNIT } },
      {
        extends: true,
        test: {
          name: 'suite',
          include: ['tests/**/*.test.ts'],
          exclude: UNIT,
          globalSetup: ['tests/support/suite.ts'],
          setupFiles: ['tests/support/setup.ts'],
        },
      },
    ],
  },
});
