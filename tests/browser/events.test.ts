import { describe, expect, it } from 'vitest';
import { expectFine, newVisitor, useBrowser, type Visitor } from '../support/browser.ts';
import { listen } from '../support/page-time.ts';
import { aliceAndBob, api, bell, newAccount, PASSWORD, signIn } from './accounts.ts';
import { answer, button, hasCounts, host, inHours, move } from './event-world.ts';

useBrowser();

describe('two people, two browsers', () => {
  it('one hosts, the other’s bell shows it live and leads there; who joins moves the count before the host’s eyes', async () => {
    const [aliceAccount, bobAccount] = await aliceAndBob();
    const [alice, bob] = await Promise.all([newVisitor(), newVisitor({ width: 390, height: 844 })]);
    await signIn(bob.page, bobAccount);
    const event = await host(aliceAccount);

    // Bob has done nothing meanwhile.
    await bob.page.getByText('Alice Moreau is hosting a new event: Summer Gala').first().waitFor();
    await bell(bob.page).click();
    await bob.page
      .getByRole('region', { name: 'List of notifications' })
      .getByRole('button', { name: /is hosting a new event/ })
      .click();
    await bob.page.getByRole('heading', { level: 1, name: 'Summer Gala' }).waitFor();

    await signIn(alice.page, aliceAccount, `/events/${event.id}`);
    await alice.page.getByText('Nobody has answered yet').waitFor();
    await button(bob.page, 'I’m going').click();
    await bob.page.getByText('You are going.').waitFor();
    await hasCounts(event, { going: 1 });
    // Neither has Alice.
    await alice.page.getByText('1 going').waitFor();
    await bob.page.getByText('1 going').waitFor();

    await button(bob.page, 'I’m interested').click();
    await bob.page.getByText('You are interested.').waitFor();
    await hasCounts(event, { interested: 1 });
    await alice.page.getByText('1 interested').waitFor();
    await button(bob.page, 'Not interested any more').click();
    await bob.page.getByText('Are you going?').waitFor();
    await hasCounts(event, {});
    await alice.page.getByText('Nobody has answered yet').waitFor();
    expect([...alice.complaints, ...bob.complaints]).toEqual([]);
  }, 240_000);

  it('a seat that becomes free reaches the first who waits, where they are', async () => {
    const [aliceAccount, bobAccount] = await aliceAndBob();
    const cleoAccount = await newAccount('cleo', { display_name: 'Cleo Adams' });
    const event = await host(aliceAccount, { capacity: 1 });
    await answer(bobAccount, event);
    await hasCounts(event, { going: 1 });
    const [bob, cleo] = await Promise.all([newVisitor(), newVisitor({ width: 390, height: 844 })]);
    await signIn(cleo.page, cleoAccount, `/events/${event.id}`);
    await button(cleo.page, 'Join the waiting list').click();
    await cleo.page.getByText('You are number 1 on the waiting list.').waitFor();

    await hasCounts(event, { going: 1, waiting: 1 });
    await signIn(bob.page, bobAccount, `/events/${event.id}`);
    const cleoHears = await listen(cleo.page);
    await button(bob.page, 'I can’t go').click();
    await bob.page.getByRole('dialog').getByRole('button', { name: 'Give it up' }).click();
    await button(bob.page, 'Join the waiting list').waitFor();
    await cleo.page.getByText('You’re going. Your seat is reserved.').waitFor();
    await cleoHears('A seat has become free');
    expect([...bob.complaints, ...cleo.complaints]).toEqual([]);
  }, 240_000);
});

