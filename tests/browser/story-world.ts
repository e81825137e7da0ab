import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import type { Story } from '../../functions/src/stories/schema.ts';
import { askSuite } from '../support/patiently.ts';
import type { Account } from './accounts.ts';

/** A picture of one colour, as large as it has to be. */
export const picture = (colour: string, width = 90, height = 160): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();

interface Texts {
  caption?: string;
  alt?: string;
  colour?: string;
}

/** Posts a picture over REST. */
export async function postStory(as: Account, { colour = '#a33', ...texts }: Texts = {}): Promise<Story> {
  const body = new FormData();
  for (const [name, text] of Object.entries(texts)) body.set(name, text);
  body.set('content_file', new Blob([new Uint8Array(await picture(colour))], { type: 'image/jpeg' }), 'story.jpg');
  const headers = { Authorization: `Bearer ${as.access}` };
  const response = await askSuite('/stories', { method: 'POST', headers, body });
  const text = await response.text();
  expect(response.status, text).toBe(201);
  return JSON.parse(text);
}

/** The circle of somebody on home. */
export const circle = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^Stories by ${name},`) });
/** One's own circle: with something in it, and without. */
export const ownCircle = (page: Page) => page.getByRole('button', { name: /^Your story,/ });
export const addButton = (page: Page) => page.getByRole('button', { name: 'Add to your story' });

export const viewer = (page: Page) => page.getByRole('dialog', { name: /^Story by/ });
/** Waits until the picture of the story that is shown has come. */
export async function hasLoaded(page: Page, alt: string): Promise<void> {
  const shown = viewer(page).getByRole('img', { name: alt });
  await shown.waitFor();
  await expect
    .poll(() => shown.evaluate((image) => (image as { naturalWidth?: number }).naturalWidth))
    .toBeGreaterThan(0);
}

/** How much of the time of the story that is shown has passed, from 0 to 1. */
export const shareOf = async (page: Page): Promise<number> =>
  Number(
    await page.evaluate('document.querySelector("[data-is=now]").parentElement.style.getPropertyValue("--share")'),
  );

/** What has the focus, by its name. */
export const inFocus = (page: Page): Promise<string> =>
  page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim()');
