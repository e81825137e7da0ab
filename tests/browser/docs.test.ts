import { expect, inject, it } from 'vitest';
import { operations } from '../../functions/src/docs.ts';
import { expectFine, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';

useBrowser();

const DOCS = '/api/v1/docs';

/**
 * Opens all there is to open, and leaves of the routes those that show something that none before them shows: a hundred
 * more that look the same would be looked at for a minute. What may be wrong beside the looks, the other test looks for.
 */
const ONE_OF_EACH_LOOK = `(() => {
  for (const each of document.querySelectorAll('details')) each.open = true;
  const seen = new Set();
  for (const operation of document.querySelectorAll('.operation')) {
    const looks = [...operation.querySelectorAll('*')].map((each) => {
      let look = '';
      for (let at = each; at !== operation; at = at.parentElement) look += at.localName + '.' + at.className + ' ';
      return look;
    });
    if (looks.every((look) => seen.has(look))) operation.remove();
    for (const look of looks) seen.add(look);
  }
})()`;

it('the docs page is accessible and fits, at both widths, light and dark', async () => {
  const { page, complaints } = await newVisitor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  const response = await page.goto(DOCS);
  expect(response?.status()).toBe(200);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expectNoSideScroll(page, `docs, ${width} pixels`);
  }
  await page.evaluate(ONE_OF_EACH_LOOK);
  await expectFine(page, 'docs');
  // Nothing from elsewhere, and nothing that the page's policy refuses.
  expect(new Set(asked)).toEqual(new Set([new URL(inject('suite').url).origin]));
  expect(complaints).toEqual([]);
});

it('has every route and a guide, and its links lead somewhere', async () => {
  const { page } = await newVisitor();
  await page.goto(DOCS);
  for (const heading of ['Signing in', 'Live data', 'Lists', 'Retries', 'Limits', 'Uploads', 'Errors']) {
    await page.getByRole('heading', { level: 2, name: heading, exact: true }).waitFor();
  }
  await expect.poll(() => page.locator('.operation').count()).toBe(operations.length);
  const broken =
    await page.evaluate(`[...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href'))
    .filter((href) => !document.getElementById(href.slice(1)))`);
  expect(broken).toEqual([]);
  const ids = (await page.evaluate(`[...document.querySelectorAll('[id]')].map(({ id }) => id)`)) as string[];
  expect(new Set(ids).size).toBe(ids.length);
  // Each heading a step below the one before, and each button and field with a name.
  const levels = (await page.evaluate(
    `[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ localName }) => Number(localName[1]))`,
  )) as number[];
  expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
  const unnamed = `[...document.querySelectorAll('a, button, summary')].filter((each) => !each.textContent.trim() && !each.ariaLabel).length`;
  expect(await page.evaluate(unnamed)).toBe(0);
  await page.getByRole('link', { name: 'OpenAPI 3.1' }).click();
  await page.waitForURL('**/openapi.json');
});
