import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { origin, useApi } from '../support/api.ts';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';
import { video } from '../videos/videos.ts';
import { aliceAndBob, connect, newAccount, signIn } from './accounts.ts';
import { addButton, circle, hasLoaded, inFocus, ownCircle, picture, postStory, viewer } from './story-world.ts';

// The suite's own functions work on the default database.
process.env.FIRESTORE_DATABASE = '(default)';
useApi();
useBrowser();

const HOUR = 60 * 60_000;
/** A little more than the page waits before it asks whether there is something new. */
const ASKS_EVERY_MS = 16_000;

describe('two people, two browsers', () => {
  it('one posts, the other’s ring shows it without a reload; watching marks it seen, and is shown to the author', async () => {
    const [aliceAccount, bobAccount] = await aliceAndBob();
    // What he opens stays until he closes it.
    const [alice, bob] = await Promise.all([
      newVisitor(),
      newVisitor({ width: 390, height: 844, reducedMotion: 'reduce' }),
    ]);
    await bob.page.clock.install();
    await signIn(bob.page, bobAccount);
    await bob.page.getByText('Stories of your connections appear here').waitFor();

    await signIn(alice.page, aliceAccount);
    await addButton(alice.page).click();
    await alice.page
      .getByLabel('Picture or video', { exact: true })
      .setInputFiles({ name: 'coffee.jpg', mimeType: 'image/jpeg', buffer: await picture('#6b4a2b') });
    await alice.page.getByLabel('Caption').fill('Morning Coffee');
    await alice.page.getByLabel('Describe the picture').fill('A cup of coffee');
    await alice.page.getByRole('button', { name: 'Post story' }).click();
    await alice.page.getByText('Your story is up').waitFor();
    await ownCircle(alice.page).waitFor();

    // Bob has done nothing meanwhile, but let time pass until his page asks again.
    await bob.page.clock.fastForward(ASKS_EVERY_MS);
    await circle(bob.page, 'Alice Moreau').waitFor();
    await expect.poll(() => circle(bob.page, 'Alice Moreau').getAttribute('aria-label')).toContain('1 new');
    await circle(bob.page, 'Alice Moreau').click();
    await hasLoaded(bob.page, 'A cup of coffee');
    await viewer(bob.page).getByText('Morning Coffee').waitFor();
    await bob.page.keyboard.press('Escape');
    await viewer(bob.page).waitFor({ state: 'detached' });
    await expect.poll(() => circle(bob.page, 'Alice Moreau').getAttribute('aria-label')).toContain('seen');
    await bob.page.reload();
    await circle(bob.page, 'Alice Moreau').waitFor();
    await expect.poll(() => circle(bob.page, 'Alice Moreau').getAttribute('aria-label')).toContain('seen');

    // Alice sees that, too, and who it was.
    await ownCircle(alice.page).click();
    await viewer(alice.page).getByRole('button', { name: '1 view' }).click();
    await alice.page.getByRole('list', { name: 'Seen by' }).getByText('Bob Ferreira').waitFor();
    await alice.page.keyboard.press('Escape');
    await viewer(alice.page).getByRole('button', { name: 'Delete story' }).click();
    await alice.page.getByRole('button', { name: 'Delete', exact: true }).click();
    await viewer(alice.page).waitFor({ state: 'detached' });
    await ownCircle(alice.page).waitFor({ state: 'detached' });
    await bob.page.clock.fastForward(ASKS_EVERY_MS);
    await circle(bob.page, 'Alice Moreau').waitFor({ state: 'detached' });
    expect([...alice.complaints, ...bob.complaints]).toEqual([]);
  });

  it('a video comes through the inbox, and plays for the other when it has been prepared', async () => {
    const [aliceAccount, bobAccount] = await aliceAndBob();
    const alice = await newVisitor({ width: 390, height: 844 });
    await signIn(alice.page, aliceAccount);
    await addButton(alice.page).click();
    const buffer = await video({ container: 'webm', video: 'vp9', audio: 'opus', seconds: 5 });
    await alice.page
      .getByLabel('Picture or video', { exact: true })
      .setInputFiles({ name: 'hello.webm', mimeType: 'video/webm', buffer });
    const paths: string[] = [];
    alice.page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().includes('/v0/b/')) paths.push(new URL(request.url()).pathname);
    });
    await alice.page.getByRole('button', { name: 'Post story' }).click();
    await alice.page.getByText('Your video is ready').waitFor();
    expect(paths.length).toBeGreaterThan(0);
    await expect.poll(() => ownCircle(alice.page).getAttribute('aria-label')).toBe('Your story, 1');

    const bob = await newVisitor();
    // Slower than it is, or on a busy machine it would be over before it is looked at.
    const play = (rate: number) =>
      `for (const each of document.querySelectorAll('video')) each.playbackRate = ${rate};`;
    await bob.page.addInitScript(`document.addEventListener('play', () => { ${play(0.25)} }, true)`);
    await signIn(bob.page, bobAccount);
    await circle(bob.page, 'Alice Moreau').click();
    const shown = viewer(bob.page).locator('video');
    const hasReached = (seconds: number) =>
      expect
        .poll(() => shown.evaluate((element) => (element as { currentTime?: number }).currentTime))
        .toBeGreaterThan(seconds);
    await hasReached(1);
    // An address that ends in the middle: another one goes on where it was.
    await bob.page.keyboard.press('Space');
    const asked = bob.page.waitForResponse(/\/api\/v1\/stories\?/);
    await shown.dispatchEvent('error');
    await asked;
    await hasReached(1);
    await bob.page.keyboard.press('Space');
    await viewer(bob.page).getByRole('button', { name: 'Sound on' }).click();
    await viewer(bob.page).getByRole('button', { name: 'Sound off' }).waitFor();
    // It is the only one, so the viewer closes at its end.
    await bob.page.evaluate(play(2));
    await viewer(bob.page).waitFor({ state: 'detached' });
    expect([...alice.complaints, ...bob.complaints]).toEqual([]);
  });
});

