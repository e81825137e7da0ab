import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';
import { INSIDE, OUTSIDE, type Screen } from '../support/screens.ts';
import { signIn } from './accounts.ts';
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

/** Widths that screens must fit beside a desk's: a tablet's, that of each at 200 %, and a phone's. */
const WIDTHS = [768, 640, 384, 390];

it('every screen is accessible and fits at every width, light and dark', { timeout: 420_000 }, async () => {
  const { me, shown } = await makeScreenWorld();
  const visitor = await newVisitor({ reducedMotion: 'reduce' });
  const { page } = visitor;
  const check = async ({ name, path }: Screen) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(path(shown));
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    // What is still on its way would change under the check.
    await page.locator('[aria-label="Loading"], header [data-empty]').first().waitFor({ state: 'detached' });
    await expectAccessible(page, name);
    await expectNoSideScroll(page, name);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 });
      await expectNoSideScroll(page, `${name}, ${width} pixels`);
    }
    await expectAccessible(page, `${name} on a phone`);
  };
  for (const each of OUTSIDE) await check(each);
  await signIn(page, me);
  for (const each of INSIDE) await check(each);
  // What isn't there is an error to the browser, too.
  expect(visitor.complaints.filter((text) => !text.includes('no-such-event'))).toEqual([]);
});
