import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';
import { countSlowly, stopClock } from '../support/page-time.ts';
import { type Account, api, connect, hasNotifications, newAccount, signIn } from './accounts.ts';
import { circle, hasLoaded, inFocus, postStory, shareOf, viewer } from './story-world.ts';

useBrowser();

const LONG = 'A long walk along the ridge, and then down to the lake. '.repeat(12);

/** Alice with two stories, and Cleo with one. Alice has posted last, so she is first. */
async function authors(): Promise<{ alice: Account; cleo: Account }> {
  const [alice, cleo] = await Promise.all([
    newAccount('alice', { display_name: 'Alice Moreau' }),
    newAccount('cleo', { display_name: 'Cleo Adams' }),
  ]);
  await postStory(cleo, { alt: 'Blue', colour: '#33a' });
  await postStory(alice, { alt: 'Red', colour: '#a33' });
  await postStory(alice, { alt: 'Green', colour: '#3a3', caption: LONG });
  return { alice, cleo };
}

let posted: Promise<{ alice: Account; cleo: Account }> | undefined;

/**
 * Bob, who is connected with both and has seen nothing yet. Each test has a Bob of its own; the authors are the same for
 * all that only look.
 */
async function bobsFeed(own = false): Promise<{ alice: Account; bob: Account; cleo: Account }> {
  if (!own) posted ??= authors();
  const [{ alice, cleo }, bob] = await Promise.all([
    own ? authors() : (posted as ReturnType<typeof authors>),
    newAccount('bob', { display_name: 'Bob Ferreira' }),
  ]);
  // One after the other: both write what Bob has, and at once one would wait for the other's lock.
  await connect(bob, alice);
  await connect(bob, cleo);
  // The welcome and both answers: what came later would be told by toasts, which stay while the clock of the page stands.
  await hasNotifications(bob, 3);
  return { alice, bob, cleo };
}

/** Opens Alice's stories with the time of the page in the hands of the test: before, or one may be over before it is seen. */
async function openAlice(page: Page): Promise<void> {
  await circle(page, 'Alice Moreau').waitFor();
  await stopClock(page);
  await circle(page, 'Alice Moreau').click();
  await countSlowly(page, viewer(page).getByRole('img', { name: 'Red' })).toBe(1);
  await hasLoaded(page, 'Red');
}

