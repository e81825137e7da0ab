import { expect, it } from 'vitest';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';
import { api, newAccount, setRights, signIn, signInByForm } from './accounts.ts';
import { newStaffMember } from './applicants.ts';

useBrowser();

it('somebody is reported, warned and objects; another member of staff undoes it', async () => {
  const [bob, alice, sam, vera] = await Promise.all([
    newAccount('bob', { display_name: 'Bob Seller', bio: 'Followers for sale' }),
    newAccount('alice'),
    newStaffMember('sam', 'reports'),
    newStaffMember('vera', 'reports'),
  ]);
  const [hers, his, staff, second] = await Promise.all([1, 2, 3, 4].map(() => newVisitor()));
  if (!hers || !his || !staff || !second) throw new Error('Four visitors were asked for.');
  await signIn(hers.page, alice, `/people/${bob.username}`);
  await hers.page.getByRole('button', { name: 'Report' }).click();
  const dialog = hers.page.getByRole('dialog', { name: 'Report this person' });
  await dialog.getByRole('button', { name: 'Send report' }).click();
  // Each of the choices is in sight, also beside the others.
  await expect.poll(() => dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await dialog.getByText('Choose what it is about.').waitFor();
  await dialog.getByRole('radio', { name: 'Spam' }).check();
  await dialog.getByLabel('What we should know (optional)').fill('Writes to everybody');
  await expectAccessible(hers.page, 'report dialog');
  await dialog.getByRole('button', { name: 'Send report' }).click();
  await hers.page.getByText('Thank you. We look at it', { exact: false }).waitFor();

  // Other tests have things reported, too: this one is found by whom it is about.
  const { id } = (await api('GET', '/admin/reports?limit=100', undefined, sam)).find(
    ({ subject }: { subject: { id: string } }) => subject.id === bob.id,
  );
  await signIn(staff.page, sam, `/staff/reports/${id}`);
  await staff.page.getByText('Followers for sale').first().waitFor();
  const warn = staff.page.getByRole('radio', { name: /^2\. Warn/ });
  await warn.waitFor();
  await staff.page.keyboard.press('2');
  await expect.poll(() => warn.isChecked()).toBe(true);
  await staff.page.getByRole('button', { name: 'Decide' }).click();
  await staff.page.getByText('Say why: the person is told.').waitFor();
  await staff.page.getByRole('textbox', { name: 'Reason' }).fill('Please sell no followers.');
  await expectAccessible(staff.page, 'report');
  await staff.page.getByRole('button', { name: 'Decide' }).click();
  await staff.page.getByText('Decided: Warn').waitFor();

  await hers.page.goto('/reports');
  await hers.page.getByRole('list', { name: 'My reports' }).getByText('We acted on it').waitFor();
  await expectAccessible(hers.page, 'my reports');

  await signIn(his.page, bob, '/reports?tab=decisions');
  await his.page.getByText('Please sell no followers.').first().waitFor();
  await his.page.getByRole('button', { name: 'Appeal' }).click();
  await his.page.getByLabel('Why should it be looked at again?').fill('It was a joke.');
  await expectAccessible(his.page, 'decisions');
  await his.page.getByRole('button', { name: 'Send appeal' }).click();
  await his.page.getByText('Your appeal waits', { exact: false }).waitFor();

  // Whoever decided first has no say in it.
  await staff.page.goto(`/staff/reports/${id}`);
  await staff.page.getByText('You have decided this first', { exact: false }).waitFor();
  await signIn(second.page, vera, `/staff/reports/${id}`);
  await second.page.getByLabel('Answer').fill('So it was.');
  await second.page.getByRole('button', { name: 'Reverse' }).click();
  await second.page.getByText('The decision is undone.').waitFor();
  await his.page.reload();
  await his.page.getByText('Undone').first().waitFor();
  for (const { complaints } of [hers, his, staff, second]) expect(complaints).toEqual([]);
});

it('somebody is suspended and restored, and told why at sign-in', async () => {
  const [bob, sam] = await Promise.all([
    newAccount('bob', { display_name: 'Bob Seller' }),
    newStaffMember('sam', 'users'),
  ]);
  const { page, complaints } = await newVisitor();
  await signIn(page, sam, '/staff');
  await page.getByLabel('Search people').fill(bob.email);
  const found = page.getByRole('list', { name: 'People' }).getByRole('link');
  // Before the answer the newest people are there, among them this one: the row would move below the pointer.
  await expect.poll(() => found.count()).toBe(1);
  await found.click();
  await page.getByLabel('Suspend them, because').fill('Sold followers.');
  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('button', { name: 'Restore' }).waitFor();
  const his = await newVisitor();
  await his.page.goto('/');
  await his.page.getByLabel(/^Username/).fill(bob.username);
  await his.page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await his.page.getByRole('button', { name: 'Sign in' }).click();
  await his.page
    .getByRole('alert')
    .getByText(/^This account is suspended until .*: Sold followers\.$/)
    .waitFor();
  // What is his he may take along.
  await his.page.getByRole('button', { name: 'Prepare a copy' }).click();
  await his.page.getByRole('button', { name: 'Download' }).waitFor();
  await page.getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('button', { name: 'Suspend' }).waitFor();
  await page.getByLabel('Decide about reports and events').check();
  await page.getByRole('button', { name: 'Save rights' }).click();
  await page.getByText(/is staff: they sign in anew/).waitFor();
  await signInByForm(his.page, bob, '/staff');
  await his.page.getByRole('heading', { name: 'Reports' }).waitFor();
  // A place appears with its permission alone.
  await his.page.goto('/staff/people');
  await his.page.getByText('This part is for staff').waitFor();
  expect(complaints).toEqual([]);
});

it.each([1280, 390])('staff’s places are accessible and fit, %i pixels wide', async (width) => {
  const sam = await newStaffMember('sam', 'overview', 'users', 'reports', 'audit');
  await setRights(sam, 'overview', 'users', 'reports', 'audit');
  const bob = await newAccount('bob', { display_name: 'Wilhelmina Featherstonehaugh-Cholmondeley' });
  await api('PATCH', `/admin/users/${bob.id}`, { suspension: { reason: 'Sold followers.' } }, sam);
  const colorScheme = width === 390 ? 'dark' : 'light';
  const { page, complaints } = await newVisitor({ width, height: 844, colorScheme, reducedMotion: 'reduce' });
  await signIn(page, sam, '/staff/overview');
  const check = async (screen: string) => {
    await page.locator('header [data-empty]').waitFor({ state: 'detached' });
    await expectAccessible(page, screen);
    await expectNoSideScroll(page, screen);
  };
  await page.getByRole('heading', { name: 'Recent activity' }).waitFor();
  await check('overview');
  await page.goto('/staff/people?state=suspended&size=10');
  await page.getByRole('list', { name: 'People' }).getByRole('link').first().waitFor();
  await check('people');
  await page.goto(`/staff/people/${bob.id}`);
  await page.getByRole('button', { name: 'Restore' }).waitFor();
  await check('a person');
  await page.goto('/staff/reports?queue=decided');
  await page.getByRole('tab', { name: 'Decided', selected: true }).waitFor();
  await check('reports');
  await page.goto(`/staff/audit?target=${bob.id}`);
  await page
    .getByRole('cell', { name: /Sold followers/ })
    .first()
    .waitFor();
  await check('audit log');
  await page.goto('/staff/audit?actor=nobody_at_all');
  await page.getByText('Nothing found').waitFor();
  expect(complaints).toEqual([]);
});
