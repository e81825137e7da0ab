import { describe, expect, inject, it } from 'vitest';
import { operations } from '../../functions/src/docs.ts';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';

useBrowser();

const DOCS = '/api/v1/docs';

describe.each([1280, 390])('the docs page, %i pixels wide', (width) => {
  it.each(['light', 'dark'] as const)(
    'is accessible and fits, %s',
    async (colorScheme) => {
      const { page, complaints } = await newVisitor({ width, colorScheme });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).origin));
      const response = await page.goto(DOCS);
      expect(response?.status()).toBe(200);
      for (const details of await page.locator('details').all())
        await details.evaluate((it) => it.setAttribute('open', ''));
      await expectAccessible(page, `docs, ${colorScheme}`);
      await expectNoSideScroll(page, 'docs');
      // Nothing from elsewhere, and nothing that the page's policy refuses.
      expect(new Set(asked)).toEqual(new Set([new URL(inject('suite').url).origin]));
      expect(complaints).toEqual([]);
    },
    60_000,
  );
});

it('has every route and a guide, and its links lead somewhere', async () => {
  const { page } = await newVisitor();
  await page.goto(DOCS);
  for (const heading of ['Signing in', 'Live data', 'Lists', 'Retries', 'Limits', 'Uploads', 'Errors']) {
    await page.getByRole('heading', { level: 2, name: heading, exact: true }).waitFor();
  }
  expect(await page.locator('.operation').count()).toBe(operations.length);
  const broken =
    await page.evaluate(`[...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href'))
    .filter((href) => !document.getElementById(href.slice(1)))`);
  expect(broken).toEqual([]);
  const ids = (await page.evaluate(`[...document.querySelectorAll('[id]')].map(({ id }) => id)`)) as string[];
  expect(new Set(ids).size).toBe(ids.length);
  await page.getByRole('link', { name: 'OpenAPI 3.1' }).click();
  await page.waitForURL('**/openapi.json');
});