describe('a video of one’s own', () => {
  it('is seen to be prepared, and to be refused with a reason, live', async () => {
    const [alice] = await aliceAndBob();
    const { id } = await postStory(alice);
    const { page, complaints } = await newVisitor({ width: 390, height: 844 });
    await signIn(page, alice);
    const circleSays = (words: string) =>
      page.getByRole('button', { name: `Your story, ${words}`, exact: true }).waitFor();
    await circleSays('1');
    // As the server writes it, only slower.
    const become = (state: string, reason: string | null) =>
      db().doc(paths.story(id)).update({ 'media.kind': 'video', 'media.state': state, 'media.reason': reason });
    await become('processing', null);
    await circleSays('being prepared');
    await ownCircle(page).click();
    await viewer(page).getByText('Your video is being prepared').waitFor();
    await become('refused', 'It has no picture.');
    await viewer(page).getByText('It has no picture. Nobody else sees it').waitFor();
    await page.getByText('Your video could not be shown. It has no picture.').waitFor();
    await expectAccessible(page, 'a video that was refused');
    await page.keyboard.press('Escape');
    await circleSays('not shown');
    await become('ready', null);
    await circleSays('1');
    expect(complaints).toEqual([]);
  });
});

describe('after 24 hours', () => {
  it('a story is gone for both', async () => {
    const [alice, bob] = await aliceAndBob();
    await postStory(alice);
    onTestFinished(setClock(() => Date.now() + 24 * HOUR));
    for (const account of [bob, alice]) {
      const { page } = await newVisitor();
      await page.clock.install({ time: Date.now() + 24 * HOUR });
      // The API of this file has the same clock.
      await page.route('**/api/**', async (route) => {
        const url = route.request().url().replace(inject('suite').url, origin());
        await route.fulfill({ response: await route.fetch({ url }) });
      });
      await signIn(page, account);
      await page.getByText('Stories of your connections appear here').waitFor();
      await expect.poll(() => circle(page, 'Alice Moreau').count()).toBe(0);
      await expect.poll(() => ownCircle(page).count()).toBe(0);
    }
  });

  it('one that ends while it is open is passed over without a word', async () => {
    const [alice, bob] = await aliceAndBob();
    const cleo = await newAccount('cleo', { display_name: 'Cleo Adams' });
    await connect(cleo, bob);
    const later = await postStory(cleo, { alt: 'Blue', colour: '#33a' });
    const { id } = await postStory(alice, { alt: 'Red' });
    // Earlier than it would by itself, so that the other one is still there.
    const end = new Date(Date.now() + HOUR);
    const { docs } = await db().collection('audiences').where('source', '==', id).get();
    await Promise.all(
      [...docs.map(({ ref }) => ref), db().doc(paths.story(id))].map((ref) => ref.update({ expires_at: end })),
    );
    const { page, complaints } = await newVisitor();
    await page.clock.install();
    await signIn(page, bob);
    await circle(page, 'Alice Moreau').click();
    await hasLoaded(page, 'Red');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.clock.fastForward(HOUR);
    await hasLoaded(page, 'Blue');
    await page.keyboard.press('Escape');
    await circle(page, 'Cleo Adams').waitFor();
    await expect.poll(() => circle(page, 'Alice Moreau').count()).toBe(0);
    await expect.poll(() => inFocus(page)).not.toBe('');
    expect(later.id).not.toBe(id);
    expect(complaints).toEqual([]);
  });
});

it('goes on to the left where one reads from right to left', async () => {
  const [alice, cleo, bob] = await Promise.all([
    newAccount('alice', { display_name: 'Alice Moreau' }),
    newAccount('cleo', { display_name: 'Cleo Adams' }),
    newAccount('bob', { display_name: 'Bob Ferreira' }),
  ]);
  await postStory(cleo, { alt: 'Blue' });
  await postStory(alice, { alt: 'Red' });
  await postStory(alice, { alt: 'Green' });
  await connect(bob, alice);
  await connect(bob, cleo);
  const { page, complaints } = await newVisitor({ width: 390, height: 844, locale: 'ar-AE', reducedMotion: 'reduce' });
  await signIn(page, bob);
  const story = page.getByRole('dialog', { name: /^قصة من / });
  const shows = (alt: string) => story.getByRole('img', { name: alt }).waitFor();
  await page.getByRole('button', { name: /^قصص Alice Moreau/ }).waitFor();
  await page.getByRole('button', { name: 'إضافة إلى قصتك' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => inFocus(page)).toBe('قصص Alice Moreau، قصتان جديدتان');
  await page.keyboard.press('Enter');
  await shows('Red');
  await expectNoSideScroll(page, 'a story in Arabic');
  await page.keyboard.press('ArrowLeft');
  await shows('Green');
  await page.keyboard.press('ArrowRight');
  await shows('Red');
  // Taps and swipes as well: the narrow part, at the right, leads back.
  await page.mouse.click(40, 400);
  await shows('Green');
  await page.mouse.click(350, 400);
  await shows('Red');
  await page.mouse.move(60, 400);
  await page.mouse.down();
  await page.mouse.move(300, 400);
  await page.mouse.up();
  await shows('Blue');
  expect(complaints).toEqual([]);
});
