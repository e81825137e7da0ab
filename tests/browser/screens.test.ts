import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  expectAccessible,
  expectAccessibleAsIs,
  expectNoSideScroll,
  newVisitor,
  useBrowser,
} from '../support/browser.ts';
import { shiftOf, stillMoving, tooSmall, watchShifts } from '../support/measures.ts';
import { INSIDE, OUTSIDE, type Screen, type Shown } from '../support/screens.ts';
import { type Account, newAccount, signIn } from './accounts.ts';
import { makeScreenWorld } from './screen-world.ts';

useBrowser();

/** Of the routes, those that lead on, and those of a case, which have tests of their own (`staff-screens`, `safety`). */
const ELSEWHERE = ['/staff', '/staff/*?', '/staff/verifications/:id', '/staff/reports/:id'];

it('knows every screen that the dashboard has', () => {
  const listed = new Set([...OUTSIDE, ...INSIDE].map(({ route }) => route));
  const routes = ['router', 'signed-in', 'staff'].flatMap((name) =>
    [...readFileSync(`dashboard/src/app/${name}.tsx`, 'utf8').matchAll(/<Route path="([^"]+)"/g)].map(
      ([, path]) => path,
    ),
  );
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((path = '') => !listed.has(path) && !ELSEWHERE.includes(path))).toEqual([]);
});

/** Somebody with news, requests and rights, and a newcomer, who finds most of it empty. */
let me: Account;
let newcomer: Account;
let shown: Shown;

beforeAll(async () => {
  [{ me, shown }, newcomer] = await Promise.all([makeScreenWorld(), newAccount('new')]);
});

/** By how much a page may move while it loads. */
const SHIFT = 0.05;
const PHONE = { width: 390, height: 844, hasTouch: true, isMobile: true };
/** What a newcomer sees otherwise than somebody with news. */
const EMPTY = ['home', 'events', 'messages', 'connections', 'notifications', 'verification'];

/** Twenty pictures, on a slow machine fewer: no longer than a page waits for its slowest part. */
const SOME_FRAMES = `(async () => {
  const end = performance.now() + 600;
  for (let i = 0; i < 20 && performance.now() < end; i++) await new Promise(requestAnimationFrame);
})()`;

/** Opens every screen, and expects that it comes without jumping, and fits; `look` looks further. */
async function walk(options: Parameters<typeof newVisitor>[0], look: (page: Page, screen: string) => Promise<void>) {
  const visit = async (page: Page, { name, path }: Screen) => {
    await page.goto(path(shown));
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    // What is still on its way would change under the check.
    await page.locator('[aria-label="Loading"], header [data-empty]').first().waitFor({ state: 'detached' });
    await expectNoSideScroll(page, name);
    await look(page, name);
  };
  for (const [who, screens] of [
    [me, [...OUTSIDE, ...INSIDE]],
    [newcomer, INSIDE.filter(({ name }) => EMPTY.includes(name))],
  ] as const) {
    const { page, complaints } = await newVisitor({ reducedMotion: 'reduce', ...options });
    await watchShifts(page);
    // What comes later than the rest must not push it away.
    await page.route(/\/(staff\/queues|events\/audience)$/, async (route) => {
      const late = async () => {
        const response = await route.fetch();
        await page.evaluate(SOME_FRAMES);
        await route.fulfill({ response });
      };
      // The page may have gone on meanwhile.
      await late().catch(() => {});
    });
    for (const each of screens) {
      if (each === INSIDE[0]) await signIn(page, who);
      await visit(page, each);
    }
    // What isn't there is an error to the browser, too.
    expect(complaints.filter((text) => !text.includes('no-such-event'))).toEqual([]);
  }
}

async function expectStill(page: Page, screen: string): Promise<void> {
  const { sum, by } = await shiftOf(page);
  expect.soft(sum, `${screen} jumps: ${by.join(', ')}`).toBeLessThan(SHIFT);
}

describe('every screen stays in its place while it loads, is accessible, and fits', () => {
  it('on a desk, light and dark, on a tablet, and at 200 %', { timeout: 900_000 }, () =>
    walk({}, async (page, screen) => {
      await expectAccessible(page, screen);
      await expectStill(page, screen);
      expect.soft(await stillMoving(page), screen).toEqual([]);
      for (const width of [768, 640, 384]) {
        await page.setViewportSize({ width, height: 844 });
        await expectNoSideScroll(page, `${screen}, ${width} pixels`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
    }),
  );

  // Colours are seen on the desk; what stands otherwise here is looked at by night.
  it('on a phone, where a finger hits what can be pressed, and no field makes it zoom in', { timeout: 900_000 }, () =>
    walk({ ...PHONE, colorScheme: 'dark' }, async (page, screen) => {
      await expectAccessibleAsIs(page, screen);
      await expectStill(page, screen);
      expect.soft(await tooSmall(page), screen).toEqual([]);
    }),
  );
});