describe('the viewer', () => {
  it('goes on by itself, waits while it is held, and is led by taps, swipes and keys', async () => {
    const { bob } = await bobsFeed();
    const { page, complaints } = await newVisitor({ width: 390, height: 844 });
    await page.clock.install();
    await signIn(page, bob);
    await openAlice(page);
    const goesOn = async () => {
      await page.clock.runFor(20);
      return shareOf(page);
    };
    await expect.poll(goesOn).toBeGreaterThan(0);

    // Time passes.
    const before = await shareOf(page);
    await page.clock.runFor(2000);
    expect((await shareOf(page)) - before).toBeCloseTo(1 / 3, 1);

    // Held, it waits, and letting go is no tap.
    await page.mouse.move(300, 400);
    await page.mouse.down();
    await page.clock.runFor(300);
    const held = await shareOf(page);
    await page.clock.runFor(20_000);
    expect(await shareOf(page)).toBe(held);
    await page.mouse.up();
    await page.clock.runFor(100);
    await viewer(page).getByRole('img', { name: 'Red' }).waitFor();

    // The space bar does the same.
    await page.keyboard.press('Space');
    await viewer(page).getByRole('button', { name: 'Play' }).waitFor();
    await page.clock.runFor(20_000);
    await viewer(page).getByRole('img', { name: 'Red' }).waitFor();
    await page.keyboard.press('Space');
    await viewer(page).getByRole('button', { name: 'Pause' }).waitFor();
    await page.clock.runFor(5000);
    await hasLoaded(page, 'Green');

    // Taps: left back, right on, and at the end of an author to the next.
    await page.mouse.click(40, 400);
    await hasLoaded(page, 'Red');
    await page.mouse.click(300, 400);
    await hasLoaded(page, 'Green');
    await page.mouse.click(300, 400);
    await hasLoaded(page, 'Blue');
    await expect.poll(() => new URL(page.url()).searchParams.get('stories')).toMatch(/^cleo_/);

    // Swipes: from author to author, and down to close.
    await page.mouse.move(60, 400);
    await page.mouse.down();
    await page.mouse.move(300, 400);
    await page.mouse.up();
    await viewer(page).getByText('Alice Moreau', { exact: true }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await hasLoaded(page, 'Red');
    await page.keyboard.press('ArrowRight');
    await hasLoaded(page, 'Green');
    await page.mouse.move(200, 300);
    await page.mouse.down();
    await page.mouse.move(200, 500);
    await page.mouse.up();
    await page.clock.runFor(500);
    await viewer(page).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('keeps the focus, gives it back, and Back and Escape close it; a link opens it', async () => {
    const { bob, alice } = await bobsFeed();
    const { page, complaints } = await newVisitor();
    await signIn(page, bob);
    await circle(page, 'Alice Moreau').waitFor();
    // One stop for the Tab key, and the arrows go through the row.
    await page.getByRole('button', { name: 'Add to your story' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => inFocus(page)).toBe('Stories by Alice Moreau, 2 new');
    await page.keyboard.press('Enter');
    await hasLoaded(page, 'Red');
    await expect.poll(() => inFocus(page)).toBe('Pause');
    await page.keyboard.press('Enter');
    await expect.poll(() => inFocus(page)).toBe('Play');
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.closest("[role=dialog]") !== null')).toBe(true);
    }
    // Asked for again before it is done, closing leads no further than home.
    await page.evaluate(`for (let i = 0; i < 3; i++) {
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    }`);
    await viewer(page).waitFor({ state: 'detached' });
    await expect.poll(() => inFocus(page)).toMatch(/^Stories by Alice Moreau/);
    await expect.poll(() => new URL(page.url()).search).toBe('');

    await page.keyboard.press('Enter');
    await viewer(page).waitFor();
    await page.goBack();
    await viewer(page).waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: /Good/ }).waitFor();

    await page.goto(`/?stories=${alice.username}`);
    await viewer(page).getByText('Alice Moreau', { exact: true }).waitFor();
    await viewer(page).getByRole('button', { name: 'Close' }).click();
    await viewer(page).waitFor({ state: 'detached' });
    await expect.poll(() => new URL(page.url()).search).toBe('');
    await page.goto('/?stories=nobody_at_all');
    await page.getByText('There are no stories to see here any more').waitFor();
    expect(complaints).toEqual([]);
  });

  it('closes with Back only what lies above it', async () => {
    const anna = await newAccount('anna');
    await postStory(anna, { alt: 'Mine' });
    const { page } = await newVisitor({ width: 390, height: 844, reducedMotion: 'reduce' });
    await signIn(page, anna);
    await page.getByRole('button', { name: /^Your story,/ }).click();
    await hasLoaded(page, 'Mine');
    await page.getByRole('button', { name: 'No views yet' }).click();
    const sheet = page.getByRole('dialog', { name: 'Seen by' });
    await sheet.getByText('Nobody yet').waitFor();
    await page.goBack();
    await sheet.waitFor({ state: 'detached' });
    await viewer(page).getByRole('img', { name: 'Mine' }).waitFor();
    await page.goBack();
    await viewer(page).waitFor({ state: 'detached' });
    await expect.poll(() => new URL(page.url()).search).toBe('');
  });

  it('has the corners of its card', async () => {
    const { bob } = await bobsFeed();
    const { page } = await newVisitor({ reducedMotion: 'reduce' });
    await signIn(page, bob);
    await circle(page, 'Alice Moreau').click();
    await hasLoaded(page, 'Red');
    const box = await viewer(page).getByRole('img', { name: 'Red' }).boundingBox();
    const { x = 0, y = 0 } = box ?? {};
    // Behind the corner is what the picture looks like from afar, and darker.
    const redAt = async (inset: number) => {
      const clip = { x: x + inset, y: y + inset, width: 1, height: 1 };
      return (await sharp(await page.screenshot({ clip })).stats()).channels[0]?.mean ?? 0;
    };
    expect(await redAt(0)).toBeLessThan(130);
    const middle = await page.screenshot({ clip: { x: x + 200, y: y + 300, width: 1, height: 1 } });
    expect((await sharp(middle).stats()).channels[0]?.mean).toBeGreaterThan(150);
  });

  it('says once that a story was seen', async () => {
    const { bob } = await bobsFeed();
    // Nothing goes on by itself, and is seen too.
    const { page } = await newVisitor({ reducedMotion: 'reduce' });
    const told: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/view')) told.push(request.url());
    });
    await signIn(page, bob);
    await circle(page, 'Alice Moreau').click();
    await hasLoaded(page, 'Red');
    await expect.poll(() => told.length).toBe(1);
    await page.keyboard.press('ArrowRight');
    await hasLoaded(page, 'Green');
    await expect.poll(() => told.length).toBe(2);
    await page.keyboard.press('ArrowLeft');
    await hasLoaded(page, 'Red');
    await page.keyboard.press('Escape');
    await circle(page, 'Alice Moreau').click();
    await hasLoaded(page, 'Red');
    await page.keyboard.press('Escape');
    expect(new Set(told).size).toBe(2);
    expect(told).toHaveLength(2);
  });

  it('passes over what is taken back while it is open, and closes when nothing is left', async () => {
    const { alice, bob, cleo } = await bobsFeed(true);
    const { page, complaints } = await newVisitor({ reducedMotion: 'reduce' });
    await page.clock.install();
    await signIn(page, bob);
    await circle(page, 'Alice Moreau').click();
    await hasLoaded(page, 'Red');
    for (const account of [alice, cleo]) {
      const own: { id: string }[] = await api('GET', '/stories/my_stories', undefined, account);
      for (const { id } of own) await api('DELETE', `/stories/${id}`, undefined, account);
    }
    // Asked by the page itself, within its seconds.
    await page.clock.fastForward(20_000);
    await viewer(page).waitFor({ state: 'detached' });
    await page.getByText('Stories of your connections appear here').waitFor();
    expect(complaints).toEqual([]);
  });

  it('fetches an address anew, once, when it has run out', async () => {
    const { bob } = await bobsFeed();
    const { page } = await newVisitor({ reducedMotion: 'reduce' });
    await signIn(page, bob);
    await circle(page, 'Alice Moreau').waitFor();
    let refused = 0;
    let asked = 0;
    page.on('request', (request) => {
      if (/\/api\/v1\/stories\?/.test(request.url())) asked += 1;
    });
    await page.route(/[?&]X-Goog-Signature=/, (route) => {
      refused += 1;
      // The first picture, and the one after it that is there ahead.
      return refused <= 2 ? route.fulfill({ status: 403, body: 'ExpiredToken' }) : route.continue();
    });
    await circle(page, 'Alice Moreau').click();
    await hasLoaded(page, 'Red');
    expect(refused).toBeGreaterThan(2);
    expect(asked).toBeLessThanOrEqual(2);

    // Where that doesn't help, it says so, and one can go on.
    await page.unroute(/[?&]X-Goog-Signature=/);
    await page.keyboard.press('Escape');
    await page.route(/[?&]X-Goog-Signature=/, (route) => route.abort());
    await page.reload();
    await circle(page, 'Cleo Adams').click();
    await viewer(page).getByText('This story could not be loaded').waitFor();
    await page.unroute(/[?&]X-Goog-Signature=/);
    await viewer(page).getByRole('button', { name: 'Try again' }).click();
    await hasLoaded(page, 'Blue');
  });

  it('moves nothing by itself for whoever wants less motion', async () => {
    const { bob } = await bobsFeed();
    const { page } = await newVisitor({ reducedMotion: 'reduce' });
    await page.clock.install();
    await signIn(page, bob);
    await openAlice(page);
    await viewer(page).getByRole('button', { name: 'Play' }).waitFor();
    await page.clock.runFor(60_000);
    await viewer(page).getByRole('img', { name: 'Red' }).waitFor();
  });
});

