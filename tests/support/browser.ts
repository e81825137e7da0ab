import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  chromium as playwright,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { browserOptions } from './chromium.ts';
import { QUERIES } from './suite.ts';

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the browser complained about: errors, and what the Content-Security-Policy refused. */
  complaints: string[];
}

let browser: Browser;
const contexts: BrowserContext[] = [];
/** What the Content-Security-Policy has refused in the test that runs. */
const refused: string[] = [];
/** What the dashboard's listeners have asked Firestore for: the index lint looks at it, as at the API's queries. */
const queries = new Set<string>();

/** What is still being answered for the pages of a test that is over goes nowhere, and is no fault. */
async function end(context: BrowserContext): Promise<void> {
  const late = { behavior: 'ignoreErrors' } as const;
  await Promise.all([context, ...context.pages()].map((each) => each.unrouteAll(late)));
  await context.close();
}

/** Starts a browser for this test file. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await playwright.launch(await browserOptions());
  });
  // Pages that are left open go on listening, and take the machine away from those that are tested.
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map(end));
    // No screen in any state may need what the policy forbids, nor try it.
    expect(refused.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    if (queries.size > 0) writeFileSync(`${QUERIES}/browser-${randomUUID()}.jsonl`, `${[...queries].join('\n')}\n`);
  });
}

/** Keeps the queries that a listener's request opens; WebChannel sends them as a form with a field a target. */
function keepQueries(body: string): void {
  for (const [name, text] of new URLSearchParams(body)) {
    if (!name.endsWith('___data__')) continue;
    const query = (JSON.parse(text) as { addTarget?: { query?: { structuredQuery?: unknown } } }).addTarget?.query;
    if (query?.structuredQuery) queries.add(JSON.stringify(query.structuredQuery));
  }
}

/**
 * Counts the documents that listeners receive, in `documentsHeard`: each is a billed read. Runs in the page, before
 * anything of the dashboard.
 */
function countDocuments(): void {
  const scope = globalThis as typeof globalThis & { documentsHeard: number };
  scope.documentsHeard = 0;
  const ask = globalThis.fetch;
  globalThis.fetch = async (...request) => {
    const response = await ask(...request);
    if (!response.body || !response.url.includes('/Listen/channel')) return response;
    const [shown, counted] = response.body.tee();
    void (async () => {
      const decoder = new TextDecoder();
      let text = '';
      for await (const chunk of counted) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const seen = text.split('"documentChange"').length - 1;
        scope.documentsHeard += seen;
        text = seen > 0 ? text.slice(text.lastIndexOf('"documentChange"') + 16) : text;
      }
    })().catch(() => {});
    return new Response(shown, { status: response.status, headers: response.headers });
  };
}

const REFUSED = 'Refused by the Content-Security-Policy:';
/** Has the page say what its policy refuses. */
const TELL_REFUSED = `addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile }) =>
  console.error('${REFUSED}', effectiveDirective, blockedURI, sample, sourceFile))`;

/** What the browser, or Firestore, complains of where an answer takes long. */
const BUSY = /status of 503|Could not reach Cloud Firestore backend/;

/** Another tab of the same browser: cookies, storage and session are shared. */
export async function newTab(context: BrowserContext, complaints: string[] = []): Promise<Page> {
  const page = await context.newPage();
  // Long, because the machine may be busy: a test that fails waits, and no other.
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => {
    if (message.text().startsWith(REFUSED)) refused.push(message.text());
    // A busy machine is no fault of the page, which asks again.
    if (message.type() === 'error' && !BUSY.test(message.text()))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url().includes('/Listen/channel')) keepQueries(request.postData() ?? '');
  });
  return page;
}

/** Somebody with a browser of their own, before the dashboard of the suite. */
export async function newVisitor(
  options: { width?: number; height?: number } & BrowserContextOptions = {},
): Promise<Visitor> {
  const { width = 1280, height = 800, ...more } = options;
  const context = await browser.newContext({ viewport: { width, height }, baseURL: inject('suite').url, ...more });
  contexts.push(context);
  await context.addInitScript(countDocuments);
  await context.addInitScript(TELL_REFUSED);
  const complaints: string[] = [];
  return { context, page: await newTab(context, complaints), complaints };
}

