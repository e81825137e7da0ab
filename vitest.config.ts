import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/suite.ts'],
    setupFiles: ['tests/support/setup.ts'],
    // Two cores: more workers would only wait for one another.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // The API's request log belongs to the test that failed.
    silent: 'passed-only',
    reporters: ['default', ['json', { outputFile: '.emulators/results.json' }]],
  },
});
