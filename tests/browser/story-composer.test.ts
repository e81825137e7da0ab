import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';
import { video } from '../videos/videos.ts';
import { newAccount, signIn } from './accounts.ts';
import { addButton, ownCircle, picture } from './story-world.ts';

useBrowser();

const composer = (page: Page) => page.getByRole('dialog', { name: 'New story' });
const chooser = (page: Page) => composer(page).getByLabel('Picture or video', { exact: true });
const another = (page: Page) => composer(page).getByLabel('Another picture or video');
const chosen = (page: Page) => composer(page).getByRole('img', { name: 'What you have chosen' });

const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
const jpeg = async (width: number, height: number) =>
  file('photo.jpg', 'image/jpeg', await picture('#3a6', width, height));

async function openComposer(page: Page): Promise<void> {
  await signIn(page, await newAccount('anna', { display_name: 'Anna Weiss' }));
  await addButton(page).click();
  await composer(page).waitFor();
}

/** Width and height of a picture on the page, once it has come. */
async function sizeOf(shown: Locator): Promise<[number, number]> {
  const size = () =>
    shown.evaluate((image) => {
      const { naturalWidth = 0, naturalHeight = 0 } = image as { naturalWidth?: number; naturalHeight?: number };
      return [naturalWidth, naturalHeight] as [number, number];
    });
  await expect.poll(async () => (await size())[0]).toBeGreaterThan(0);
  return size();
}

/** Hands a picture over as the system would: by an event that carries it. */
const hand = (page: Page, event: 'paste' | 'drop', data: Buffer): Promise<void> =>
  page.evaluate(`{
    const bytes = Uint8Array.from(atob('${data.toString('base64')}'), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'photo.jpg', { type: 'image/jpeg' }));
    const options = { bubbles: true, cancelable: true };
    const target = document.querySelector('[role=dialog] h2');
    target.dispatchEvent('${event}' === 'paste'
      ? new ClipboardEvent('paste', { ...options, clipboardData: transfer })
      : new DragEvent('drop', { ...options, dataTransfer: transfer }));
  }`);