/** How many documents listeners have brought to this page since it was loaded. */
export const documentsHeard = (page: Page): Promise<number> => page.evaluate('documentsHeard');

/**
 * Waits until whatever moves or fades has come to its end; what goes on for ever doesn't count. What follows from a change
 * begins frames later, so it looks again until nothing has begun meanwhile. Runs in the page.
 */
const SETTLED = `(async () => {
  for (;;) {
    for (let frames = 3; frames > 0; frames--) await new Promise(requestAnimationFrame);
    const moving = document.getAnimations().filter((each) =>
      each.playState === 'running' && Number.isFinite(each.effect.getComputedTiming().endTime));
    if (moving.length === 0) return;
    await Promise.all(moving.map((each) => each.finished.catch(() => {})));
  }
})()`;

/** Has the system prefer light or dark, and waits until the page follows. */
async function prefer(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  // The docs have no such mark: their style sheet follows by itself.
  const mark = () => page.evaluate<string | undefined>('document.documentElement.dataset.mantineColorScheme');
  if (await mark()) await expect.poll(mark).toBe(colorScheme);
  await page.evaluate(SETTLED);
}

/** The rules that look at colours; what the others find doesn't depend on them. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * Without the particulars of all that is in order, and within the page, where it would open another one for what it finds
 * in frames: both take most of the time, and there are no frames.
 */
const axeOn = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();

async function faultsOf(axe: AxeBuilder, screen: string): Promise<string[]> {
  const { violations } = await axe.analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.map(({ id, nodes: [first, ...more] }) => {
    const others = more.length > 0 ? `, and ${more.length} more` : '';
    return `${screen}: ${id} at ${first?.html}${others} (${first?.any[0]?.message})`;
  });
}

/** What is wrong only while something fades on a busy machine is no fault: it is looked at again. */
const LOOKS = 5;

async function expectNoFault(page: Page, screen: string, only = (axe: AxeBuilder) => axe): Promise<void> {
  let found: string[] = [];
  for (let look = 0; look < LOOKS; look++) {
    await page.evaluate(SETTLED);
    found = await faultsOf(only(axeOn(page)), screen);
    if (found.length === 0) return;
  }
  expect(found).toEqual([]);
}

/** Expects no serious fault of accessibility on the page as it is, in the colours that it has. */
export const expectAccessibleAsIs = (page: Page, screen: string): Promise<void> => expectNoFault(page, screen);

/** Expects no serious fault of accessibility on the page as it is, in light and in dark. It is left as it was. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  const isDark = await page.evaluate<boolean>(`matchMedia('(prefers-color-scheme: dark)').matches`);
  const [one, other] = isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const);
  await expectNoFault(page, `${screen}, ${one}`);
  await prefer(page, other);
  await expectNoFault(page, `${screen}, ${other}`, (axe) => axe.withRules(OF_COLOURS));
  await prefer(page, one);
}

/** The same but for colours: of a screen whose colours have been looked at in another language. */
export const expectInOrder = (page: Page, screen: string): Promise<void> =>
  expectNoFault(page, screen, (axe) => axe.disableRules(OF_COLOURS));

/** Expects that nothing sticks out to the right, so that a phone doesn't scroll sideways. */
export async function expectNoSideScroll(page: Page, screen: string): Promise<void> {
  const over = () =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  // After a change of the width the page has to be laid out anew.
  await expect.poll(over, { message: `pixels too wide: ${screen}` }).toBeLessThanOrEqual(0);
}

/** Expects all of that of the page as it is, at both widths: it is not loaded anew, and stays narrow. */
export async function expectFine(page: Page, screen: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expectAccessible(page, `${screen}, ${width} pixels`);
    await expectNoSideScroll(page, `${screen}, ${width} pixels`);
  }
}
