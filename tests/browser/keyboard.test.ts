import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { tabThrough, tabTo } from '../support/keyboard.ts';
import { api, ask, connect, login, newAccount, PASSWORD, setRights, signIn } from './accounts.ts';
import { bubble, field } from './chat-world.ts';
import { host } from './event-world.ts';

useBrowser();

const focused = (page: Page) =>
  expect.poll(() =>
    page.evaluate<string>(
      '(document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent).trim()',
    ),
  );

/** Opens what lies above the page by its button, goes once round in it, and leaves it again. */
async function lookInto(page: Page, name: string | RegExp, inside: string): Promise<void> {
  const button = page.getByRole('banner').getByRole('button', { name });
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  const layer = page.getByRole('dialog').last();
  await tabTo(page, layer.getByRole('button', { name: inside }).or(layer.getByRole('link', { name: inside })));
  for (let i = 0; i < 8; i++) await page.keyboard.press('Tab');
  expect(await layer.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await layer.waitFor({ state: 'detached' });
  // By itself: its name says how much is unread, which changes.
  await expect.poll(() => button.evaluate((element) => element.matches(':focus'))).toBe(true);
}

it('everything is done by keyboard: signing in, answering, looking, writing, hosting', async () => {
  const [me, ben, cleo] = await Promise.all([
    newAccount('me'),
    newAccount('ben', { display_name: 'Ben Okafor' }),
    newAccount('cleo', { display_name: 'Cleo Marchetti' }),
  ]);
  await Promise.all([ask(ben, me), connect(cleo, me)]);
  const { page, complaints } = await newVisitor();
  await page.goto('/sign-in');
  await tabTo(page, page.getByLabel(/^Username/));
  await page.keyboard.type(me.username);
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(PASSWORD);
  await tabTo(page, page.getByRole('button', { name: 'Show or hide the password' }));
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByLabel('Password', { exact: true }).getAttribute('type')).toBe('text');
  await tabTo(page, page.getByRole('button', { name: 'Sign in' }));
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { level: 1, name: /^Good/ }).waitFor();
  await page.getByRole('listitem').getByText('Ben Okafor').first().waitFor();
  await page.reload();
  await page.getByRole('listitem').getByText('Ben Okafor').first().waitFor();
  await page.keyboard.press('Tab');
  await focused(page).toBe('Skip to content');
  await lookInto(page, 'Search everything', 'Close');
  await lookInto(page, /^Notifications/, 'See all');
  await lookInto(page, 'Your account', 'Sign out');
  await tabTo(page, page.getByRole('button', { name: 'Accept' }));
  await page.keyboard.press('Enter');
  await page.getByText('You and Ben Okafor are connected.').waitFor();
  await expect.poll(() => page.evaluate('document.activeElement === document.body')).toBe(false);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Search people/ }).waitFor();
  await page.keyboard.type('cleo march');
  await page
    .getByRole('option', { name: /Cleo Marchetti/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/(?:people|messages)\//);
  await page.goto(`/messages/${cleo.username}`);
  await tabTo(page, field(page));
  await page.keyboard.type('Typed, not tapped');
  await page.keyboard.press('Enter');
  await bubble(page, 'Typed, not tapped').waitFor();
  await tabThrough(page);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Search people/ }).waitFor();
  await page.keyboard.type('host an ev');
  await page.getByRole('option', { name: 'Host an event' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Host an event' }).waitFor();
  await tabTo(page, page.getByLabel('Title'));
  await page.keyboard.type('By keyboard');
  await tabTo(page, page.getByLabel('Place', { exact: true }));
  await page.keyboard.type('Anywhere');
  await tabTo(page, page.getByRole('button', { name: 'Host event' }));
  await page.keyboard.press('Enter');
  await page.getByText('Your event is live.').waitFor();
  expect(complaints).toEqual([]);
});

it('Tab leads through every kind of page and out again, and one sees where one is', async () => {
  const [sam, cleo] = await Promise.all([newAccount('sam'), newAccount('cleo')]);
  await setRights(sam, 'reports', 'audit');
  Object.assign(sam, await login(sam.username));
  const [event] = await Promise.all([host(cleo), connect(cleo, sam)]);
  await api('POST', '/reports', { target: { kind: 'event', id: event.id }, category: 'spam' }, sam);
  const { page } = await newVisitor();
  await signIn(page, sam);
  for (const path of ['/people', `/events/${event.id}`, '/profile', '/settings', '/staff/reports', '/staff/audit']) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.locator('[aria-label="Loading"], header [data-empty]').first().waitFor({ state: 'detached' });
    expect(await tabThrough(page), path).toBeGreaterThan(10);
  }
});
