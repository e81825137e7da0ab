import pMap from 'p-map';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectFine, newTab, newVisitor, useBrowser } from '../support/browser.ts';
import { awaitPlace, listen, pressIfThere } from '../support/page-time.ts';
import { api, ask, bell, connect, hasNotifications, login, newAccount, setRights, signIn } from './accounts.ts';

useBrowser();

const field = (page: Page) => page.getByRole('combobox', { name: /^Search people/ });
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name }).first();
/** Two keys, one right after the other: the second counts for a second alone. */
const pressBoth = (page: Page, keys: string) =>
  page.evaluate(
    `for (const key of '${keys}') document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))`,
  );
const at = (page: Page) => expect.poll(() => new URL(page.url()).pathname + new URL(page.url()).search);

describe('the search for everything', () => {
  it('finds pages, people and conversations by keyboard, and begins with where one was', async () => {
    // A name that nobody of another test has: what is found first is all that is shown.
    const [alice, bob] = await Promise.all([
      newAccount('alice'),
      newAccount('bob', { display_name: 'Bob Quillfeather' }),
    ]);
    await connect(alice, bob);
    await api('POST', '/chat', { receiver: alice.id, content: 'Hello', client_id: crypto.randomUUID() }, bob);
    const { page, complaints } = await newVisitor();
    await signIn(page, alice, '/people');
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await page.keyboard.press('Control+k');
    await field(page).waitFor();
    await field(page).fill('bob quil');
    await page.getByRole('group', { name: 'Conversations' }).getByText('Bob Quillfeather').waitFor();
    await page.getByRole('group', { name: 'People' }).getByText(`@${bob.username}`, { exact: false }).waitFor();
    // What was found is no answer to other words.
    const answered = Promise.withResolvers<void>();
    await page.route(/\/api\/v1\/users\?/, (route) => answered.promise.then(() => route.continue()), { times: 1 });
    await field(page).fill('somebody else');
    await option(page, /Search all people for “somebody else”/).waitFor();
    await expect.poll(() => page.locator(`[role=option][id*="${bob.id}"]`).count()).toBe(0);
    answered.resolve();
    await field(page).fill('bob quil');
    await page.getByRole('group', { name: 'People' }).getByText(`@${bob.username}`, { exact: false }).waitFor();
    // The field keeps the focus, and says which one Enter takes.
    await expect.poll(() => field(page).getAttribute('aria-activedescendant')).toContain(`conversation_${bob.id}`);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Bob Quillfeather' }).waitFor();

    await page.getByRole('button', { name: 'Search everything' }).click();
    await field(page).fill('blocked');
    await option(page, /Blocked people/).waitFor();
    await page.keyboard.press('Enter');
    await at(page).toBe('/settings');
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Blocked people');
    // Keys are the dialog's until it has faded.
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    // Where one was, from this browser, and by what the API says of it now.
    await page.keyboard.press('/');
    await page.getByRole('group', { name: 'Recent' }).getByText('Bob Quillfeather').waitFor();
    await expectFine(page, 'the search for everything');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.keyboard.press('Escape');
    await field(page).waitFor({ state: 'detached' });
    await api('POST', `/users/${alice.id}/block`, undefined, bob);
    await page.reload();
    await bell(page).waitFor();
    await page.keyboard.press('Control+k');
    await option(page, 'Host an event').waitFor();
    await field(page).fill('switch dark');
    await option(page, 'Switch to dark').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await field(page).fill('bob quil');
    await option(page, /Search all people/).waitFor();
    await expect.poll(() => page.getByRole('status', { name: 'Searching' }).count()).toBe(0);
    await expect.poll(() => page.locator(`[role=option][id*="${bob.id}"]`).count()).toBe(0);

    // Back closes it, and only it.
    await page.goBack();
    await field(page).waitFor({ state: 'detached' });
    await at(page).toBe('/settings');
    await pressBoth(page, 'ge');
    await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    await page.getByRole('switch', { name: /Letters alone/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await pressBoth(page, 'gh');
    await at(page).toBe('/events');
    // One knows the browser's own line for what the API refuses: the profile that is gone.
    expect(complaints.filter((each) => !each.includes('404'))).toEqual([]);
  });

  it('says when it can’t search, and goes on with what it knows; on a phone it has the whole of it', async () => {
    const { page } = await newVisitor({ width: 390, height: 844 });
    await signIn(page, await newAccount('anna'), '/people');
    // Before the first page is none of ours, and Back closes the search all the same.
    await page.getByRole('button', { name: 'Search everything' }).click();
    await field(page).waitFor();
    await page.evaluate('history.back()');
    await field(page).waitFor({ state: 'detached' });
    await at(page).toBe('/people');
    await page.route('**/api/v1/users?*', (route) => route.fulfill({ status: 500, body: '' }));
    await page.getByRole('button', { name: 'Search everything' }).click();
    await field(page).fill('sett');
    await page
      .getByRole('alert')
      .getByText(/Something went wrong/)
      .waitFor();
    await page.unroute('**/api/v1/users?*');
    await pressIfThere(page.getByRole('button', { name: 'Try again' }));
    await page.getByRole('alert').waitFor({ state: 'detached' });
    const box = await page.getByRole('dialog').boundingBox();
    expect([box?.width, box?.height]).toEqual([390, 844]);
    await option(page, /^Settings/).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();

    // And what took the place of that page is no step before it: Back leaves.
    const tab = await newTab(page.context());
    await tab.goto('/people');
    await tab.getByRole('button', { name: 'Your account' }).click();
    await tab.getByText('Sign out', { exact: true }).click();
    await tab.getByRole('button', { name: 'Sign in' }).waitFor();
    await tab.evaluate('history.back()');
    await expect.poll(() => tab.url()).toBe('about:blank');
  });
});

describe('the frame of staff', () => {
  it('shows at the side what their rights open, with what waits; on a phone what a thumb reaches', async () => {
    const sam = await newAccount('sam');
    await setRights(sam, 'overview', 'users', 'reports', 'audit');
    Object.assign(sam, await login(sam.username));
    const { page } = await newVisitor();
    await page.route('**/api/v1/staff/queues', (route) =>
      route.fulfill({
        json: {
          verifications: null,
          reports: { waiting: 3, oldest: new Date().toISOString() },
          appeals: { waiting: 0, oldest: null },
        },
      }),
    );
    await signIn(page, sam, '/staff/reports?queue=appeals');
    const side = page.getByRole('navigation', { name: 'Staff' });
    await side.getByRole('link', { name: /^Reports.*3 waiting/ }).waitFor();
    await expect.poll(() => side.getByRole('link', { name: 'Appeals' }).getAttribute('aria-current')).toBe('page');
    await expect.poll(() => side.getByRole('link', { name: 'Verifications' }).count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await side.getByRole('button', { name: 'More' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('heading', { level: 1, name: 'Audit log' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    // What can't be an id is nothing, and no request for it goes to another path than meant.
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const place of ['/events', '/people', '/messages', '/staff/people']) {
      await page.goto(`${place}/a%2fb`);
      await page.getByRole('heading', { level: 1, name: 'Not found' }).waitFor();
      await expect.poll(() => page.title()).toContain('Not found');
    }
    expect(asked.filter((url) => /api\/.*a(?:%2f|\/)b/i.test(url))).toEqual([]);
  });
});

describe('going back', () => {
  it('leads to where one was in a list that was loaded further, with the focus on the link', async () => {
    const me = await newAccount('me');
    // A few at a time: the suite has one process for the API.
    await pMap(Array.from({ length: 30 }), () => newAccount('listed'), { concurrency: 4 });
    const { page } = await newVisitor({ height: 500 });
    await awaitPlace(page);
    await signIn(page, me, '/people?search=listed');
    const people = page.getByRole('list', { name: 'People' });
    await people.getByRole('listitem').nth(23).waitFor();
    await page.getByRole('button', { name: 'Load more' }).click();
    const last = people.getByRole('listitem').nth(28).getByRole('link').first();
    const href = await last.getAttribute('href');
    await last.click();
    await at(page).toBe(href);
    await expect.poll(() => page.evaluate('scrollY')).toBe(0);
    await page.goBack();
    await at(page).toBe('/people?search=listed');
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("href")')).toBe(href);
    await expect.poll(() => page.evaluate<number>('scrollY')).toBeGreaterThan(500);

    // Somebody who goes on and back again at once has not left, and where they are is kept as always.
    await page.evaluate(`(async () => {
      for (const go of ['forward', 'back']) {
        const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
        history[go]();
        await gone;
      }
    })()`);
    // The page between may have been drawn, or not.
    await people.waitFor();
    await expect.poll(() => page.evaluate<number>('scrollY')).toBeGreaterThan(500);
    await page.evaluate('scrollTo(0, 300)');
    await expect.poll(() => page.evaluate('scrollY')).toBe(300);
    await page.goForward();
    await at(page).toBe(href);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goBack();
    await people.waitFor();
    await expect.poll(() => page.evaluate('scrollY')).toBe(300);
  });
});

describe('when Infloo can’t be reached', () => {
  it('before everything has been fetched, what is there stays and goes on', async () => {
    const anna = await newAccount('anna');
    const { page } = await newVisitor();
    // What is fetched when there is nothing else to do: the search, and what sends messages that are waiting.
    await page.route(/\/assets\/(palette|use-outbox)-[^/]*\.js$/, (route) => route.abort());
    await signIn(page, anna, '/settings');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.getByRole('button', { name: 'Search everything' }).click();
    await page.getByText('The search could not be loaded.', { exact: false }).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await page.unroute(/\/assets\/(palette|use-outbox)-[^/]*\.js$/);
    await page.getByRole('button', { name: 'Search everything' }).click();
    await page.getByRole('button', { name: 'Reload' }).last().click();
    await bell(page).waitFor();
    await page.getByRole('button', { name: 'Search everything' }).click();
    await field(page).waitFor();
  });

  it('says so although there is a line, and goes on by itself', async () => {
    const { page } = await newVisitor();
    await signIn(page, await newAccount('anna'));
    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('link', { name: 'Events', exact: true }).first().click();
    await page.getByText(/Infloo can’t be reached right now/).waitFor();
    await page.getByRole('alert').first().waitFor();
    const hears = await listen(page);
    await page.unroute('**/api/**');
    // Nobody presses anything: the banner goes, and the list comes.
    await hears('You are connected again.');
    await page.getByRole('alert').first().waitFor({ state: 'detached' });
    await page.getByText(/can’t be reached|connected again/).waitFor({ state: 'detached' });
  });

  it('a file that a new release has replaced is asked for by one reload; then it is said what to do', async () => {
    const { page } = await newVisitor();
    await page.addInitScript('globalThis.requestIdleCallback = () => 0');
    await signIn(page, await newAccount('anna'));
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await page.route('**/assets/connections-*.js', (route) => route.fulfill({ status: 404, body: '' }));
    await page.getByRole('link', { name: 'Connections', exact: true }).first().click();
    await page.getByText('This page has stopped working').waitFor();
    await expect.poll(() => loads).toBe(1);
    // The frame stands, and leads on.
    await page.getByRole('link', { name: 'Events', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
    expect(loads).toBe(1);
  });
});

describe('away', () => {
  it('what came meanwhile is one sentence, said when one is back', async () => {
    const [anna, ben, ...asking] = await Promise.all([
      newAccount('anna'),
      newAccount('ben'),
      newAccount('asks'),
      newAccount('asks'),
    ]);
    await connect(anna, ben);
    const { page } = await newVisitor();
    await page.clock.install();
    // A page that says nothing of requests itself.
    await signIn(page, anna, '/people');
    const hide = (hidden: boolean) =>
      page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${hidden} });
        document.dispatchEvent(new Event('visibilitychange'));`);
    // The welcome and the acceptance are there before one is away.
    await hasNotifications(anna, 2);
    await expect.poll(() => page.title()).toMatch(/^\(2\) /);
    await hide(true);
    await Promise.all(asking.map((person) => ask(person, anna)));
    await hasNotifications(anna, 4);
    // The sign of the tab tells meanwhile; nothing is said into an empty room.
    await expect.poll(() => page.title()).toMatch(/^\(4\) /);
    await expect.poll(() => page.getByText(/wants to connect with you/).count()).toBe(0);
    // An answer that was long on its way says an earlier second than it is.
    await page.route('**/api/v1/events?*', (route) =>
      route.fulfill({ json: [], headers: { Date: new Date(Date.now() - 30_000).toUTCString() } }),
    );
    await page.clock.fastForward(120_000);
    await page.getByRole('link', { name: 'Events', exact: true }).first().click();
    await page.getByText('Nothing planned yet').waitFor();
    await Promise.all([page.getByText('2 new notifications while you were away').waitFor(), hide(false)]);
  });
});
