import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { keepToasts } from '../support/page-time.ts';
import { licencePhoto } from '../support/papers.ts';
import { api, newAccount, setRights, signIn } from './accounts.ts';
import { decide, findInQueue, newApplicant, newStaffMember } from './applicants.ts';

useBrowser();

const tick = (page: Page) => page.getByRole('main').getByRole('img', { name: 'Verified' }).first();
/** Waits until the paper is there to be seen. */
const canApprove = (page: Page) => page.locator('button:enabled', { hasText: /^Approve/ }).waitFor();
const decided = (page: Page, words: string) => page.getByText(words, { exact: true });

describe('Alice’s driving licence', () => {
  it('is sent in, looked at and approved, and the tick appears without a reload', async () => {
    const [alice, sam] = await Promise.all([
      newAccount('alice', { display_name: 'Alice Moreau' }),
      newStaffMember('sam'),
    ]);
    const [hers, his] = await Promise.all([newVisitor({ width: 390, height: 844 }), newVisitor()]);
    await keepToasts(hers.page);
    await signIn(hers.page, alice, '/verification');
    const buffer = await licencePhoto('ALICE MOREAU');
    await hers.page
      .getByLabel('Paper', { exact: true })
      .setInputFiles({ name: 'licence.jpg', mimeType: 'image/jpeg', buffer });
    await hers.page.getByRole('button', { name: 'Send it in' }).click();
    const requests = hers.page.getByRole('list', { name: 'Your requests' });
    await requests.getByText('Waiting').waitFor();

    await signIn(his.page, sam, '/staff');
    await (await findInQueue(his.page, alice)).click();
    await his.page.getByRole('img', { name: 'The document of Alice Moreau' }).waitFor();
    // She sees that it was opened.
    await requests.getByText(/Opened by staff on/).waitFor();
    await hers.page.getByRole('link', { name: 'Home', exact: true }).last().click();
    await hers.page.getByRole('link', { name: 'We are checking your document' }).waitFor();
    await canApprove(his.page);
    await his.page.keyboard.press('a');
    await his.page.getByText(/The tick appears at once/).waitFor();
    await his.page.keyboard.press('Enter');
    await his.page.getByText('Approved: Alice Moreau').waitFor();

    const card = hers.page.getByRole('region', { name: 'Your profile' });
    await card.getByRole('img', { name: 'Verified' }).waitFor();
    const news = hers.page.getByRole('alert').filter({ hasText: 'Your identity is verified: Alice Moreau' });
    await news.waitFor();
    // On a phone its words have the whole width: the button stands below them.
    const [words, view] = await Promise.all([
      news.getByText('Your identity is verified', { exact: false }).boundingBox(),
      news.getByRole('button', { name: 'View' }).boundingBox(),
    ]);
    expect(view?.y).toBeGreaterThan((words?.y ?? 0) + (words?.height ?? 0));
    await card.getByRole('link').first().click();
    await tick(hers.page).waitFor();
    expect([...hers.complaints, ...his.complaints]).toEqual([]);
  });

  it('is rejected by keyboard, with a reason and a note that she reads', async () => {
    const [{ account, href }, sam] = await Promise.all([newApplicant('Alice Moreau'), newStaffMember('sam')]);
    const [hers, his] = await Promise.all([newVisitor(), newVisitor()]);
    await signIn(hers.page, account, '/verification');
    await signIn(his.page, sam, href);
    await his.page.getByRole('img', { name: 'The document of Alice Moreau' }).waitFor();
    await his.page.keyboard.press('r');
    await his.page.getByRole('radio', { name: 'Can’t be read' }).waitFor();
    await his.page.keyboard.press('3');
    await expect.poll(() => his.page.getByRole('radio', { name: 'No longer valid' }).isChecked()).toBe(true);
    await his.page.keyboard.press('Tab');
    // Letters are letters where one writes.
    await his.page.keyboard.type('It ran out in 2019.');
    await his.page.keyboard.press('Control+Enter');
    await his.page.getByText('Rejected: Alice Moreau').waitFor();
    await hers.page.getByText('It is no longer valid.').first().waitFor();
    await hers.page.getByText('It ran out in 2019.').first().waitFor();
    await hers.page.getByRole('button', { name: 'Try again' }).click();
    await hers.page.getByRole('radio', { name: /Identity/ }).waitFor();
  });
});

