import { lingui } from '@lingui/vite-plugin';
import { defineConfig } from 'vitest/config';
import { compiledTexts } from './dashboard/vite/compiled-texts.ts';

/** Tests of pure functions and of our own tools: they need no emulator. */
const UNIT = ['tests/**/*.unit.test.ts', 'tests/**/policy.test.ts', 'tests/tools/**/*.test.ts'];

export default defineConfig({
  // What the screens say is tested by itself, too: its texts are written as macros.
  plugins: [lingui({ cwd: 'dashboard', macroTransform: { macro: { descriptorFields: 'message' } } }), compiledTexts()],
  resolve: { alias: { '@api': new URL('functions/src', import.meta.url).pathname } },
  test: {
    // One more than there are cores: each waits some of its time, for locks, for a browser, for seconds that pass.
    maxWorkers: 3,
    // Long, because the machine may be busy: a test that fails waits, and no other. So do those that ask again and again.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 45_000 } },
    // The API's request log belongs to the test that failed.
    silent: 'passed-only',
    reporters: ['default', ['json', { outputFile: '.emulators/results.json' }]],
    projects: [
      { extends: true, test: { name: 'unit', include: UNIT, setupFiles: ['tests/support/english.ts'] } },
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
