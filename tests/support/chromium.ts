import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import type { LaunchOptions } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/**
 * The package's own flags are for a function that serves one page. With the first three, closing one context ends the
 * browser, and pages may break the rules that we want to see kept. With the others a GPU is imitated, which takes a
 * third of the time of a machine that has none: the compositor that needs none draws the same.
 */
const UNWANTED = [
  ...['--single-process', '--no-zygote', '--disable-web-security'],
  ...['--ignore-gpu-blocklist', '--in-process-gpu', '--use-gl=angle', '--use-angle=swiftshader'],
  '--enable-unsafe-swiftshader',
];
const bundled = [...chromium.args.filter((flag) => !UNWANTED.includes(flag)), '--disable-gpu'];

/**
 * How to start the browser: an installed one first, else the one that npm brought. That one is unpacked by the first
 * call, so the suite calls this before any test does: two test files at once would write one file.
 */
export async function browserOptions(): Promise<LaunchOptions> {
  const installed = [process.env.CHROME_PATH, ...INSTALLED].find((path) => path && existsSync(path));
  return {
    executablePath: installed ?? (await chromium.executablePath()),
    args: installed
      ? ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-gpu']
      : bundled,
    headless: true,
  };
}
