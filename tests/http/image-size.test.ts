import sharp from 'sharp';
import { expect, it } from 'vitest';
import { newPerson, type Person, send, useApi } from '../support/api.ts';
import { avatarPart, MULTIPART, multipart } from './multipart.ts';

useApi();

const upload = (as: Person, data: Buffer) =>
  send('put', '/users/profile/avatar', {
    as,
    body: multipart(avatarPart(data)),
    headers: { 'Content-Type': MULTIPART },
    // They all write one profile: whoever loses looks again.
    contended: true,
  });
const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#0a7' }, limitInputPixels: false });

it('works on many pictures that come at once, one after the other', async () => {
  const me = await newPerson();
  const data = await blank(2000, 2000).jpeg().toBuffer();
  const replies = await Promise.all(Array.from({ length: 6 }, () => upload(me, data)));
  expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(200));
});
