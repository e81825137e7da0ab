import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { licencePhoto, pdfOf } from '../support/papers.ts';
import { newAccount, setRights, signIn } from './accounts.ts';

useBrowser();

const JPEG = 'image/jpeg';
const tick = (page: Page) => page.getByRole('main').getByRole('img', { name: 'Verified' });

/** Chooses a paper and sends it in, as a person would. */
async function sendIn(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByLabel('Paper', { exact: true }).setInputFiles(file);
  await page.getByText(file.name).waitFor();
  await page.getByRole('button', { name: 'Send it in' }).click();
  await page.getByText('Your paper is on its way to our staff.').waitFor();
}

describe('a driving licence', () => {
  it('is sent in, looked at and approved, and the tick appears without a reload', async () => {
    const [alice, sam] = await Promise.all([
      newAccount('alice', { display_name: 'Alice Moreau' }),
      newAccount('sam', { display_name: 'Sam Staff' }),
    ]);
    await setRights(sam, 'verifications');
    const [hers, his] = await Promise.all([newVisitor({ width: 390, height: 844 }), newVisitor()]);
    await signIn(hers.page, alice, '/verification');
    await sendIn(hers.page, { name: 'licence.jpg', mimeType: JPEG, buffer: await licencePhoto('ALICE MOREAU') });
    const requests = hers.page.getByRole('list', { name: 'Your requests' });
    await requests.getByText('Waiting').waitFor();

    await signIn(his.page, sam, '/staff');
    await his.page.getByRole('link', { name: /Alice Moreau/ }).click();
    await his.page.getByRole('img', { name: 'The paper of Alice Moreau' }).waitFor();
    // She sees that it was opened.
    await requests.getByText(/Opened by staff on/).waitFor();
    expect(await tick(hers.page).filter({ visible: true }).count()).toBe(0);
    await his.page.keyboard.press('a');
    await his.page.getByRole('button', { name: 'Approve it' }).waitFor();
    await his.page.keyboard.press('Enter');
    await his.page.getByText('Approved: Alice Moreau').waitFor();

    await requests.getByText('Approved', { exact: true }).waitFor();
    await hers.page.getByRole('heading', { name: 'You are verified' }).waitFor();
    await hers.page.getByRole('link', { name: 'Home', exact: true }).last().click();
    await tick(hers.page).first().waitFor();
    expect([...hers.complaints, ...his.complaints]).toEqual([]);
  }, 60_000);
});

describe('a PDF', () => {
  it('shows its first page before it is sent, and all of them to staff', async () => {
    const [ben, sam] = await Promise.all([newAccount('ben', { company_name: 'Okafor Studio' }), newAccount('sam')]);
    await setRights(sam, 'verifications');
    const [theirs, his] = await Promise.all([newVisitor(), newVisitor()]);
    await signIn(theirs.page, ben, '/verification');
    await theirs.page.getByRole('radio', { name: /Business/ }).check({ force: true });
    const buffer = pdfOf('Register of companies', 'Okafor Studio Ltd');
    await theirs.page
      .getByLabel('Paper', { exact: true })
      .setInputFiles({ name: 'register.pdf', mimeType: 'application/pdf', buffer });
    await theirs.page.locator('canvas[data-drawn]').waitFor();
    await theirs.page.getByText('2 pages').waitFor();
    await theirs.page.getByRole('button', { name: 'Send it in' }).click();
    await theirs.page.getByText('Your paper is on its way to our staff.').waitFor();

    await signIn(his.page, sam, '/staff/verifications?type=business');
    await his.page.getByRole('link', { name: new RegExp(`@${ben.username}`) }).click();
    await his.page.locator('canvas[data-drawn]').waitFor();
    await his.page.keyboard.press(']');
    await his.page.getByRole('img', { name: /page 2/ }).waitFor();
    expect([...theirs.complaints, ...his.complaints]).toEqual([]);
  }, 60_000);
});
