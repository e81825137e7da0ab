import { expect, it } from 'vitest';
import { expectFine, newVisitor, useBrowser } from '../support/browser.ts';
import { pressIfThere } from '../support/page-time.ts';
import { aliceAndBob, api, signIn } from './accounts.ts';
import { newStaffMember } from './applicants.ts';
import { answer, button, host } from './event-world.ts';

useBrowser();

it('staff find any event, by its words or its link, and take it down for a reason', async () => {
  const [[alice, bob], sam, vera] = await Promise.all([
    aliceAndBob(),
    newStaffMember('sam', 'reports'),
    newStaffMember('vera', 'verifications'),
  ]);
  const word = `Gala${Math.random().toString(36).slice(2, 8)}`;
  const [closed, open] = await Promise.all([
    host(alice, { title: `${word} closed`, visibility: 'connections' }),
    host(alice, { title: `${word} open` }),
  ]);
  await answer(bob, closed);
  const [staff, other] = await Promise.all([newVisitor(), newVisitor({ width: 390, height: 844 })]);
  const { page } = staff;
  const asStaff = async () => {
    await signIn(page, sam, '/staff/events');
    await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
    await page.getByLabel('Search events').fill(`${word}nothing`);
    await page.getByText('No event found').waitFor();
    await button(page, 'Clear search').click();
    await page.getByLabel('Search events').fill(word);
    const cards = page.getByRole('article').filter({ hasText: word });
    await expect.poll(() => cards.count()).toBe(2);
    await page.waitForURL(`**/staff/events?search=${word}`);
    await page.locator('ul[data-old]').waitFor({ state: 'detached' });
    await expectFine(page, 'all events');
    // What somebody complains of comes as a link.
    await page.getByLabel('Search events').fill(`https://infloo.example/events/${closed.id}`);
    await button(page, 'Take down').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Take it down' }).click();
    await dialog.getByText('Say why: the host is told.').waitFor();
    await expectFine(page, 'taking an event down');
    await dialog.getByLabel('Reason').fill('It sells followers.');
    await dialog.getByRole('button', { name: 'Take it down' }).click();
    await page.getByText('Taken down. Nobody but its host finds it any more.').waitFor();
    await page.getByText('It sells followers.').waitFor();
    await expectFine(page, 'an event that is taken down');
    await page.getByRole('link', { name: 'All events' }).click();
    await cards.filter({ hasText: 'closed' }).getByText('Taken down', { exact: true }).waitFor();
  };
  const asOther = async () => {
    await signIn(other.page, vera, `/staff/events/${open.id}`);
    await other.page.getByText('This part is for staff').waitFor();
  };
  await Promise.all([asStaff(), asOther()]);
  expect(await api('GET', `/events/${closed.id}`, undefined, alice)).toMatchObject({ status: 'cancelled' });
  await page.goto('/staff/events/nothing');
  await page.getByText('There is no such event').waitFor();
  // A page that can't be had says so, and tries again.
  await page.route('**/api/v1/admin/events**', (route) => route.abort());
  await page.goto('/staff/events');
  await page.getByText('We couldn’t load events').waitFor();
  await page.unroute('**/api/v1/admin/events**');
  await pressIfThere(button(page, 'Try again'));
  await page.getByRole('article').first().waitFor();
  expect(other.complaints).toEqual([]);
});
