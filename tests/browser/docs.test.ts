import { expect, inject, it } from 'vitest';
import { operations } from '../../functions/src/docs.ts';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';

useBrowser();

const DOCS = '/api/v1/docs';

it.each([1280, 390])(
  'the docs page is accessible and fits, %i pixels wide, light and dark',
  { timeout: 180_000 },
  async (width) => {
    const { page, complaints } = await newVisitor({ width });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    const response = await page.goto(DOCS);
    expect(response?.status()).toBe(200);
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    await expectAccessible(page, 'docs');
    await expectNoSideScroll(page, 'docs');
    // Nothing from elsewhere, and nothing that the page's policy refuses.
    expect(new Set(asked)).toEqual(new Set([new URL(inject('suite').url).origin]));
    expect(complaints).toEqual([]);
  },
);

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
  await page.getByRole('link', { name: 'OpenAPI 3.1' }).click();
  await page.waitForURL('**/openapi.json');
});
