import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newTab, newVisitor, useBrowser } from '../support/browser.ts';
import { type Account, api, ask, bell, newAccount, openProfile, PASSWORD, signIn } from './accounts.ts';
import { newStaffMember } from './applicants.ts';

useBrowser();

/** The Firebase SDK keeps a session as a record in IndexedDB, which other tabs look at once in a while. */
const onSessions = (mode: string, work: string) => `new Promise((resolve, reject) => {
  const opened = indexedDB.open('firebaseLocalStorageDb');
  opened.onerror = () => reject(opened.error);
  opened.onsuccess = () => {
    const change = opened.result.transaction('firebaseLocalStorage', '${mode}');
    const sessions = change.objectStore('firebaseLocalStorage');
    ${work}
  };
})`;

const readSession = (page: Page): Promise<unknown[]> =>
  page.evaluate(onSessions('readonly', 'const all = sessions.getAll(); all.onsuccess = () => resolve(all.result);'));

const writeSession = (page: Page, records: unknown[]): Promise<void> =>
  page.evaluate(
    onSessions(
      'readwrite',
      `for (const record of ${JSON.stringify(records)}) sessions.put(record); change.oncomplete = () => resolve();`,
    ),
  );

/** Alice and Erin, each with a request of their own to answer, by which their screens can be told apart. */
async function twoPeople() {
  const [alice, erin, ofAlice, ofErin] = await Promise.all([
    newAccount('alice', { display_name: 'Alice Moreau', phone: '+1 555 0100' }),
    newAccount('erin', { display_name: 'Erin Novak' }),
    newAccount('ofalice', { display_name: 'Asks Alice' }),
    newAccount('oferin', { display_name: 'Asks Erin' }),
  ]);
  await Promise.all([ask(ofAlice, alice), ask(ofErin, erin)]);
  return { alice, erin };
}

async function expectOnlyErin(page: Page, alice: Account): Promise<void> {
  await page.getByRole('heading', { name: /Erin/ }).waitFor();
  await page.getByRole('list', { name: 'Requests to answer' }).getByText('Asks Erin').waitFor();
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByText('Erin Novak').last().waitFor();
  // Alice may well be among the people whom a newcomer is shown; nothing of hers may be Erin's.
  for (const place of ['header', 'h1', 'section[aria-label="Requests to answer"]', '[role=dialog]']) {
    expect(await page.locator(place).first().innerText()).not.toMatch(/Alice|Moreau/);
  }
  await page.keyboard.press('Escape');
  await openProfile(page);
  await page.getByLabel('Name', { exact: true }).waitFor();
  await expect.poll(() => page.getByLabel('Name', { exact: true }).inputValue()).toBe('Erin Novak');
  await expect.poll(() => page.getByLabel('Phone').inputValue()).toBe('');
  expect(await page.content()).not.toContain(alice.username);
}

describe('two people, one browser', () => {
  it('a tab whose session goes over to somebody else at once shows nothing of the first', async () => {
    const { alice, erin } = await twoPeople();
    const other = await newVisitor();
    await signIn(other.page, erin);
    const session = await readSession(other.page);

    const { page } = await newVisitor();
    await signIn(page, alice);
    await page.getByText('Asks Alice').first().waitFor();
    // As another tab would, and faster than any: the tab never sees that nobody is signed in.
    await writeSession(page, session);
    await expectOnlyErin(page, alice);
  });

  it('signing out and somebody else in, in another tab, takes this one along', async () => {
    const { alice, erin } = await twoPeople();
    const { context, page } = await newVisitor();
    await signIn(page, alice);
    await page.getByText('Asks Alice').first().waitFor();
    const second = await newTab(context);
    await second.goto('/');
    await second.bringToFront();
    await second.getByRole('button', { name: 'Your account' }).click();
    await second.getByText('Sign out', { exact: true }).click();
    await second.getByLabel(/^Username/).fill(erin.username);
    await second.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await second.getByRole('button', { name: 'Sign in' }).click();
    await bell(second).waitFor();
    await page.bringToFront();
    await page.getByRole('heading', { name: /Erin/ }).waitFor();
    await expectOnlyErin(page, alice);
  });

  it('what one has asked for is not done as the other', async () => {
    const { alice, erin } = await twoPeople();
    const other = await newVisitor();
    await signIn(other.page, erin);
    const session = await readSession(other.page);

    const { page } = await newVisitor();
    await signIn(page, alice, '/profile');
    await page.getByLabel('Location').fill('Lisbon');
    const nameShown = () => page.getByLabel('Name', { exact: true }).inputValue();
    // The first try is refused as an old token is; by the second, somebody else is there.
    let refused = false;
    const authors: (string | undefined)[] = [];
    await page.route('**/api/v1/users/profile', async (route) => {
      const request = route.request();
      if (request.method() !== 'PATCH') return route.continue();
      authors.push(request.headers().authorization);
      if (refused) return route.continue();
      refused = true;
      await writeSession(page, session);
      await expect.poll(nameShown).toBe('Erin Novak');
      await route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{"detail":"x","errors":[]}' });
    });
    const answered = page.waitForResponse((response) => response.status() === 401);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await answered;
    await expect.poll(() => page.getByLabel('Location').inputValue()).toBe('');
    expect(authors).toHaveLength(1);
  });
});

