import { deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { newAccount, openProfile, signIn } from './accounts.ts';

useBrowser();

const PROFILE = '**/api/v1/users/profile';
const save = (page: Page) => page.getByRole('button', { name: 'Save changes' });
const isInView = (page: Page, text: string) =>
  page.getByText(text).evaluate((element) => {
    const { top, bottom } = (
      element as unknown as { getBoundingClientRect(): { top: number; bottom: number } }
    ).getBoundingClientRect();
    return top >= 0 && bottom <= (globalThis as unknown as { innerHeight: number }).innerHeight;
  });

describe('the profile form', () => {
  it('says in the save bar that saving has failed, and forgets it when the edits are discarded', async () => {
    const { page } = await newVisitor();
    await signIn(page, await newAccount('anna'), '/profile');
    await page.route(PROFILE, (route) => (route.request().method() === 'PATCH' ? route.abort() : route.continue()));
    await page.getByLabel('Bio').fill('Makes things.');
    await save(page).click();
    const words = 'Infloo could not be reached. Check your connection and try again.';
    await page.getByText(words).waitFor();
    await expect.poll(() => isInView(page, words)).toBe(true);
    await expect.poll(() => page.getByText('Unsaved changes').count()).toBe(0);
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => page.getByText(words).count()).toBe(0);
    await expect.poll(() => page.getByLabel('Bio').inputValue()).toBe('');
  });

  it.each(['a link', 'the Back button', 'signing out'])('asks before edits are lost by %s', async (way) => {
    const { page } = await newVisitor();
    await signIn(page, await newAccount('anna'));
    await openProfile(page);
    await page.getByLabel('Location').fill('Lisbon');
    const leave = async () => {
      if (way === 'a link') await page.getByRole('link', { name: 'People', exact: true }).first().click();
      if (way === 'the Back button') await page.evaluate('history.back()');
      if (way === 'signing out') {
        await page.getByRole('button', { name: 'Your account' }).click();
        await page.getByText('Sign out', { exact: true }).click();
      }
    };
    await leave();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await expect.poll(() => page.getByLabel('Location').inputValue()).toBe('Lisbon');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/profile');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await leave();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.getByLabel('Location').waitFor({ state: 'detached' });
    await expect.poll(() => new URL(page.url()).pathname).not.toBe('/profile');
  });

  it('asks again the next time', async () => {
    const { page } = await newVisitor();
    await signIn(page, await newAccount('anna'));
    for (let time = 0; time < 2; time++) {
      await openProfile(page);
      await page.getByLabel('Location').fill('Lisbon');
      await page.getByRole('link', { name: 'People', exact: true }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
      await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    }

    // Begun while the page is on its way out: a link is followed, and a letter typed, before the next page is drawn.
    await openProfile(page);
    await page.evaluate("location.hash = 'links'");
    await page.evaluate(`(() => {
      const field = [...document.querySelectorAll('input')].find(({ labels }) => labels?.[0]?.textContent.startsWith('Location'));
      document.querySelector('nav a[href="/people"]').click();
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, 'Lisbon');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    })()`);
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await expect.poll(() => page.getByLabel('Location').inputValue()).toBe('Lisbon');
    await expect.poll(() => page.url()).toMatch(/\/profile#links$/);
  });

  it.each([
    [1280, 800],
    [390, 844],
    [640, 400],
  ])('covers no field that has the focus, at %i × %i', async (width, height) => {
    const { page } = await newVisitor({ width, height });
    await signIn(page, await newAccount('anna'), '/profile');
    await page.getByLabel('Name', { exact: true }).fill('Anna Weiss');
    await page.getByText('Unsaved changes').waitFor();
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      const covered = () =>
        page.evaluate(`(() => {
        const field = document.activeElement;
        if (!field.matches('input, textarea')) return null;
        const { left, top, bottom } = field.getBoundingClientRect();
        return [top + 2, bottom - 2].every((y) => field.contains(document.elementFromPoint(left + 12, y))) ? null : field.name;
      })()`);
      // Where the page scrolls for it, that takes a moment.
      await expect.poll(covered, { message: 'the covered field' }).toBeNull();
    }
  });

  it('takes a handle for a network', async () => {
    const { page } = await newVisitor();
    await signIn(page, await newAccount('anna'), '/profile');
    await page.getByLabel('Instagram').fill('@anna.weiss');
    await save(page).click();
    await page.getByText('Your profile is saved.').waitFor();
    await expect
      .poll(() => page.getByLabel('Instagram').inputValue())
      .toMatch(/^https:\/\/(www\.)?instagram\.com\/anna\.weiss/);

    // Whoever types on while it is being saved keeps that.
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(PROFILE, async (route) => {
      if (route.request().method() === 'PATCH') await held;
      await route.continue();
    });
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await page.getByLabel('Bio').fill('Makes things.');
    await save(page).click();
    await sent;
    await page.getByLabel('Bio').fill('Makes things, and mends them.');
    answer();
    await page.getByText('Your profile is saved.').last().waitFor();
    await page.getByText('Unsaved changes').waitFor();
    await expect.poll(() => page.getByLabel('Bio').inputValue()).toBe('Makes things, and mends them.');
    await expect.poll(() => page.getByRole('button', { name: 'Discard' }).isEnabled()).toBe(true);
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => page.getByLabel('Bio').inputValue()).toBe('Makes things.');
  });
});

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc = (data: Buffer) => {
  let c = 0xffffffff;
  for (const byte of data) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc(body));
  return Buffer.concat([head, body, tail]);
}

/** A PNG of one colour; stored without compression it is as large as its pixels. */
function png(edge: number, level = 9): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(edge, 0);
  header.writeUInt32BE(edge, 4);
  header.set([8, 2], 8);
  const rows = Buffer.alloc(edge * (1 + 3 * edge), 90);
  for (let y = 0; y < edge; y++) rows[y * (1 + 3 * edge)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(rows, { level });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

describe('the picture', () => {
  it('is looked at as soon as it is chosen, and another can be chosen', async () => {
    const { page } = await newVisitor();
    await signIn(page, await newAccount('anna'), '/profile');
    const input = page.getByLabel('Picture', { exact: true }).and(page.locator('input'));
    await input.setInputFiles({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
    await page.getByText('This is not a picture that we can show.', { exact: false }).waitFor();
    await input.setInputFiles({ name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: Buffer.from('ftypheic') });
    await page.getByText('HEIC', { exact: false }).last().waitFor();
    await input.setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no png') });
    await page.getByText('This picture can’t be read', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Choose another' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Use this picture' }).count()).toBe(0);
    await input.setInputFiles({ name: 'good.png', mimeType: 'image/png', buffer: png(64) });
    await page.getByRole('button', { name: 'Use this picture' }).click();
    await page.getByText('Your new picture is in place.').waitFor();
  });

  it('is made smaller before it is sent where it is too large', async () => {
    const { page } = await newVisitor();
    await signIn(page, await newAccount('anna'), '/profile');
    const large = png(1350, 0);
    expect(large.length).toBeGreaterThan(5 * 1024 * 1024);
    const input = page.getByLabel('Picture', { exact: true }).and(page.locator('input'));
    await input.setInputFiles({ name: 'large.png', mimeType: 'image/png', buffer: large });
    await page.getByRole('button', { name: 'Use this picture' }).click();
    await page.getByText('Your new picture is in place.').waitFor();
  });
});
