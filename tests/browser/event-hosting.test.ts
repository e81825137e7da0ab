import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible, expectFine, newVisitor, useBrowser } from '../support/browser.ts';
import { api, connect, newAccount, signIn } from './accounts.ts';
import { answer, button, hasCounts, host, inHours } from './event-world.ts';
import { picture } from './story-world.ts';

useBrowser();

const NEW_YORK = 'America/New_York';
const YEAR = new Date().getUTCFullYear() + 1;

/** The day of a month's nth Sunday: New York changes its clocks on the second of March and the first of November. */
function sunday(month: number, nth: number): string {
  const first = new Date(Date.UTC(YEAR, month - 1, 1));
  const day = 1 + ((7 - first.getUTCDay()) % 7) + 7 * (nth - 1);
  return `${YEAR}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

async function chooseZone(page: Page, zone: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Time zone' }).fill(zone);
  await page.getByRole('option', { name: zone }).click();
}

const events = async (page: Page): Promise<string> => {
  await page.getByRole('heading', { level: 1, name: 'Host an event' }).waitFor({ state: 'detached' });
  return new URL(page.url()).pathname.split('/')[2] ?? '';
};

describe('the form', () => {
  it('hosts an event with a cover that is cut to its shape, as the preview has shown it', async () => {
    const alice = await newAccount('alice', { display_name: 'Alice Moreau' });
    const { page, complaints } = await newVisitor({ width: 390, height: 844 });
    await signIn(page, alice, '/events');
    await page.getByRole('link', { name: 'Host an event' }).first().click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await page.getByLabel('Title').fill('Summer Gala');
    await preview.getByText('Summer Gala').waitFor();
    await button(page, 'Host event').click();
    await page.getByText('Say where it takes place.').waitFor();
    await page.getByLabel('Place', { exact: true }).fill('Rooftop, New York');
    await page.getByLabel('Seats').fill('many');
    await page.getByText('Enter a number, or leave it empty.').waitFor();
    await page.getByLabel('Seats').fill('20');
    const cover = page.getByLabel('Cover picture');
    await cover.setInputFiles({ name: 'roof.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a letter') });
    await page.getByRole('alert').getByText('picture', { exact: false }).waitFor();
    await cover.setInputFiles({ name: 'roof.jpg', mimeType: 'image/jpeg', buffer: await picture('#36a', 900, 900) });
    await button(page, 'Use this part').click();
    await preview.locator('img[src^="blob:"]').waitFor();
    await expectFine(page, 'the form, filled in');
    await button(page, 'Host event').click();
    await page.getByText('Your event is live.').waitFor();
    const id = await events(page);
    expect(await api('GET', `/events/${id}`)).toMatchObject({
      title: 'Summer Gala',
      location: 'Rooftop, New York',
      capacity: 20,
      cover: { sizes: { 640: expect.any(String), 1600: expect.any(String) } },
    });
    expect(complaints).toEqual([]);
  });

  it('explains a time that doesn’t exist, and one that comes twice, and sends what was chosen', async () => {
    const alice = await newAccount('alice');
    const { page, complaints } = await newVisitor({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });
    await signIn(page, alice, '/events/new');
    await page.getByLabel('Title').fill('Clocks');
    await page.getByLabel('Place', { exact: true }).fill('Somewhere');
    await chooseZone(page, 'America/New York');
    await page.getByLabel('Begins', { exact: true }).fill(`${sunday(3, 2)}T02:30`);
    const skipped = page.getByRole('region', { name: 'Begins: which time?' });
    await skipped.getByText('this time doesn’t exist', { exact: false }).waitFor();
    await button(page, 'Host event').click();
    await page.getByText('Choose one of the two times below.').first().waitFor();
    await skipped.getByRole('button', { name: /\b0?3:30/ }).click();
    await skipped.waitFor({ state: 'detached' });
    await expect.poll(() => page.getByLabel('Begins', { exact: true }).inputValue()).toBe(`${sunday(3, 2)}T03:30`);

    await page.getByLabel('Begins', { exact: true }).fill(`${sunday(11, 1)}T01:30`);
    const twice = page.getByRole('region', { name: 'Begins: which of the two?' });
    await twice.getByRole('radio', { name: /GMT-5/ }).check({ force: true });
    await page.getByLabel('Ends', { exact: true }).fill(`${sunday(11, 1)}T05:00`);
    await expectAccessible(page, 'a time that comes twice');
    await button(page, 'Host event').click();
    await page.getByText('Your event is live.').waitFor();
    const id = await events(page);
    const saved = await api('GET', `/events/${id}`);
    expect(saved).toMatchObject({
      time_zone: NEW_YORK,
      date: `${sunday(11, 1)}T06:30:00.000Z`,
      ends_at: `${sunday(11, 1)}T10:00:00.000Z`,
    });
    // What is saved opens as it was chosen.
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await expect.poll(() => twice.getByRole('radio', { name: /GMT-5/ }).isChecked()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('changes what was changed and nothing else, and asks before edits are lost', async () => {
    const alice = await newAccount('alice');
    const event = await host(alice, { date: `${YEAR}-06-01T10:00:30.500Z`, capacity: 5 });
    const { page } = await newVisitor({ width: 390, height: 844 });
    await signIn(page, alice, `/events/${event.id}/edit`);
    await page.getByLabel('Title').fill('Winter Gala');
    await page.getByText('Unsaved changes').waitFor();
    await page.getByRole('link', { name: 'See it as others do' }).click();
    await button(page, 'Keep editing').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('Winter Gala');
    const cover = page.getByLabel('Cover picture');
    await cover.setInputFiles({ name: 'ice.jpg', mimeType: 'image/jpeg', buffer: await picture('#cdf', 900, 900) });
    await button(page, 'Cancel').click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect.poll(() => preview.locator('img[src^="blob:"]').count()).toBe(0);
    // Whoever doesn't cut a picture gets what they see.
    await cover.setInputFiles({ name: 'ice.jpg', mimeType: 'image/jpeg', buffer: await picture('#cdf', 900, 900) });
    await page.locator('[data-testid=cropper]').waitFor();
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await button(page, 'Save changes').click();
    expect((await sent).postDataJSON()).toEqual({ title: 'Winter Gala' });
    await page.getByRole('heading', { level: 1, name: 'Winter Gala' }).waitFor();
    expect(await api('GET', `/events/${event.id}`)).toMatchObject({
      date: event.date,
      cover: { sizes: { 640: expect.any(String) } },
    });
  });
});

describe('the host', () => {
  it('invites connections, sees who is in it and finds them by name, and cancels with a word to all', async () => {
    const [alice, bob, cleo] = await Promise.all([
      newAccount('alice', { display_name: 'Alice Moreau' }),
      newAccount('bob', { display_name: 'Bob Ferreira' }),
      newAccount('cleo', { display_name: 'Cléo Adams' }),
    ]);
    await connect(alice, bob);
    await connect(alice, cleo);
    const event = await host(alice, { date: inHours(48) });
    await answer(bob, event);
    const { page, complaints } = await newVisitor({ width: 390, height: 844, reducedMotion: 'reduce' });
    await signIn(page, alice, `/events/${event.id}`);
    const people = page.getByRole('list', { name: 'Guest list' });
    await people.getByText('Bob Ferreira').waitFor();
    await button(page, 'Invite').click();
    const dialog = page.getByRole('dialog', { name: 'Invite connections' });
    await dialog.getByRole('checkbox', { name: /Bob Ferreira/, disabled: true }).waitFor();
    await dialog.getByLabel('Search connections').fill('cleo');
    await dialog.getByText('Bob Ferreira').waitFor({ state: 'detached' });
    await dialog.getByRole('checkbox', { name: /Cléo Adams/ }).check();
    await dialog.getByRole('button', { name: 'Invite 1' }).click();
    await page.getByText('One person is invited.').waitFor();
    await hasCounts(event, { going: 1, invited: 1 });
    await people.getByText('Invited').waitFor();
    await page.getByLabel('Search by name').fill('fer');
    await people.getByText('Cléo Adams').waitFor({ state: 'detached' });
    await people.getByText('Bob Ferreira').waitFor();
    await page.getByLabel('Search by name').fill('nobody');
    await page.getByText('Nobody of that name').waitFor();

    const visitor = await newVisitor();
    await signIn(visitor.page, cleo, `/events/${event.id}`);
    await visitor.page.getByText('Alice Moreau has invited you.').waitFor();
    await button(page, 'Cancel event').click();
    const asked = page.getByRole('dialog');
    await asked.getByLabel('Message to guests').fill('The roof leaks. We are sorry!');
    await asked.getByRole('button', { name: 'Cancel event' }).click();
    await page.getByText('This event has been cancelled.').waitFor();
    // Cleo has done nothing meanwhile.
    await visitor.page.getByText('The roof leaks. We are sorry!', { exact: true }).waitFor();
    expect([...complaints, ...visitor.complaints]).toEqual([]);
  });

  it('deletes an event that nobody is in', async () => {
    const alice = await newAccount('alice');
    const event = await host(alice);
    const { page } = await newVisitor();
    await signIn(page, alice, `/events/${event.id}`);
    await button(page, 'Delete').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Your event is deleted.').waitFor();
    await page.getByText('You aren’t hosting any events').waitFor();
  });
});
