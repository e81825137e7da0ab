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
 * The package's own flags are for a function that serves one page: with these three, closing one context ends the
 * browser, and pages may break the rules that we want to see kept.
 */
const UNWANTED = ['--single-process', '--no-zygote', '--disable-web-security'];
const bundled = chromium.args.filter((flag) => !UNWANTED.includes(flag));

/**
 * How to start the browser: an installed one first, else the one that npm brought. That one is unpacked by the first
 * call, so the suite calls this before any test does: two test files at once would write one file.
 */
export async function browserOptions(): Promise<LaunchOptions> {
  const installed = [process.env.CHROME_PATH, ...INSTALLED].find((path) => path && existsSync(path));
  return {
    executablePath: installed ?? (await chromium.executablePath()),
    args: installed ? ['--no-sandbox', '--disable-background-networking', '--disable-component-update'] : bundled,
    headless: true,
  };
}
