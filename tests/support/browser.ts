import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';

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

/** An installed browser first, else the one that npm brought. */
async function launch(): Promise<Browser> {
  const installed = [process.env.CHROME_PATH, ...INSTALLED].find((path) => path && existsSync(path));
  return playwright.launch({
    executablePath: installed ?? (await chromium.executablePath()),
    args: installed ? ['--no-sandbox', '--disable-background-networking', '--disable-component-update'] : bundled,
    headless: true,
  });
}

export interface Visitor {
  page: Page;
  /** What the browser complained about: errors, and what the Content-Security-Policy refused. */
  complaints: string[];
}

let browser: Browser;
const contexts: BrowserContext[] = [];

/** Starts a browser for this test file. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser.close();
  });
}

/** Somebody with a browser of their own, before the dashboard of the suite. */
export async function newVisitor({ width = 1280, height = 800 } = {}): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width, height }, baseURL: inject('suite').url });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

/** Expects no serious fault of accessibility on the page as it is. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${screen}: ${id} at ${nodes[0]?.html}`)).toEqual([]);
}

/** Expects that nothing sticks out to the right, so that a phone doesn't scroll sideways. */
export async function expectNoSideScroll(page: Page, screen: string): Promise<void> {
  const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(over, `pixels too wide: ${screen}`).toBeLessThanOrEqual(0);
}
