import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { countSlowly, keepToasts, stopClock } from '../support/page-time.ts';
import { api, ask, connect, hasNotifications, newAccount, signIn } from './accounts.ts';

useBrowser();

const inFocus = (page: Page) =>
  page.evaluate<string>('document.activeElement.tagName + ": " + document.activeElement.textContent.trim()');
const pressInFocus = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).first().focus();
  await page.keyboard.press('Enter');
};

describe('connecting', () => {
  it('says what has happened, and takes it back', async () => {
    const [anna, ben] = await Promise.all([newAccount('anna'), newAccount('ben', { display_name: 'Ben Okafor' })]);
    const { page } = await newVisitor();
    await keepToasts(page);
    await signIn(page, anna, `/people/${ben.username}`);
    await pressInFocus(page, 'Connect');
    await page.getByText('Ben Okafor has your request.').waitFor();
    await expect.poll(() => inFocus(page)).toBe('BUTTON: Requested');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
    expect(await api('GET', '/connections', undefined, anna)).toEqual([]);
  });

  it('keeps the focus where it was after Withdraw', async () => {
    const [anna, ben] = await Promise.all([newAccount('anna'), newAccount('ben')]);
    await ask(anna, ben);
    const { page } = await newVisitor();
    await signIn(page, anna, `/people/${ben.username}`);
    await pressInFocus(page, 'Requested');
    await page.getByRole('button', { name: 'Withdraw request' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
    await expect.poll(() => inFocus(page)).toBe('BUTTON: Connect');
  });
});

describe('answering', () => {
  it('says who one is connected with now, and the focus goes on to the next request, then to the section', async () => {
    const anna = await newAccount('anna');
    for (const name of ['Cleo Adams', 'Ben Okafor']) await ask(await newAccount('asks', { display_name: name }), anna);
    const { page } = await newVisitor();
    await keepToasts(page);
    await signIn(page, anna);
    const requests = page.getByRole('list', { name: 'Requests to answer' });
    await requests.getByRole('listitem').nth(1).waitFor();
    // It is shown before the API has said so, and taken back where that says no.
    const refuse = Promise.withResolvers<void>();
    const refusal = { status: 409, code: 'conflict', detail: 'Not at this moment.', errors: [] };
    await page.route(
      '**/connections/*/action',
      (route) => refuse.promise.then(() => route.fulfill({ status: 409, json: refusal })),
      { times: 1 },
    );
    // The second press of a double click is not one on the next person, who has moved up.
    await requests.getByRole('button', { name: 'Accept' }).first().dblclick();
    await expect.poll(() => requests.getByRole('listitem').count()).toBe(1);
    refuse.resolve();
    await page.getByText('Not at this moment.').waitFor();
    await expect.poll(() => requests.getByRole('listitem').first().textContent()).toContain('Ben Okafor');
    await pressInFocus(page, 'Accept');
    await page.getByText('You and Ben Okafor are connected.').waitFor();
    await expect.poll(() => requests.getByRole('listitem').count()).toBe(1);
    await expect.poll(() => inFocus(page)).toBe('BUTTON: Accept');
    await page.keyboard.press('Enter');
    await page.getByText('You’re all caught up').waitFor();
    await expect.poll(() => inFocus(page)).toBe('H2: Requests to answer');
    await page.getByText('You and Cleo Adams are connected.').waitFor();
    await page.getByRole('button', { name: 'View' }).last().click();
    await page.getByRole('heading', { level: 1, name: 'Cleo Adams' }).waitFor();
  });

  it('waits with declining, so that it can be taken back', async () => {
    const [anna, ben] = await Promise.all([newAccount('anna'), newAccount('ben')]);
    const pair = await ask(ben, anna);
    const { page } = await newVisitor();
    await page.clock.install();
    await signIn(page, anna, '/connections');
    await page.getByRole('button', { name: 'Decline' }).waitFor();
    await stopClock(page);
    const declined = page.getByText('Declined', { exact: true });
    await pressInFocus(page, 'Decline');
    await countSlowly(page, declined).toBe(1);
    await expect.poll(() => inFocus(page)).toBe('BUTTON: Undo');
    const statusOf = async () => (await api('GET', '/connections', undefined, anna))[0]?.status;
    expect(await statusOf()).toBe('pending');
    await page.keyboard.press('Enter');
    await countSlowly(page, page.getByRole('button', { name: 'Decline' })).toBe(1);
    await pressInFocus(page, 'Decline');
    await countSlowly(page, declined).toBe(1);
    await page.clock.runFor(6000);
    await page.clock.resume();
    await page.getByText('Nothing to answer').waitFor();
    expect(await statusOf()).toBe('rejected');
    await expect.poll(() => inFocus(page)).not.toMatch(/^BODY/);
    expect(pair).toContain(ben.id);
  });
});

it('a toast that takes another’s place stays for a time of its own', async () => {
  const [anna, ...asking] = await Promise.all(Array.from({ length: 6 }, () => newAccount('asks')));
  if (!anna) throw new Error('nobody');
  // The welcome is no news any more.
  await hasNotifications(anna, 1);
  const { page } = await newVisitor();
  await page.clock.install();
  await signIn(page, anna);
  await page.getByRole('button', { name: /^Notifications, 1 / }).waitFor();
  await stopClock(page);
  const last = asking.pop();
  await Promise.all(asking.map((person) => ask(person, anna)));
  await countSlowly(page, page.getByText('4 new notifications')).toBe(1);
  await page.clock.fastForward(4000);
  if (last) await ask(last, anna);
  const five = page.getByText('5 new notifications');
  await countSlowly(page, five).toBe(1);
  await page.clock.fastForward(4000);
  // One whose time was up would be seen until it has faded.
  await page.clock.fastForward(1000);
  await five.waitFor();
  await page.clock.fastForward(4000);
  await page.clock.resume();
  await five.waitFor({ state: 'detached' });
});

describe('after sleep', () => {
  it('one toast tells of many, and none of what was read elsewhere', async () => {
    const [anna, ben] = await Promise.all([newAccount('anna'), newAccount('ben')]);
    await connect(anna, ben);
    await hasNotifications(anna, 2);
    const { page, context } = await newVisitor();
    await keepToasts(page);
    await signIn(page, anna);
    await page.getByRole('button', { name: /^Notifications, 2/ }).waitFor();
    await context.setOffline(true);
    const asking = await Promise.all(Array.from({ length: 6 }, () => newAccount('asks')));
    await Promise.all(asking.map((person) => ask(person, anna)));
    await hasNotifications(anna, 8);
    await context.setOffline(false);
    await page.getByText('6 new notifications').waitFor();
    await expect.poll(() => page.getByText(/wants to connect with you/).count()).toBeLessThanOrEqual(4);
    await page.getByRole('button', { name: 'View' }).click();
    await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor();
  });
});
