import { expect, it } from 'vitest';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';
import { pdfOf } from '../support/papers.ts';
import { signIn } from './accounts.ts';
import { decide, newApplicant, newStaffMember } from './applicants.ts';

useBrowser();

it.each([1280, 390])('staff’s screens are accessible and fit, %i pixels wide, light and dark', async (width) => {
  const [licence, register, sam] = await Promise.all([
    newApplicant('Wilhelmina Featherstonehaugh-Cholmondeley'),
    newApplicant('ليلى حداد', 'identity', pdfOf('Reisepass')),
    newStaffMember('sam'),
  ]);
  const visitor = await newVisitor({ width, height: 800, reducedMotion: 'reduce' });
  const { page } = visitor;
  const check = async (screen: string) => {
    await page.locator('header [data-empty]').waitFor({ state: 'detached' });
    await expectAccessible(page, screen);
    await expectNoSideScroll(page, screen);
  };
  await signIn(page, sam, '/staff');
  await page.getByRole('list', { name: 'Waiting' }).getByRole('link').first().waitFor();
  await check('queue');
  await page.goto(register.href);
  await page.locator('canvas[data-drawn]').waitFor();
  await page.getByRole('button', { name: 'Approve' }).click();
  await check('a PDF, approved');
  await page.goto(licence.href);
  await page.getByRole('img', { name: /The document of/ }).waitFor();
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('radio', { name: 'Something else', exact: true }).check();
  await check('a picture, rejected');
  await page.getByLabel('What they should know').fill('It is a library card.');
  await page.getByRole('button', { name: 'Reject it' }).click();
  await page.getByText('Rejected: Wilhelmina', { exact: false }).waitFor();
  await page.goto(licence.href);
  await page.getByText('This one is decided').waitFor();
  await check('decided');
  expect(visitor.complaints).toEqual([]);
});

it('what one has sent in is accessible in all its states, and says what to do', async () => {
  const [{ account, id }, sam] = await Promise.all([newApplicant('Ben Okafor'), newStaffMember('sam')]);
  const { page } = await newVisitor({ width: 390, height: 844, reducedMotion: 'reduce' });
  await signIn(page, account, '/verification');
  const requests = page.getByRole('list', { name: 'Your requests' });
  const see = async (status: string) => {
    await requests.getByText(status, { exact: true }).first().waitFor();
    await expectAccessible(page, status);
    await expectNoSideScroll(page, status);
  };
  await see('Waiting');
  await decide(sam, id, { decision: 'approved', approves: 'Ben Okafor' });
  await see('Approved');
  // The form warns before the name, and with it the tick, goes.
  await page.goto('/profile');
  await page.getByLabel('Name', { exact: true }).fill('Benjamin Okafor');
  await page.getByText('“Ben Okafor” is verified.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Your profile is saved.').waitFor();
  await page.getByRole('link', { name: 'View status' }).waitFor({ state: 'detached' });
  await page.goto('/verification');
  await see('Lapsed');
  await requests.getByRole('button', { name: 'Send in a new document' }).waitFor();
});
