import { beforeAll, describe, expect, it } from 'vitest';
import { folders, inbox } from '../../functions/src/contract/folders.ts';
import { acceptedBy, MULTIPART_FILE, UPLOADS, type UploadKind } from '../../functions/src/contract/limits.ts';
import { bucket } from '../../functions/src/firebase.ts';
import { filesIn } from '../../functions/src/store/files.ts';
import { host } from '../events/make.ts';
import { connect, expectProblem, newPerson, type Person, type Reply, send, useApi } from '../support/api.ts';
import { video } from '../videos/videos.ts';
import { bytes, MULTIPART, multipart, type Part, picture, png, pngOfSize } from './multipart.ts';
import { pdf } from './papers.ts';

useApi();

const MB = 1024 * 1024;

/** Where a kind comes in, and the texts beside it. */
const DOORS: Record<UploadKind, { verb: string; path: string; texts: Record<string, string> }> = {
  avatar: { verb: 'put', path: '/users/profile/avatar', texts: {} },
  story: { verb: 'post', path: '/stories', texts: { caption: 'hi' } },
  document: { verb: 'post', path: '/users/verify', texts: { doc_type: 'identity' } },
  cover: { verb: 'put', path: '/events/{id}/cover', texts: {} },
  attachment: { verb: 'post', path: '/chat', texts: { content: 'hi' } },
};
const KINDS = Object.keys(DOORS) as UploadKind[];

let me: Person;
beforeAll(async () => {
  me = await newPerson();
  DOORS.cover.path = `/events/${(await host(me)).id}/cover`;
  const friend = await newPerson();
  await connect(me, friend);
  DOORS.attachment.texts.receiver = friend.id;
});

const textParts = (kind: UploadKind): Part[] =>
  Object.entries(DOORS[kind].texts).map(([name, data]) => ({ name, data }));
const filePart = (kind: UploadKind, data: Uint8Array | string, over: Partial<Part> = {}): Part => ({
  name: UPLOADS[kind].field,
  filename: 'mine.png',
  type: 'image/png',
  data,
  ...over,
});
const sendParts = (kind: UploadKind, ...parts: Part[]): Promise<Reply> =>
  send(DOORS[kind].verb, DOORS[kind].path, {
    as: me,
    body: multipart(...parts),
    headers: { 'Content-Type': MULTIPART },
  });

/** The two ways in. What the SDK's uploader claims about the file is wrong, too. */
const WAYS = {
  'a multipart body': (kind: UploadKind, data: Uint8Array | string) =>
    sendParts(kind, ...textParts(kind), filePart(kind, data)),
  'the inbox': async (kind: UploadKind, data: Uint8Array | string) => {
    const path = inbox(me.id, kind, 0);
    const contentType = acceptedBy(kind).types.at(-1) ?? '';
    await bucket().file(path).save(Buffer.from(data), { resumable: false, contentType });
    return send(DOORS[kind].verb, DOORS[kind].path, { as: me, body: { path, ...DOORS[kind].texts } });
  },
};

/** Nothing that was refused may leave anything, wherever. */
async function expectNothingLeft(): Promise<void> {
  for (const folder of Object.values(folders)) expect(await filesIn(folder(me.id))).toEqual([]);
}

const latin = (text: string) => Buffer.from(text, 'latin1');
const photo = () => picture(600, 600).jpeg().toBuffer();
const half = (data: Buffer) => data.subarray(0, Math.floor(data.length / 2));

/** Made once: that takes seconds, and nobody else has a turn meanwhile. */
const BOMB = png(60_000, 60_000, Buffer.from('x'.repeat(100)));