describe('a case', () => {
  it('shows a PDF page by page, larger and turned', async () => {
    const [{ href }, sam] = await Promise.all([newApplicant('Ben Okafor', 'business'), newStaffMember('sam')]);
    const visitor = await newVisitor();
    const { page } = visitor;
    await signIn(page, sam, href);
    const canvas = page.locator('canvas[data-drawn]');
    await canvas.waitFor();
    const box = async () => {
      const { width = 0, height = 0 } = (await canvas.boundingBox()) ?? {};
      return { width, isUpright: height > width };
    };
    const before = await box();
    expect(before.isUpright).toBe(true);
    await page.keyboard.press('+');
    await expect.poll(async () => (await box()).width / before.width).toBeCloseTo(1.5, 1);
    await page.keyboard.press('t');
    await expect.poll(async () => (await box()).isUpright).toBe(false);
    await page.keyboard.press(']');
    await page.getByRole('img', { name: 'The document of Okafor Studio, page 2' }).waitFor();
    await page.getByText('2 / 2').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('can’t be approved before its paper is seen, only rejected', async () => {
    const [{ href }, sam] = await Promise.all([newApplicant('Ben Okafor'), newStaffMember('sam')]);
    const { page } = await newVisitor();
    const decisions: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/decision')) decisions.push(request.url());
    });
    let fail = () => {};
    const isAsked = new Promise<void>((resolve) => {
      void page.route('**/admin/verifications/*/file', (route) => {
        fail = () => void route.abort();
        resolve();
      });
    });
    const decision = page.getByRole('region', { name: 'Decision' });
    const approve = decision.getByRole('button', { name: 'Approve' });
    const tryKey = async () => {
      await page.keyboard.press('a');
      await expect.poll(() => approve.isDisabled()).toBe(true);
      await expect.poll(() => page.getByRole('button', { name: 'Approve it' }).count()).toBe(0);
    };
    await signIn(page, sam, href);
    await isAsked;
    await decision
      .getByRole('status')
      .getByText(/still loading/)
      .waitFor();
    await tryKey();
    await decision
      .getByRole('alert')
      .getByText(/still loading/)
      .waitFor();
    fail();
    await decision
      .getByRole('alert')
      .getByText(/could not be shown/)
      .waitFor();
    await tryKey();
    await page.keyboard.press('r');
    await page.getByRole('button', { name: 'Reject it' }).waitFor();
    await page.keyboard.press('Escape');

    // What arrives may be damaged.
    await page.unroute('**/admin/verifications/*/file');
    await page.route('**/admin/verifications/*/file', (route) =>
      route.fulfill({ contentType: 'image/jpeg', body: 'no picture' }),
    );
    await page.getByRole('button', { name: 'Load again' }).first().click();
    await page.getByText('This picture can’t be shown: it may be damaged.').waitFor();
    await decision.getByText(/could not be shown/).waitFor();
    await tryKey();
    expect(decisions).toEqual([]);

    await page.unroute('**/admin/verifications/*/file');
    await decision.getByRole('button', { name: 'Load again' }).click();
    await canApprove(page);
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Approve it' }).waitFor();
  });

  it('is opened once, however often one looks at it, and only on purpose when it is decided', async () => {
    const [{ account, href, id }, sam] = await Promise.all([newApplicant('Ben Okafor'), newStaffMember('sam')]);
    const { page } = await newVisitor();
    const openings = async () => (await api('GET', '/users/verify', undefined, account))[0].opened.length;
    await signIn(page, sam, href);
    const paper = page.getByRole('img', { name: 'The document of Ben Okafor' });
    await paper.waitFor();
    await page.getByRole('link', { name: 'Back to the queue' }).click();
    await (await findInQueue(page, account)).click();
    await paper.waitFor();
    expect(await openings()).toBe(1);
    await decide(sam, id, { decision: 'rejected', reason: 'unreadable' });
    await page.reload();
    await page.getByText('This one is decided').waitFor();
    await page.getByText('They were told: “It can’t be read clearly.”').waitFor();
    expect(await openings()).toBe(1);
    await page.getByRole('button', { name: 'Open the document' }).click();
    await paper.waitFor();
    expect(await openings()).toBe(2);
  });

  it('that somebody else has decided meanwhile says by whom', async () => {
    const [{ href }, sam, kim] = await Promise.all([
      newApplicant('Ben Okafor'),
      newStaffMember('sam'),
      newStaffMember('kim'),
    ]);
    const [his, theirs] = await Promise.all([newVisitor(), newVisitor()]);
    await signIn(his.page, sam, href);
    await signIn(theirs.page, kim, href);
    for (const { page } of [his, theirs]) {
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('button', { name: 'Approve it' }).waitFor();
    }
    await his.page.getByRole('button', { name: 'Approve it' }).click();
    await his.page.getByText('Approved: Ben Okafor').waitFor();
    await theirs.page.getByRole('button', { name: 'Approve it' }).click();
    await theirs.page.getByRole('alert').getByText(`decided already, by ${sam.username}`, { exact: false }).waitFor();
    await theirs.page.getByRole('region', { name: 'Decision' }).getByText('Approved', { exact: true }).waitFor();
    await expect.poll(() => theirs.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  });

  it('whose name changes meanwhile is looked at again', async () => {
    const [{ account, href }, sam] = await Promise.all([newApplicant('Ben Okafor'), newStaffMember('sam')]);
    const { page } = await newVisitor();
    await signIn(page, sam, href);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('button', { name: 'Approve it' }).waitFor();
    await api('PATCH', '/users/profile', { display_name: 'Benjamin Okafor' }, account);
    await page.getByRole('button', { name: 'Approve it' }).click();
    await page
      .getByRole('alert')
      .getByText(/by now it is “Benjamin Okafor”/)
      .waitFor();
    await page.getByRole('heading', { level: 1, name: 'Benjamin Okafor' }).waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('button', { name: 'Approve it' }).click();
    await decided(page, 'Approved: Benjamin Okafor').waitFor();
  });

  it('of one’s own is for somebody else, and one that isn’t there says so', async () => {
    const { account, href } = await newApplicant('Sam Staff');
    await setRights(account, 'verifications');
    const { page } = await newVisitor();
    await signIn(page, account, href);
    await page.getByText('This is your own request', { exact: false }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await page.goto('/staff/verifications/no-such-request');
    await page.getByText('There is no such request').waitFor();
  });
});

describe('the staff frame', () => {
  it('is for staff alone, until somebody gives them the right', async () => {
    const anna = await newAccount('anna');
    const { page } = await newVisitor({ width: 390, height: 844 });
    await signIn(page, anna, '/staff/verifications');
    await page.getByText('This part is for staff').waitFor();
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Staff' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).last().waitFor();
    await setRights(anna, 'verifications');
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Verifications' }).waitFor();
    const staff = page.getByRole('navigation', { name: 'Staff' }).last();
    await staff.getByRole('link', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: /Good/ }).waitFor();
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('button', { name: 'Staff' }).click();
    await page.getByRole('heading', { level: 1, name: 'Verifications' }).waitFor();
  });

  it('says so when the right is withdrawn while a case is open', async () => {
    const [{ href, account }, sam] = await Promise.all([newApplicant('Ben Okafor'), newStaffMember('sam')]);
    await newApplicant('Cleo Adams');
    const { page } = await newVisitor();
    await signIn(page, sam, href);
    await page.getByRole('img', { name: 'The document of Ben Okafor' }).waitFor();
    await setRights(sam);
    // The API asks for withdrawn rights every ten seconds.
    const isTold = async () => {
      if (await page.getByRole('button', { name: 'Next in line' }).isVisible()) await page.keyboard.press('n');
      return page.getByText('Your rights here were withdrawn').isVisible();
    };
    await expect.poll(isTold, { interval: 1000 }).toBe(true);
    await expect.poll(() => page.getByRole('img', { name: /The document of/ }).count()).toBe(0);
    expect((await api('GET', '/users/verify', undefined, account))[0].status).toBe('pending');
  });

  it('leads from one case to the next, oldest first, and keeps to its filters', async () => {
    const sam = await newStaffMember('sam');
    // No other test has businesses wait meanwhile.
    const before = await api('GET', '/admin/verifications?doc_type=business&limit=100', undefined, sam);
    for (const { id } of before) await decide(sam, id, { decision: 'rejected', reason: 'unreadable' });
    const first = await newApplicant('First Waiting', 'business');
    const second = await newApplicant('Second Waiting', 'business');
    const { page } = await newVisitor();
    await signIn(page, sam, '/staff/verifications?type=business');
    const rows = page.getByRole('list', { name: 'Waiting' }).getByRole('link');
    await rows.nth(1).waitFor();
    const order = await rows.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const [a, b] = [first, second].map(({ href }) => `${href}?type=business`);
    expect(order).toEqual([a, b]);
    await rows.first().click();
    await page.getByRole('button', { name: 'Next in line' }).click();
    await page.waitForURL(`**${b}`);
    await page.getByRole('button', { name: 'Next in line' }).click();
    await page.waitForURL(`**${a}`);
    // Whoever doesn't want keys to do things switches them off.
    await page.getByRole('switch', { name: 'Shortcuts' }).click({ force: true });
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Approve it' }).count()).toBe(0);
  });
});