describe('the composer', () => {
  it('says at once what can’t be used, and what to do about it', async () => {
    const { page, complaints } = await newVisitor();
    await openComposer(page);
    const alert = composer(page).getByRole('alert');
    await chooser(page).setInputFiles(file('photo.heic', 'image/heic', Buffer.from('ftypheic')));
    await alert.getByText(/can’t read HEIC photos.*Most Compatible/).waitFor();
    await chooser(page).setInputFiles(file('notes.txt', 'text/plain', Buffer.from('text')));
    await alert.getByText(/A story is a picture or a video/).waitFor();
    await chooser(page).setInputFiles(file('photo.jpg', 'image/jpeg', Buffer.from('no picture')));
    await alert.getByText(/can’t be read: it may be damaged/).waitFor();
    await chooser(page).setInputFiles(file('old.3gp', 'video/3gpp', Buffer.from('3gp')));
    await alert.getByText(/Choose an MP4, WebM or MOV/).waitFor();
    const long = await video({ container: 'webm', video: 'vp9', seconds: 61 });
    await chooser(page).setInputFiles(file('long.webm', 'video/webm', long));
    await alert.getByText(/takes 61 seconds; a story has at most 60/).waitFor();
    expect(complaints).toEqual([]);
  });

  it('makes a picture smaller that is too large, and cuts out a part of it', async () => {
    const { page, complaints } = await newVisitor();
    await openComposer(page);
    await chooser(page).setInputFiles(await jpeg(5000, 3000));
    expect(await sizeOf(chosen(page))).toEqual([2560, 1536]);
    await composer(page).getByRole('button', { name: 'Crop' }).click();
    await composer(page).getByText('Square').click();
    // What is left is chosen once the picture is there.
    await composer(page).locator('[data-testid=cropper]').waitFor();
    await composer(page).getByRole('button', { name: 'Use this part' }).click();
    await expect.poll(async () => (await sizeOf(chosen(page)))[0]).toBe(1536);
    expect(await sizeOf(chosen(page))).toEqual([1536, 1536]);
    // The whole of it isn't lost.
    await composer(page).getByRole('button', { name: 'Crop' }).click();
    await composer(page).getByRole('button', { name: 'Use this part' }).click();
    await expect.poll(async () => (await sizeOf(chosen(page)))[0]).toBe(2560);
    await composer(page).getByRole('button', { name: 'Post story' }).click();
    await ownCircle(page).waitFor();
    expect(complaints).toEqual([]);
  });

  it.each([1280, 390])('shows all of a tall picture, %i pixels wide', async (width) => {
    const { page } = await newVisitor({ width, height: 800 });
    await openComposer(page);
    await chooser(page).setInputFiles(await jpeg(1080, 1920));
    await sizeOf(chosen(page));
    // Looked at in the same moment: it may still slide in.
    const sticksOut = () =>
      chosen(page).evaluate((image) => {
        const boxes = [image, image.parentElement].map((each) =>
          (each as unknown as { getBoundingClientRect(): { top: number; bottom: number } }).getBoundingClientRect(),
        );
        const [own, around] = boxes as [{ top: number; bottom: number }, { top: number; bottom: number }];
        return [own.top - around.top, own.bottom - around.bottom].map(Math.round).map(Math.abs);
      });
    await expect.poll(sticksOut).toEqual([0, 0]);
  });

  it('says that a video waits for the connection', async () => {
    const { page, context } = await newVisitor();
    await openComposer(page);
    const clip = await video({ container: 'webm', video: 'vp9', seconds: 2 });
    await chooser(page).setInputFiles(file('clip.webm', 'video/webm', clip));
    await composer(page).locator('video').waitFor();
    await page.route('**/v0/b/**', () => {});
    await composer(page).getByRole('button', { name: 'Post story' }).click();
    await composer(page)
      .getByText(/^Sending/)
      .waitFor();
    await context.setOffline(true);
    await composer(page).getByRole('status').getByText('It goes on when you are back', { exact: false }).waitFor();
    await context.setOffline(false);
    await composer(page)
      .getByText(/^Sending/)
      .waitFor();
  });

  it('takes what is pasted and dropped, counts the caption, and asks before it throws anything away', async () => {
    const { page, complaints } = await newVisitor();
    await openComposer(page);
    await hand(page, 'paste', await picture('#3a6', 300, 200));
    expect(await sizeOf(chosen(page))).toEqual([300, 200]);
    await hand(page, 'drop', await picture('#3a6', 200, 300));
    await expect.poll(() => sizeOf(chosen(page))).toEqual([200, 300]);

    await composer(page).getByLabel('Caption').fill('é👍🏽'.repeat(600));
    await composer(page)
      .getByText(/^1,200 of 2,200 characters$/)
      .waitFor();
    await composer(page).getByLabel('Caption').fill('x'.repeat(2201));
    await composer(page).getByText('2,201 of 2,200 characters').waitFor();
    await composer(page).getByRole('button', { name: 'Post story' }).click();
    await composer(page).getByText('At most 2200 characters.').waitFor();

    await page.keyboard.press('Escape');
    await page.getByText('Discard this story?').waitFor();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await composer(page).getByLabel('Caption').waitFor();
    await page.goBack();
    await page.getByText('Discard this story?').waitFor();
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await composer(page).waitFor({ state: 'detached' });
    await expect.poll(() => ownCircle(page).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('stops a video on its way, sends it again, and says what the API says of one that can’t be played', async () => {
    const { page } = await newVisitor();
    await openComposer(page);
    const clip = await video({ container: 'webm', video: 'vp9', seconds: 2 });
    await chooser(page).setInputFiles(file('clip.webm', 'video/webm', clip));
    await composer(page).locator('video').waitFor();
    // The inbox doesn't answer.
    await page.route('**/v0/b/**', () => {});
    await composer(page).getByRole('button', { name: 'Post story' }).click();
    await composer(page)
      .getByText(/^Sending/)
      .waitFor();
    await composer(page).getByRole('button', { name: 'Stop' }).click();
    await composer(page).getByRole('button', { name: 'Post story' }).waitFor();
    await expect.poll(() => composer(page).getByRole('alert').count()).toBe(0);
    await page.unroute('**/v0/b/**');

    // What is in it isn't what it says.
    await another(page).setInputFiles(file('clip.webm', 'video/webm', await video({ container: 'mkv', video: 'vp9' })));
    await composer(page).getByRole('button', { name: 'Post story' }).click();
    await composer(page).getByRole('alert').getByText(/\w+/).waitFor();

    await another(page).setInputFiles(file('clip.webm', 'video/webm', clip));
    await composer(page).getByRole('button', { name: 'Post story' }).click();
    await ownCircle(page).waitFor();
  });
});

it.each([1280, 390])('the composer is accessible and fits, %i pixels wide, light and dark', async (width) => {
  const visitor = await newVisitor({ width, height: 800, reducedMotion: 'reduce' });
  const { page } = visitor;
  await openComposer(page);
  const check = async (state: string) => {
    await expectAccessible(page, state);
    await expectNoSideScroll(page, state);
  };
  await check('nothing chosen');
  await chooser(page).setInputFiles(await jpeg(900, 600));
  await sizeOf(chosen(page));
  await check('a picture');
  await composer(page).getByRole('button', { name: 'Crop' }).click();
  await composer(page).getByText('Square').click();
  await composer(page).locator('[data-testid=cropper]').waitFor();
  await check('cropping');
  await composer(page).getByRole('button', { name: 'Cancel' }).click();
  await another(page).setInputFiles(file('clip.webm', 'video/webm', await video({ container: 'webm', video: 'vp9' })));
  await composer(page).locator('video').waitFor();
  await check('a video');
  expect(visitor.complaints).toEqual([]);
});