/** What a hostile or unlucky sender brings, whatever the kind. */
const TRAPS: [what: string, make: () => Promise<Uint8Array | string> | Uint8Array | string, statuses: number[]][] = [
  ['nothing', () => '', [400]],
  ['a page that is called a picture', () => '<!doctype html><script>alert(1)</script>', [415]],
  ['a drawing with a script', () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', [415]],
  ['text', () => 'just text', [415]],
  ['a program', () => latin('\x7fELF\x02\x01\x01'), [415]],
  ['an archive', () => latin('PK\x03\x04\x14\0\0\0\0\0'), [415]],
  ['zeros', () => new Uint8Array(1000), [415]],
  ['sound', () => latin(`\0\0\0\x20ftypM4A \0\0\0\0M4A mp42isom${'\0'.repeat(100)}`), [415]],
  ['HEIC', () => latin(`\0\0\0\x18ftypheic\0\0\0\0heicmif1${'\0'.repeat(100)}`), [415]],
  ['TIFF', async () => picture().tiff().toBuffer(), [415]],
  ['the head of a GIF before a script', () => 'GIF89a/*<script>*/=alert(1)', [400, 415]],
  [
    'the head of a JPEG before a page',
    () => bytes(latin('\xff\xd8\xff\xe0'), '<html><script>alert(1)</script>'),
    [400],
  ],
  ['a page before a PDF', () => bytes('<html><script>alert(1)</script>', pdf()), [415]],
  ['a PDF with an archive behind it', () => bytes(pdf(), latin('PK\x03\x04'), new Uint8Array(2000)), [400, 415]],
  ['half a PDF', () => half(Buffer.from(pdf({ filling: 9000 }))), [400, 415]],
  ['half a JPEG', async () => half(await photo()), [400]],
  ['half a PNG', async () => half(await picture(600, 600).png({ compressionLevel: 0 }).toBuffer()), [400]],
  ['half a WebP', async () => half(await picture(600, 600).webp({ quality: 100 }).toBuffer()), [400]],
  ['half an AVIF', async () => half(await picture(600, 600).avif({ quality: 90 }).toBuffer()), [400]],
  ['half a video', async () => half(await video({ index: 'front' })), [400, 415]],
  ['a bomb', () => png(16_000, 16_000), [400]],
  ['a bomb with an address on it', () => BOMB, [400]],
  ['a picture of too many bytes', () => pngOfSize(10 * MB + 1), [413]],
];

describe.each(KINDS)('%s', (kind) => {
  describe.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('by %s', (way) => {
    it.each(TRAPS)('%s is refused, and leaves nothing', async (_, make, statuses) => {
      const reply = await WAYS[way](kind, await make());
      expect(statuses).toContain(reply.status);
      expectProblem(reply, reply.status, reply.body.code);
      // What is wrong with the file is told at its field.
      if (reply.status !== 413) expect(reply.body.errors[0].field).toBe(UPLOADS[kind].field);
      await expectNothingLeft();
    });
  });

  it.each<[string, (data: Buffer) => Part[], field: string]>([
    ['twice', (data) => [filePart(kind, data), filePart(kind, data)], UPLOADS[kind].field],
    [
      'and another elsewhere',
      (data) => [filePart(kind, data), filePart(kind, data, { name: 'more' })],
      UPLOADS[kind].field,
    ],
    ['under another name', (data) => [filePart(kind, data, { name: 'upload' })], 'upload'],
    ['as text', () => [{ name: UPLOADS[kind].field, data: 'x' }], UPLOADS[kind].field],
    // Where a text alone does, it is too short.
    [
      'not at all',
      () => [{ name: 'content', data: '' }].slice(UPLOADS[kind].required ? 1 : 0),
      UPLOADS[kind].required ? UPLOADS[kind].field : 'content',
    ],
    ['with an unknown text', (data) => [filePart(kind, data), { name: 'extra', data: 'x' }], 'extra'],
    ['with a text twice', (data) => [{ name: 'a', data: '1' }, { name: 'a', data: '2' }, filePart(kind, data)], 'a'],
  ])('sent %s is refused by its name, and leaves nothing', async (_, parts, field) => {
    const reply = await sendParts(kind, ...textParts(kind), ...parts(await photo()));
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors.map((error: { field: string }) => error.field)).toContain(field);
    await expectNothingLeft();
  });

  it('a body that ends too early is refused, and leaves nothing', async () => {
    const whole = multipart(...textParts(kind), filePart(kind, await photo()));
    for (const end of [1, 100, whole.length - 200, whole.length - 6]) {
      const headers = { 'Content-Type': MULTIPART };
      const { verb, path } = DOORS[kind];
      const reply = await send(verb, path, { as: me, body: whole.subarray(0, end), headers });
      expectProblem(reply, 400, 'malformed_body');
    }
    await expectNothingLeft();
  });

  it('a body may bring 10 MB at most, and says how more may come where it may', async () => {
    const most = Math.min(MULTIPART_FILE, acceptedBy(kind).bytes);
    const reply = await sendParts(kind, ...textParts(kind), filePart(kind, pngOfSize(most + 1)));
    const more = acceptedBy(kind).bytes > most;
    expectProblem(reply, 413, 'payload_too_large', `larger than ${most / MB} MB.`);
    expect(/inbox/.test(reply.body.detail)).toBe(more);
  });
});

describe('the inbox of a kind that takes videos', () => {
  it('lets no picture be larger because it is called a video', async () => {
    const reply = await WAYS['the inbox']('story', pngOfSize(10 * MB + 1));
    expectProblem(reply, 413, 'payload_too_large', 'The picture is larger than 10 MB.');
    await expectNothingLeft();
  });

  it('takes no file that is larger than any of them', async () => {
    const reply = await WAYS['the inbox']('story', Buffer.alloc(100 * MB + 1));
    expectProblem(reply, 413, 'payload_too_large', 'The file is larger than 100 MB.');
    await expectNothingLeft();
  });
});

it('what everybody may take is taken: after all that, a picture of each kind', async () => {
  for (const kind of KINDS) {
    for (const way of Object.values(WAYS)) {
      const reply = await way(kind, await photo());
      // One request to be verified may be open.
      expect([kind, reply.status]).toEqual([kind, reply.status === 409 ? 409 : DOORS[kind].verb === 'put' ? 200 : 201]);
    }
  }
});
