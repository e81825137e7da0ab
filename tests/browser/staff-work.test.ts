import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectFine, newVisitor, useBrowser } from '../support/browser.ts';
import { pressIfThere } from '../support/page-time.ts';
import { aliceAndBob, api, PASSWORD, setRights, signIn } from './accounts.ts';
import { newStaffMember } from './applicants.ts';
import { write } from './chat-world.ts';
import { button, host } from './event-world.ts';
import { circle, postStory, viewer } from './story-world.ts';

useBrowser();

/** Reports what the dialog is open for, and waits for the thanks. */
async function report(page: Page, what: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: `Report this ${what}` });
  await dialog.getByRole('radio', { name: 'Spam' }).check();
  await dialog.getByRole('button', { name: 'Send report' }).click();
  await dialog.waitFor({ state: 'detached' });
}

it('a story, an event and a message are reported; who is suspended for it objects at sign-in', async () => {
  const [[alice, bob], sam, vera] = await Promise.all([
    aliceAndBob(),
    newStaffMember('sam', 'reports'),
    newStaffMember('vera', 'reports'),
  ]);
  const [event] = await Promise.all([
    host(bob, { title: 'Follower market' }),
    postStory(bob, { caption: 'Followers for sale', alt: 'An offer' }),
    write(bob, alice, 'Buy followers!'),
  ]);
  const { page, complaints } = await newVisitor();
  await signIn(page, alice, `/events/${event.id}`);
  await page.getByRole('button', { name: 'Report' }).click();
  await report(page, 'event');
  await page.goto('/');
  await circle(page, 'Bob Ferreira').click();
  await viewer(page).getByRole('button', { name: 'Report' }).click();
  await report(page, 'story');
  await page.goto(`/messages/${bob.username}`);
  await page.getByRole('log').getByText('Buy followers!').hover();
  await page
    .getByRole('log')
    .getByRole('button', { name: /^Options for/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Report' }).click();
  await report(page, 'message');
  await page.goto('/reports');
  await expect.poll(() => page.getByRole('list', { name: 'My reports' }).getByRole('listitem').count()).toBe(3);

  const all = await api('GET', '/admin/reports?limit=100', undefined, sam);
  const { id } = all.find(({ target }: { target: { id: string } }) => target.id === event.id);
  const until = new Date(Date.now() + 86_400_000).toISOString();
  await api('POST', `/admin/reports/${id}/decision`, { action: 'suspend', reason: 'It sells followers.', until }, sam);
  const his = await newVisitor({ width: 390, height: 844 });
  await his.page.goto('/');
  await his.page.getByLabel(/^Username/).fill(bob.username);
  await his.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await his.page.getByRole('button', { name: 'Sign in' }).click();
  await his.page.getByRole('alert').getByText('It sells followers.', { exact: false }).waitFor();
  await button(his.page, 'Appeal this decision').click();
  await his.page.getByLabel('Why should it be looked at again?').fill('It was a joke.');
  await expectFine(his.page, 'objecting at sign-in');
  await button(his.page, 'Send appeal').click();
  await his.page.getByText('Your appeal waits', { exact: false }).waitFor();

  // Another member of staff undoes it, and the one who decided can’t.
  await setRights(vera, 'reports');
  const [one, two] = [await newVisitor(), await newVisitor()];
  await signIn(one.page, sam, `/staff/reports/${id}`);
  await one.page.getByText('You have decided this first', { exact: false }).waitFor();
  await signIn(two.page, vera, `/staff/reports/${id}`);
  await two.page.getByLabel('Answer').fill('So it was.');
  await two.page.getByRole('button', { name: 'Reverse' }).click();
  await two.page.getByText('Reversed').first().waitFor();
  await expectFine(two.page, 'a decision that is undone');
  expect(complaints).toEqual([]);
});

it('staff undo a decision without an appeal, go through rows by keys, and are told what can’t be had', async () => {
  const [[alice, bob], sam, vera] = await Promise.all([
    aliceAndBob(),
    newStaffMember('sam', 'reports'),
    newStaffMember('vera', 'overview', 'users', 'reports', 'audit'),
  ]);
  const { id } = await api('POST', '/reports', { target: { kind: 'user', id: bob.id }, category: 'spam' }, alice);
  await api('POST', `/admin/reports/${id}/decision`, { action: 'hide_content', reason: 'Spam' }, sam);
  const { page } = await newVisitor();
  await signIn(page, vera, `/staff/reports/${id}`);
  await button(page, 'Undo this decision').click();
  await button(page, 'Undo it').click();
  await page.getByText('Say why: the person is told.').waitFor();
  await page.getByRole('textbox', { name: 'Why?' }).fill('We were wrong.');
  await button(page, 'Undo it').click();
  await page.getByText('The decision is undone.').waitFor();
  await page.getByText('We were wrong.').waitFor();
  expect((await api('GET', `/users/${bob.username}`, undefined, alice)).username).toBe(bob.username);
  await page.goto('/staff/reports?queue=decided');
  await page.getByRole('list', { name: 'Decided' }).getByRole('link').first().waitFor();
  await page.keyboard.press('j');
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('A');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What was reported' }).waitFor();

  // The log is found by a word, and saved.
  await page.goto('/staff/audit');
  await page.getByLabel('Search the audit log').fill(vera.username);
  await page.getByRole('cell', { name: 'Undid a decision about a report' }).first().waitFor();
  for (const place of ['/staff/audit', '/staff/overview']) {
    if (place !== '/staff/audit') await page.goto(place);
    const saved = page.waitForEvent('download');
    await button(page, 'Save as CSV').click();
    expect((await saved).suggestedFilename()).toMatch(/^infloo-(audit|overview)\.csv$/);
  }

  // Each place says so where it can’t be loaded, and tries again.
  const places: [place: string, what: string][] = [
    ['/staff/overview', 'the overview'],
    ['/staff/people', 'people'],
    ['/staff/reports', 'the reports'],
    ['/staff/audit', 'the audit log'],
  ];
  for (const [place, what] of places) {
    await page.route('**/api/v1/admin/**', (route) => route.abort());
    await page.goto(place);
    await page.getByText(`We couldn’t load ${what}`).waitFor();
    await page.unroute('**/api/v1/admin/**');
    await pressIfThere(button(page, 'Try again'));
    await page.getByText(`We couldn’t load ${what}`).waitFor({ state: 'detached' });
  }
  // What one has no right for is for others, also by its address.
  await page.goto('/staff/verifications');
  await page.getByText('This part is for staff').waitFor();
});
