import sharp from 'sharp';
import { expect } from 'vitest';
import { type Person, post } from '../support/api.ts';

/** What is in it doesn't matter where stories are tried. */
const PICTURE = new Uint8Array(
  await sharp({ create: { width: 9, height: 16, channels: 3, background: '#6f4e37' } })
    .png()
    .toBuffer(),
);

/** The body that posts a picture. */
export function storyForm(texts: { caption?: string; alt?: string } = {}): FormData {
  const form = new FormData();
  form.append('content_file', new Blob([PICTURE], { type: 'image/png' }), 'story.png');
  for (const [name, text] of Object.entries(texts)) form.append(name, text);
  return form;
}

/** Posts a picture. @returns the story's id */
export async function postPicture(as: Person, texts: { caption?: string; alt?: string } = {}): Promise<string> {
  const { status, body } = await post('/stories', storyForm(texts), as);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}
