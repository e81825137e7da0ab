import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { expectFine, newVisitor, useBrowser } from '../support/browser.ts';
import { type Account, api, ask, connect, newAccount, setRights, signIn } from './accounts.ts';

useBrowser();

const HOUR = 3_600_000;
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

/** Has this browser remember a visit that ended an hour ago. */
const wasHere = (page: Page, { id }: Account) =>
  page.evaluate(`localStorage.setItem('infloo-visit-${id}', JSON.stringify({
    since: null, began: Date.now() - ${2 * HOUR}, last: Date.now() - ${HOUR} }))`);

describe('somebody new', () => {
  it('is led by hand: steps are taken right there, go on after a reload, can be put away, and end with a sign', async () => {
    const [me, ...others] = await Promise.all([newAccount('me'), newAccount('a'), newAccount('b'), newAccount('c')]);
    const { page, complaints } = await newVisitor({ reducedMotion: 'reduce' });
    await signIn(page, me);
    const steps = section(page, 'Getting started');
    await steps.getByText('0 of 5').waitFor();
    await expectFine(page, 'first steps');
    const picture = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#357' } })
      .png()
      .toBuffer();
    await steps.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture });
    await steps.getByRole('button', { name: 'Use this picture' }).click();
    await steps.getByText('1 of 5').waitFor();

    await page.reload();
    await steps.getByText('1 of 5').waitFor();
    await steps.getByRole('button', { name: 'Put away' }).click();
    await steps.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('button', { name: 'Show the first steps again' }).click();

    await steps.getByLabel('Bio').fill('Coffee, slowly.');
    await steps.getByRole('button', { name: 'Save' }).click();
    await steps.getByText('2 of 5').waitFor();
    // The focus goes on with the next step.
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Choose your field');
    await steps.getByLabel('Category').fill('Food');
    await page.keyboard.press('Tab');
    await steps.getByRole('button', { name: 'Save' }).click();
    await steps.getByText('3 of 5').waitFor();
    await section(page, 'People to start with').getByRole('button', { name: 'Connect' }).first().waitFor();
    // Those who were asked have yet to answer: until then there is something else to do.
    const asked: string[] = [];
    for (const other of others) asked.push(await ask(me, other));
    await steps.getByText('0 of 3 so far, and 3 requests wait for an answer.').waitFor();
    await steps.getByRole('link', { name: 'Get your tick meanwhile' }).waitFor();
    await Promise.all(
      others.map((other, i) => api('PATCH', `/connections/${asked[i]}/action`, { status: 'accepted' }, other)),
    );
    await steps.getByRole('heading', { name: 'You’re all set' }).waitFor();
    await expectFine(page, 'all set');
    await steps.getByRole('button', { name: 'Close' }).click();
    await steps.waitFor({ state: 'detached' });
    await page.reload();
    await section(page, 'People you may know').waitFor();
    await expect.poll(() => steps.count()).toBe(0);
    // One step is next, and it is this role's.
    await section(page, 'Your profile').getByRole('link', { name: 'Add your company’s full name' }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('home', () => {
  it('says what is new since one was here, what waits and why somebody is suggested', async () => {
    const [me, friend, asking, known] = await Promise.all([
      newAccount('me', { bio: 'Hi', business_category: 'Food', location: 'Lisbon, Portugal' }),
      newAccount('friend', { display_name: 'Fatima Zahra' }),
      newAccount('asking', { display_name: 'Ana Sousa' }),
      newAccount('known', { display_name: 'Kofi Mensah', business_category: 'Food', location: 'Lisbon' }),
    ]);
    await Promise.all([connect(friend, me), connect(friend, known)]);
    await ask(asking, me);
    await api('POST', '/chat', { receiver: me.id, content: 'See you on Tuesday?' }, friend);
    const event = { title: 'Harbour Supper', date: inHours(50), location: 'Cais do Sodré, Lisbon' };
    const { id } = await api('POST', '/events', event, friend);
    // Welcome, request, message, event; the request that was accepted may not have left yet.
    await expect.poll(async () => (await api('GET', '/notifications', undefined, me)).length).toBeGreaterThanOrEqual(4);

    const { page } = await newVisitor();
    await signIn(page, me);
    const since = section(page, 'Since you were here');
    await section(page, 'Requests to answer').waitFor();
    await expect.poll(() => since.count()).toBe(0);
    await wasHere(page, me);
    await page.reload();
    await since.getByRole('link', { name: 'Ana Sousa wants to connect' }).waitFor();
    await since.getByRole('link', { name: '1 event has news' }).waitFor();
    await section(page, 'Unread messages').getByText('See you on Tuesday?').waitFor();
    const suggested = section(page, 'People to start with').getByRole('listitem').filter({ hasText: 'Kofi Mensah' });
    await suggested.getByText('1 mutual connection · Both in Food').waitFor();
    // Nobody moves up under the finger.
    const fetched: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/connections/suggestions')) fetched.push(request.url());
    });
    const isSettled = page.waitForResponse((response) => response.url().endsWith('/users/profile'));
    await suggested.getByRole('button', { name: 'Connect' }).click();
    await isSettled;
    await suggested.getByRole('button', { name: 'Requested' }).waitFor();
    expect(fetched).toEqual([]);
    await section(page, 'Next events').getByRole('link', { name: 'Harbour Supper' }).waitFor();
    await api('POST', `/events/${id}/join`, { status: 'going' }, me);
    await page.reload();
    await section(page, 'Next events')
      .getByRole('link', { name: /Harbour Supper.*Going/ })
      .waitFor();
    await expectFine(page, 'home');
    await since.getByRole('link', { name: 'A message from Fatima Zahra' }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/messages/${friend.username}`);
  });

  it('each part fails alone, and can be had again', async () => {
    const me = await newAccount('me');
    const { page } = await newVisitor();
    await page.route(/\/api\/v1\/(events|connections\/suggestions)/, (route) =>
      route.fulfill({ status: 400, json: { detail: 'Not today.', code: 'invalid_request', status: 400, errors: [] } }),
    );
    await signIn(page, me);
    await page.getByText('We couldn’t load your events').waitFor();
    await page.getByText('We couldn’t load suggestions').waitFor();
    await section(page, 'Getting started').waitFor();
    await section(page, 'Recent notifications').waitFor();
    await page.unrouteAll();
    await section(page, 'Next events').getByRole('button', { name: 'Try again' }).click();
    await page.getByText('We couldn’t load your events').waitFor({ state: 'detached' });
  });

  it('shows staff their queues, and to others none', async () => {
    const [me, reporter] = await Promise.all([newAccount('me'), newAccount('reporter')]);
    await setRights(me, 'reports');
    await api('POST', '/reports', { target: { kind: 'user', id: me.id }, category: 'spam' }, reporter);
    const { page } = await newVisitor();
    await signIn(page, me);
    const queues = section(page, 'Waiting for staff');
    await queues.getByRole('link', { name: /Reports.*oldest/ }).waitFor();
    await expect.poll(() => queues.getByRole('link', { name: /Verifications/ }).count()).toBe(0);
    await queues.getByRole('link', { name: /Reports/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Reports' }).waitFor();
  });
});
