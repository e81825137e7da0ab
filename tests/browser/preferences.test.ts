import { expect, it } from 'vitest';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';
import { keepToasts } from '../support/page-time.ts';
import { type Account, api, ask, newAccount, signIn } from './accounts.ts';

useBrowser();

it('a notification says why it came, and is muted; preferences take that back, and keep what is chosen', async () => {
  const [anna, ben] = await Promise.all([newAccount('anna'), newAccount('ben')]);
  await ask(ben, anna);
  const { page, complaints } = await newVisitor({ width: 390, reducedMotion: 'reduce' });
  await signIn(page, anna, '/notifications');
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'wants to connect with you' });
  const why = row.getByRole('button', { name: 'Why do I see this?' });
  await why.click();
  await row.getByText('asked to connect with you.').waitFor();
  await expect.poll(() => why.getAttribute('aria-expanded')).toBe('true');
  await expectAccessible(page, 'why');
  await expectNoSideScroll(page, 'why');
  await row.getByRole('button', { name: /^Mute / }).click();
  await page.getByText('is muted.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).waitFor();

  await page.goto('/settings');
  await page.getByRole('link', { name: 'Choose' }).click();
  await page.getByRole('heading', { level: 1, name: 'Notification settings' }).waitFor();
  await page
    .getByRole('list', { name: 'Muted people' })
    .getByRole('button', { name: /^Unmute / })
    .click();
  await page.getByText('You have muted nobody').waitFor();

  const hosting = page.getByRole('switch', { name: 'New events by connections, in the list' });
  const phone = page.getByRole('switch', { name: 'Messages, on your phone' });
  // By the keyboard: on a phone it may lie below what stands at the edge.
  await hosting.press('Space');
  await expect.poll(() => hosting.isChecked()).toBe(false);
  await page.getByRole('switch', { name: 'Messages, in the list' }).click({ force: true });
  // What is off in the list comes on no phone.
  await expect.poll(() => phone.isDisabled()).toBe(true);
  await expect.poll(() => hosting.isEnabled()).toBe(true);
  // What isn't what was asked for is no answer, whatever its status.
  await page.route('**/api/v1/users/preferences', (route) => route.fulfill({ json: {} }), { times: 1 });
  await hosting.press('Space');
  await page.getByText('Something went wrong on our side.', { exact: false }).waitFor();
  await expect.poll(() => hosting.isEnabled()).toBe(true);
  await expect.poll(() => hosting.isChecked()).toBe(false);
  await page.reload();
  await hosting.waitFor({ state: 'attached' });
  await expect.poll(() => hosting.isChecked()).toBe(false);
  await expect.poll(() => phone.isDisabled()).toBe(true);
  expect(complaints).toEqual([]);
});

const unreadOf = async (who: Account): Promise<number> =>
  (await api('GET', '/notifications/unread_count', undefined, who)).unread_count;

it('what one has had before one is read, in one request, and stays where it is; it can be marked as unread', async () => {
  const [anna, ...others] = (await Promise.all(['anna', 'ben', 'cara', 'dan'].map((name) => newAccount(name)))) as [
    Account,
    ...Account[],
  ];
  for (const other of others) await ask(other, anna);
  await expect.poll(() => unreadOf(anna)).toBe(4);
  const { page, complaints } = await newVisitor({ reducedMotion: 'reduce' });
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' && request.url().includes('/notifications')) sent.push(request.url());
  });
  await signIn(page, anna, '/notifications');
  const fresh = page.getByRole('main').getByRole('region', { name: 'New' });
  await expect.poll(() => fresh.getByRole('listitem').count()).toBe(4);
  await expect.poll(() => unreadOf(anna)).toBe(0);
  expect(sent).toEqual([expect.stringMatching(/\/notifications\/seen$/)]);
  // Nothing moves under the eyes.
  await expect.poll(() => fresh.getByText('Unread: ').count()).toBe(0);
  await expect.poll(() => fresh.getByRole('listitem').count()).toBe(4);

  const row = fresh.getByRole('listitem').filter({ hasText: 'wants to connect with you' }).first();
  await row.getByRole('button', { name: 'Why do I see this?' }).click();
  await row.getByRole('button', { name: 'Mark as unread' }).click();
  await expect.poll(() => unreadOf(anna)).toBe(1);
  await row.getByText('Unread: ').waitFor({ state: 'attached' });

  // Who doesn’t want that reads by hand.
  await api('PATCH', '/users/preferences', { reading: { on_sight: false } }, anna);
  await page.clock.install();
  await page.reload();
  await page.getByRole('main').getByText('Unread: ').first().waitFor({ state: 'attached' });
  await page.clock.runFor(20_000);
  expect(await unreadOf(anna)).toBe(1);

  // Nor does what is read by hand move: the focus stays within it.
  const [why, read] = ['Why do I see this?', 'Mark as read'].map((name) => fresh.getByRole('button', { name }).first());
  await why?.click();
  await read?.click();
  await expect.poll(() => unreadOf(anna)).toBe(0);
  await fresh.getByText('Unread: ').waitFor({ state: 'detached' });
  await expect.poll(() => why?.evaluate((button) => button.matches(':focus'))).toBe(true);
  // Whoever comes back finds it where it belongs.
  await page.getByRole('link', { name: 'Home', exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: /Good/ }).waitFor();
  await page.goBack();
  await expect
    .poll(() => page.getByRole('main').getByRole('region', { name: 'Earlier' }).getByRole('listitem').count())
    .toBe(4);
  await fresh.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

it('somebody is muted on their page, and an event on its own, which shows it and takes it back', async () => {
  const [anna, ben] = (await Promise.all([newAccount('anna'), newAccount('ben')])) as [Account, Account];
  const date = new Date(Date.now() + 48 * 3_600_000).toISOString();
  const event = await api('POST', '/events', { title: 'Harbour walk', date, location: 'Malmö', time_zone: 'UTC' }, ben);
  const { page, complaints } = await newVisitor({ width: 390, reducedMotion: 'reduce' });
  await keepToasts(page);
  const muted = async () => {
    const { people, events } = await api('GET', '/users/mutes', undefined, anna);
    return [...people, ...events].map(({ id }: { id: string }) => id);
  };
  for (const [path, id] of [
    [`/people/${ben.username}`, ben.id],
    [`/events/${event.id}`, event.id],
  ] as const) {
    await signIn(page, anna, path);
    await page.getByRole('button', { name: 'Mute', exact: true }).click();
    await page.getByRole('button', { name: 'Unmute', exact: true }).waitFor();
    await expect.poll(muted).toEqual([id]);
    await expectAccessible(page, path);
    await expectNoSideScroll(page, path);
    await page.reload();
    await page.getByRole('button', { name: 'Unmute', exact: true }).click();
    await page.getByText('You are told of', { exact: false }).waitFor();
    await expect.poll(muted).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(muted).toEqual([id]);
    await api('DELETE', `/users/mutes/${path.startsWith('/people') ? 'person' : 'event'}/${id}`, undefined, anna);
  }
  expect(complaints).toEqual([]);
});
