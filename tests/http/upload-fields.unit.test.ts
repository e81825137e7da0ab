import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { UPLOADS } from '../../functions/src/contract/limits.ts';
import { readPayload } from '../../functions/src/http/input.ts';
import { openApi } from '../../functions/src/http/openapi.ts';
import { route } from '../../functions/src/http/route.ts';
import { rulesOf } from '../../functions/src/http/upload.ts';
import { avatarPart, MULTIPART, multipart, png } from './multipart.ts';

const data = png(4, 4);

/** A route as a slice would write it: a file, and text fields with a schema of their own. */
const withFields = route({
  method: 'post',
  path: '/gallery',
  auth: 'user',
  summary: 'Hang up a picture',
  upload: { kind: 'avatar', fields: z.strictObject({ caption: z.string().max(5), place: z.string().optional() }) },
  response: [201, z.object({ bytes: z.int(), caption: z.string() })],
  cost: { reads: 0, writes: 0, trips: 0 },
  // Both are there without a question: the kind requires its file, and nothing else than multipart is taken.
  handler: async ({ file, fields }) => ({ bytes: file.data.length, caption: fields.caption }),
});

const request = (rawBody: Uint8Array, type = MULTIPART) =>
  ({ rawBody: Buffer.from(rawBody), headers: { 'content-type': type } }) as never;
const read = async (...parts: Parameters<typeof multipart>) =>
  readPayload(withFields as never, request(multipart(...parts)));

describe('text fields beside a file', () => {
  it('come through their schema', async () => {
    const payload = await read({ name: 'caption', data: 'Hälló' }, avatarPart(data));
    expect(payload.fields).toEqual({ caption: 'Hälló' });
    expect(payload.file?.data.equals(data)).toBe(true);
    expect(await withFields.handler(payload as never)).toEqual({ bytes: data.length, caption: 'Hälló' });
  });
  it.each<[string, Parameters<typeof multipart>, field: string]>([
    ['one too many', [{ name: 'caption', data: 'x' }, { name: 'title', data: 'x' }, avatarPart(data)], 'title'],
    ['one too long', [{ name: 'caption', data: 'longer' }, avatarPart(data)], 'caption'],
    ['one missing', [avatarPart(data)], 'caption'],
    ['the file missing', [{ name: 'caption', data: 'x' }], 'avatar'],
  ])('%s is refused by its name', async (_, parts, field) => {
    await expect(read(...parts)).rejects.toMatchObject({ code: 'invalid_request', errors: [{ field }] });
  });
  it('JSON is refused, where the route takes none', async () => {
    const json = readPayload(withFields as never, request(Buffer.from('{}'), 'application/json'));
    await expect(json).rejects.toMatchObject({ code: 'unsupported_media_type' });
  });
});

it('the documentation takes its figures from the table', () => {
  const document = JSON.parse(JSON.stringify(openApi([{ id: 'upload', route: withFields as never }])));
  const { $ref } = document.paths['/gallery'].post.requestBody.content['multipart/form-data'].schema;
  expect($ref).toBe('#/components/schemas/UploadForm');
  const schema = document.components.schemas.UploadForm;
  expect(Object.keys(schema.properties)).toEqual(['caption', 'place', 'avatar']);
  expect(schema.required).toEqual(['caption', 'avatar']);
  const { bytes, types } = rulesOf('avatar');
  expect(schema.properties.avatar.description).toBe(`At most ${bytes / 1024 / 1024} MB: ${types.join(', ')}`);
  expect(bytes).toBe(UPLOADS.avatar.accepts.image.bytes);
});