it.each([1280, 390])('the viewer is accessible and fits, %i pixels wide, light and dark', async (width) => {
  const { bob } = await bobsFeed();
  const visitor = await newVisitor({ width, height: 800, reducedMotion: 'reduce' });
  const { page } = visitor;
  await signIn(page, bob);
  await circle(page, 'Alice Moreau').waitFor();
  await expectAccessible(page, 'the ring');
  await circle(page, 'Alice Moreau').click();
  await hasLoaded(page, 'Red');
  await expectAccessible(page, 'a story');
  await page.keyboard.press('ArrowRight');
  await hasLoaded(page, 'Green');
  await viewer(page).getByRole('button', { name: 'More', exact: true }).click();
  await viewer(page).getByRole('button', { name: 'Less' }).waitFor();
  await expectAccessible(page, 'all of a caption');
  await expectNoSideScroll(page, 'a story');
  await page.keyboard.press('Escape');

  await postStory(bob, { alt: 'Mine' });
  await page.getByRole('button', { name: /^Your story,/ }).click();
  await hasLoaded(page, 'Mine');
  await expectAccessible(page, 'my own story');
  await page.getByRole('button', { name: 'No views yet' }).click();
  await page.getByText('Whoever has seen it is listed here').waitFor();
  await expectAccessible(page, 'who has seen it');
  await page.keyboard.press('Escape');
  await viewer(page).getByRole('button', { name: 'Delete story' }).click();
  await page.getByText('Delete this story?').waitFor();
  await expectAccessible(page, 'the question');
  await page.keyboard.press('Escape');
  await viewer(page).waitFor();
  expect(visitor.complaints).toEqual([]);
});