describe('the session', () => {
  it('that has ended elsewhere is left within seconds, also where nothing happens, and goes on where it was ended', async () => {
    const [anna, staff] = await Promise.all([newAccount('anna'), newStaffMember('sam', 'users')]);
    const [here, elsewhere] = await Promise.all([newVisitor(), newVisitor()]);
    await Promise.all([signIn(here.page, anna, '/settings'), signIn(elsewhere.page, anna, '/profile')]);
    // Edits hold nobody in a session that is over.
    await elsewhere.page.getByLabel('Location').fill('Lisbon');
    await here.page.getByLabel('Current password').fill(PASSWORD);
    await here.page.getByLabel('New password').fill('another long phrase');
    await here.page.getByRole('button', { name: 'Change password' }).click();
    await elsewhere.page.getByText('Your session has ended. Please sign in again.').waitFor();
    await here.page.getByText('Your password is changed', { exact: false }).waitFor();
    // What was heard there was heard here.
    await bell(here.page).waitFor();
    await api('PATCH', `/admin/users/${anna.id}`, { suspension: { reason: 'Spam' } }, staff);
    await here.page
      .getByText('You have been signed out: this account is suspended or closed.', { exact: false })
      .waitFor();
    // What either asked for at that moment is refused, and no more.
    expect([...here.complaints, ...elsewhere.complaints].filter((text) => !/status of 40[13]/.test(text))).toEqual([]);
  });

  it('goes on where a request meets the change of the password', async () => {
    const anna = await newAccount('anna');
    const { page } = await newVisitor();
    const refused: number[] = [];
    const { promise: isChanged, resolve: change } = Promise.withResolvers<void>();
    await page.route('**/api/v1/users/blocks**', async (route) => {
      await isChanged;
      const response = await route.fetch();
      if (response.status() === 401) refused.push(401);
      await route.fulfill({ response });
    });
    await page.route('**/api/v1/users/auth/password_change', async (route) => {
      const response = await route.fetch();
      change();
      await expect.poll(() => refused.length).toBe(1);
      await route.fulfill({ response });
    });
    await signIn(page, anna, '/settings');
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByLabel('New password').fill('another long phrase');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed', { exact: false }).waitFor();
    await page.getByText('You have blocked nobody', { exact: false }).waitFor();
    await bell(page).waitFor();
  });

  it('that has ended elsewhere leads to sign-in with the reason, in all tabs', async () => {
    const anna = await newAccount('anna');
    const { context, page } = await newVisitor();
    // Where listeners don't come through, the API says it.
    await context.route('**/Listen/**', (route) => route.abort());
    // A page that says nothing of requests itself.
    await signIn(page, anna, '/people');
    const second = await newTab(context);
    await second.goto('/events');
    await bell(second).waitFor();
    await api('POST', '/users/auth/logout', undefined, anna);
    await second.getByRole('link', { name: 'People', exact: true }).first().click();
    for (const tab of [second, page]) {
      await tab.bringToFront();
      await tab.getByText('Your session has ended. Please sign in again.').waitFor();
      await tab.getByRole('button', { name: 'Sign in' }).waitFor();
    }
  });
});
