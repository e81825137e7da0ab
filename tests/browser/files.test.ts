import { describe, expect, inject, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { bell, newAccount, signIn } from './accounts.ts';

useBrowser();

const get = (path: string) => fetch(`${inject('suite').url}${path}`);

describe('Hosting', () => {
  it.each(['/assets/register-00000000.js', '/.well-known/assetlinks.json', '/no-such-file.txt', '/assets'])(
    '%s is not there, and nobody is told to remember that for long',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      const cache = response.headers.get('cache-control') ?? '';
      expect(cache).not.toContain('immutable');
      expect(Number(/max-age=(\d+)/.exec(cache)?.[1] ?? 0)).toBeLessThanOrEqual(3600);
      // A file of another release may come back with the next.
      if (path.startsWith('/assets')) expect(cache).toBe('no-store');
    },
  );

  it.each([
    ['/robots.txt', 'text/plain'],
    ['/favicon.ico', 'image/'],
    ['/favicon.svg', 'image/svg+xml'],
    ['/touch-icon.png', 'image/png'],
    ['/manifest.webmanifest', 'application/manifest+json'],
  ])('%s is %s', async (path, type) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
  });

  it.each([
    '/',
    '/people',
    '/people/anna.b_1',
    '/people/a.b.c',
    '/connections?tab=sent',
    '/no/such.page/x',
    '/events',
    '/events/new',
    '/events/x/edit',
  ])('%s is the dashboard', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    // Kept for an hour, it would ask for the scripts of a release that is gone.
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<div id="root">');
  });
});

describe('a screen whose file can’t be had', () => {
  it('leaves the shell standing, and shows when one is back online', async () => {
    const visitor = await newVisitor();
    const { page, context } = visitor;
    // The screens that are fetched ahead are held back: else there would be nothing left to miss.
    await page.route(/assets\/(people|connections|edit-profile)-/, (route) => route.abort());
    await signIn(page, await newAccount('anna'));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await context.setOffline(true);
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await page.getByText('This page isn’t here yet').waitFor();
    await page.getByText(/You are offline\. What/).waitFor();
    // Elsewhere works.
    await page.getByRole('link', { name: 'Home', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: /Good/ }).waitFor();
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await page.getByText('This page isn’t here yet').waitFor();
    await page.unroute(/assets\/(people|connections|edit-profile)-/);
    await context.setOffline(false);
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await bell(page).waitFor();
  });

  it('is there without a line once the browser was idle', async () => {
    const { page, context } = await newVisitor();
    const fetched = page.waitForResponse(/assets\/edit-profile-.*\.js/);
    await signIn(page, await newAccount('anna'));
    await (await fetched).finished();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await context.setOffline(true);
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    // It doesn't pretend to have people, nor to be about to.
    await page.getByText('We couldn’t load people').waitFor();
    await context.setOffline(false);
    await page.getByRole('list', { name: 'People' }).getByRole('listitem').first().waitFor();
  });

  it('reloads the page once when a release has replaced it', async () => {
    const { page } = await newVisitor();
    let gone = true;
    await page.route(/assets\/people-.*\.js/, (route) =>
      gone ? route.fulfill({ status: 404, contentType: 'text/html', body: 'gone' }) : route.continue(),
    );
    await signIn(page, await newAccount('anna'));
    await page.getByRole('heading', { level: 1 }).waitFor();
    const reloaded = page.waitForEvent('load');
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await reloaded;
    // Still gone: a second reload would only go round in circles.
    await page.getByText('This page has stopped working').waitFor();
    gone = false;
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  });
});