describe('the list', () => {
  it('shows what is ahead, under way, over, and mine, with my answers, page by page; and finds by words', async () => {
    const [alice, bob] = await aliceAndBob();
    const word = `Gala${Math.random().toString(36).slice(2, 8)}`;
    const named = (name: string, over: object = {}) => host(alice, { title: `${word} ${name}`, ...over });
    const [coming, past] = await Promise.all([
      named('one'),
      named('past'),
      named('two', { location: '', link: 'https://meet.example/gala', visibility: 'connections' }),
      named('now', { date: inHours(-0.05) }),
      ...Array.from({ length: 11 }, (_, i) => named(`more ${i}`, { date: inHours(200 + i) })),
    ]);
    await Promise.all([answer(bob, coming, 'interested'), move(past, -48)]);
    const { page, complaints } = await newVisitor({ width: 390, height: 844 });
    await signIn(page, bob, '/events');
    await page.getByLabel('Search events').fill(word);
    const cards = page.getByRole('article').filter({ hasText: word });
    const count = (expected: number) => expect.poll(() => cards.count()).toBe(expected);
    await count(12);
    await cards
      .filter({ hasText: `${word} one` })
      .getByText('Interested', { exact: true })
      .waitFor();
    await button(page, 'Load more').click();
    await count(13);
    await button(page, 'Load more').waitFor({ state: 'detached' });
    for (const [tab, name, standing] of [
      ['Ongoing', 'now', 'Happening now'],
      ['Past', 'past', 'Over'],
    ]) {
      await page.getByRole('tab', { name: String(tab) }).click();
      await cards
        .filter({ hasText: `${word} ${name}` })
        .getByText(String(standing))
        .waitFor();
      await count(1);
    }
    await page.getByLabel('Search events').fill(`${word}nothing`);
    await page.getByText('No event found').waitFor();
    await button(page, 'Clear search').click();
    // A link to the page itself leads to all of it, and the field says so.
    const search = page.getByLabel('Search events');
    await expect.poll(() => search.inputValue()).toBe('');
    await search.fill(`${word}nothing`);
    await page.getByText('No event found').waitFor();
    await page.getByRole('link', { name: 'Events', exact: true }).first().click();
    await expect.poll(() => search.inputValue()).toBe('');
    await page.getByRole('tab', { name: 'Mine' }).click();
    await page.getByRole('link', { name: `${word} one` }).click();
    await page.getByText('You are interested.').waitFor();
    await page.goBack();
    await page.getByText('You aren’t hosting any events').waitFor();
    expect(complaints).toEqual([]);

    // Where none of the three can be had, it is said, and it isn't asked for over and over.
    let asked = 0;
    await page.route('**/api/v1/events?*', (route) => {
      asked += 1;
      return route.fulfill({ status: 400, json: { detail: 'Not today.', code: 'invalid_request', status: 400 } });
    });
    await page.goto('/events?tab=mine');
    await expect.poll(() => page.getByRole('alert').filter({ hasText: 'We couldn’t load events' }).count()).toBe(3);
    expect(asked).toBeLessThan(10);
    await page.unroute('**/api/v1/events?*');
    for (const section of ['Your answers', 'You host', 'Past']) {
      await page.getByRole('region', { name: section }).getByRole('button', { name: 'Try again' }).click();
    }
    await page.getByText('You aren’t hosting any events').waitFor();
  });

  it('has a private address for calendar apps, shown once, renewed and ended', async () => {
    const me = await newAccount('me');
    await host(me, { title: 'My own Gala' });
    const { page, context, complaints } = await newVisitor({ width: 390, height: 844 });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, me, '/events?tab=mine');
    const place = page.getByRole('region', { name: 'In your own calendar' });
    const read = async () => fetch(await place.getByLabel('Private address').inputValue());
    await place.getByRole('button', { name: 'Make a private address' }).click();
    expect(await (await read()).text()).toContain('SUMMARY:My own Gala');
    await place.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('The address is copied.').waitFor();
    const first = await place.getByLabel('Private address').inputValue();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(first);
    await page.reload();
    await place.getByText('There is one since', { exact: false }).waitFor();
    await expect.poll(() => place.getByLabel('Private address').count()).toBe(0);
    await place.getByRole('button', { name: 'Make a new one' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make a new one' }).click();
    await place.getByLabel('Private address').waitFor();
    expect((await fetch(first)).status).toBe(404);
    const second = await place.getByLabel('Private address').inputValue();
    expect((await fetch(second)).status).toBe(200);
    await place.getByRole('button', { name: 'End it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
    await place.getByRole('button', { name: 'Make a private address' }).waitFor();
    expect((await fetch(second)).status).toBe(404);
    expect(complaints).toEqual([]);
  });
});

describe('an event', () => {
  it('opens for whoever isn’t signed in, unless it is for connections; and leads back there after signing in', async () => {
    const [alice, bob] = await aliceAndBob();
    const [open, closed] = await Promise.all([
      host(alice),
      host(alice, { visibility: 'connections', title: 'Dinner' }),
    ]);
    const { page, context, complaints } = await newVisitor({ width: 390, height: 844 });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`/events/${open.id}`);
    await page.getByRole('heading', { level: 1, name: 'Summer Gala' }).waitFor();
    // The link that is handed on works for whoever gets it.
    await button(page, 'Share').click();
    await page.getByText('The link is copied. Anybody can open it.').waitFor();
    const link: string = await page.evaluate('navigator.clipboard.readText()');
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: 'Summer Gala' }).waitFor();
    const download = page.waitForEvent('download');
    await button(page, 'Add to calendar').click();
    expect((await download).suggestedFilename()).toBe('Summer Gala.ics');
    await expectFine(page, 'signed out');
    // Whoever is new is led back as well.
    const register = page.getByRole('link', { name: 'Create an account' });
    await expect.poll(() => register.getAttribute('href')).toBe(`/register?next=%2Fevents%2F${open.id}`);
    await page.goto('/?post');
    await expect.poll(() => new URL(page.url()).searchParams.get('next')).toBe('/?post=');
    expect(complaints).toEqual([]);

    await page.goto(`/events/${closed.id}`);
    await page.getByText('This event isn’t public').waitFor();
    await page.getByRole('link', { name: 'Sign in' }).last().click();
    await page.getByLabel(/^Username/).fill(bob.username);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await button(page, 'Sign in').click();
    await page.getByRole('heading', { level: 1, name: 'Dinner' }).waitFor();
  });

  it('at a place goes by the clocks there, online by the reader’s', async () => {
    const [alice, bob] = await aliceAndBob();
    const year = new Date().getUTCFullYear() + 1;
    const date = `${year}-06-01T18:00:00Z`;
    const [there, online] = await Promise.all([
      host(alice, { date, time_zone: 'America/New_York' }),
      host(alice, { date, time_zone: 'America/New_York', location: '', link: 'https://meet.example/gala' }),
    ]);
    const { page } = await newVisitor({ timezoneId: 'Asia/Tokyo', locale: 'en-GB' });
    await signIn(page, bob, `/events/${there.id}`);
    const facts = page.getByRole('list', { name: 'When and where' });
    await facts.getByText('14:00', { exact: false }).first().waitFor();
    await facts.getByText('Time there (New York, GMT-4)', { exact: false }).waitFor();
    await facts.getByText('your time', { exact: false }).waitFor();
    await page.goto(`/events/${online.id}`);
    await facts.getByText('Your time (Tokyo, GMT+9)').waitFor();
    await facts.getByText('03:00', { exact: false }).first().waitFor();
    await expect
      .poll(() => facts.getByRole('link', { name: 'meet.example/gala' }).getAttribute('href'))
      .toBe('https://meet.example/gala');
  });
});

it('an event, and what its host has besides, is accessible and fits, also with long words', async () => {
  const [alice, bob] = await aliceAndBob();
  const long = 'Wilhelminafeatherstonehaughcholmondeley'.repeat(2);
  const [event, cancelled] = await Promise.all([
    host(alice, { title: long, location: long, description: long, capacity: 3 }),
    host(alice, { title: 'حفلة الصيف' }),
  ]);
  await Promise.all([answer(bob, cancelled), answer(bob, event, 'interested')]);
  await api('POST', `/events/${cancelled.id}/cancel`, { message: 'The roof leaks. We are sorry!' }, alice);
  const check = async ({ page }: Visitor, path: string, text: string, open?: string) => {
    await page.goto(path);
    await page.getByText(text).first().waitFor();
    await page.locator('[aria-label="Loading"], header [data-empty]').first().waitFor({ state: 'detached' });
    if (open) await button(page, open).click();
    if (open) await page.getByRole('dialog').getByText('Bob Ferreira').waitFor();
    await expectFine(page, open ?? path);
  };
  const [guest, hosting] = await Promise.all([newVisitor(), newVisitor()]);
  const asGuest = async () => {
    await signIn(guest.page, bob);
    await check(guest, '/events?tab=mine', 'حفلة الصيف');
    await check(guest, `/events/${event.id}`, 'You are interested.');
    await check(guest, `/events/${cancelled.id}`, 'The roof leaks. We are sorry!');
  };
  const asHost = async () => {
    await signIn(hosting.page, alice);
    await check(hosting, `/events/${event.id}`, 'You host this event.');
    await check(hosting, `/events/${event.id}`, 'You host this event.', 'Invite');
    await check(hosting, `/events/${event.id}/edit`, 'Where');
  };
  await Promise.all([asGuest(), asHost()]);
  expect([...guest.complaints, ...hosting.complaints]).toEqual([]);
});
