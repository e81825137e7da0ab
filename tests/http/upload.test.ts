import { connect as openSocket } from 'node:net';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { bucket } from '../../functions/src/firebase.ts';
import { expectProblem, get, newPerson, origin, type Person, send, useApi } from '../support/api.ts';
import { avatarPart, MULTIPART, multipart, type Part, picture, png, pngOfSize } from './multipart.ts';

useApi();

/** Where files may lie at all, whatever else is tested at the same time. */
const FOLDERS = Object.values(folders).map((folder) => folder('').replace('/', ''));

let me: Person;
beforeAll(async () => {
  me = await newPerson();
});
// Whatever came in: the process is still there.
afterEach(async () => {
  expect((await get('/health')).body).toEqual({ status: 'ok' });
});

const put = (body: Uint8Array | string, type = MULTIPART, as = me) =>
  send('put', '/users/profile/avatar', { as, body, headers: { 'Content-Type': type } });
const upload = (...parts: Part[]) => put(multipart(...parts));

const filesOf = async (person: Person): Promise<string[]> =>
  (await bucket().getFiles({ prefix: `avatars/${person.id}/` }))[0].map(({ name }) =>
    name.split('/').slice(2).join('/'),
  );
/** The file of a size, as the address of the profile's picture says. */
async function stored(person: Person, size: number): Promise<Buffer> {
  const { avatar_url } = (await get('/users/profile', person)).body;
  return Buffer.from(await (await fetch(avatar_url.replace('320.webp', `${size}.webp`))).arrayBuffer());
}
/** One picture's files, and no other's. */
async function expectOnePicture(person: Person): Promise<void> {
  const files = await filesOf(person);
  expect(files.map((path) => path.split('/')[1]).sort()).toEqual(['1280.webp', '320.webp']);
  expect(new Set(files.map((path) => path.split('/')[0])).size).toBe(1);
}

describe('a picture', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('%s works, and is public', async (format) => {
    const data = await picture(1600, 1400).toFormat(format).toBuffer();
    const reply = await upload(avatarPart(data, { filename: `me.${format}`, type: `image/${format}` }));
    expect(reply.status).toBe(200);
    expect(reply.body.avatar_url).toBe(reply.body.sizes[320]);
    expect(Object.keys(reply.body.sizes)).toEqual(['320', '1280']);
    for (const [size, address] of Object.entries<string>(reply.body.sizes)) {
      const response = await fetch(address);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp']);
      const { width, height, format } = await sharp(await response.arrayBuffer()).metadata();
      expect([width, height, format]).toEqual([Number(size), Number(size), 'webp']);
    }
    expect((await get('/users/profile', me)).body.avatar_url).toBe(reply.body.avatar_url);
    await expectOnePicture(me);
  });

  it('keeps nothing but its pixels: no EXIF, no position, no profile, no comment', async () => {
    const data = await picture(1600, 1600)
      .withExif({
        IFD0: { Copyright: 'SECRET-OWNER', Make: 'SECRET-CAMERA' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET-XMP</x:xmpmeta>')
      .jpeg()
      .toBuffer();
    expect((await sharp(data).metadata()).exif?.toString('latin1')).toContain('SECRET-OWNER');
    expect((await upload(avatarPart(data))).status).toBe(200);
    for (const size of [320, 1280]) {
      const result = await stored(me, size);
      const metadata = await sharp(result).metadata();
      for (const kind of ['exif', 'xmp', 'iptc', 'icc', 'comments'] as const) expect(metadata[kind]).toBeUndefined();
      expect(result.toString('latin1')).not.toMatch(/SECRET|EXIF|GPS|XMP/);
    }
  });

  it('is turned the way that its EXIF says', async () => {
    // 6: what is stored on the left is shown at the top, so the red corner goes to the right.
    const data = await picture(400, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await upload(avatarPart(data))).status).toBe(200);
    const { data: pixels, info } = await sharp(await stored(me, 320))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const redAt = (x: number, y: number) => (pixels[(y * info.width + x) * info.channels] ?? 0) > 128;
    expect([redAt(40, 40), redAt(280, 40), redAt(40, 280), redAt(280, 280)]).toEqual([false, true, false, false]);
  });

  it('is cut to a square, and not enlarged', async () => {
    await upload(avatarPart(await picture(500, 90).png().toBuffer()));
    for (const size of [320, 1280]) {
      const { width, height } = await sharp(await stored(me, size)).metadata();
      expect([width, height]).toEqual([90, 90]);
    }
    expect((await upload(avatarPart(await picture(1, 1).png().toBuffer()))).status).toBe(200);
  });

  it('may be 5 MB, and not a byte more', async () => {
    const limit = 5 * 1024 * 1024;
    expect(pngOfSize(limit)).toHaveLength(limit);
    expect((await upload(avatarPart(pngOfSize(limit)))).status).toBe(200);
    for (const size of [limit + 1, limit + 100_000]) {
      expectProblem(await upload(avatarPart(pngOfSize(size))), 413, 'payload_too_large', 'larger than 5 MB');
    }
  });

  it('may not be a bomb', async () => {
    const bomb = png(16_000, 16_000);
    expect(bomb.length).toBeLessThan(100_000);
    expectProblem(await upload(avatarPart(bomb)), 400, 'invalid_request');
  });

  it('is refused when it isn’t the owner who asks, or nobody', async () => {
    const body = multipart(avatarPart(await picture().png().toBuffer()));
    const reply = await send('put', '/users/profile/avatar', { body, headers: { 'Content-Type': MULTIPART } });
    expectProblem(reply, 401, 'not_authenticated');
  });
});

describe('what is no picture', () => {
  it.each([
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['SVG with a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['PDF', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'],
    ['text', 'just some text'],
    ['JSON', '{"avatar":"me"}'],
    ['a program', '\x7fELF\x02\x01\x01'],
    ['zeros', '\0'.repeat(1000)],
    ['a ZIP', 'PK\x03\x04\x14\0\0\0\0\0'],
    ['an MP4', '\0\0\0\x18ftypmp42\0\0\0\0mp42isom'],
    ['a BMP', 'BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0'],
  ])('%s called me.png', async (_, content) => {
    const reply = await upload(avatarPart(content));
    expectProblem(reply, 415, 'unsupported_media_type', 'Send a picture: JPEG, PNG, WEBP, AVIF, GIF.');
    expect(reply.body.errors[0].field).toBe('avatar');
  });

  it('TIFF, though it is one', async () => {
    const data = await picture().tiff().toBuffer();
    expectProblem(await upload(avatarPart(data)), 415, 'unsupported_media_type');
  });

  it('the head of a picture and nothing else', async () => {
    for (const head of ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff\xe0', 'RIFF\x10\0\0\0WEBPVP8 ', 'GIF89a']) {
      const reply = await upload(avatarPart(Buffer.from(head, 'latin1')));
      expect([400, 415]).toContain(reply.status);
    }
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('half a %s', async (format) => {
    const noise = await sharp({
      create: {
        width: 200,
        height: 200,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .toFormat(format)
      .toBuffer();
    const reply = await upload(avatarPart(noise.subarray(0, noise.length / 2)));
    expectProblem(reply, 400, 'invalid_request', /damaged or incomplete/);
  });
});

describe('a multipart body', () => {
  let good: Buffer;
  beforeAll(async () => {
    good = await picture().png().toBuffer();
  });

  it('without a boundary', async () => {
    expectProblem(await put(multipart(avatarPart(good)), 'multipart/form-data'), 400, 'malformed_body');
    expectProblem(await put(multipart(avatarPart(good)), 'multipart/form-data; boundary='), 400, 'malformed_body');
  });

  it('with another boundary than its own', async () => {
    expectProblem(await put(multipart(avatarPart(good)), `${MULTIPART}-no`), 400, 'malformed_body');
  });

  it('cut off anywhere', async () => {
    const whole = multipart(avatarPart(good));
    for (const end of [1, 10, 60, 90, 130, 200, whole.length - 60, whole.length - 10, whole.length - 5]) {
      const reply = await put(whole.subarray(0, end));
      expect([reply.status, end]).toEqual([400, end]);
    }
  });

  it('empty, or with an empty file', async () => {
    expectProblem(await put(new Uint8Array()), 400, 'malformed_body');
    expectProblem(await upload(), 400, 'invalid_request', 'No file was submitted.');
    expectProblem(await upload(avatarPart('')), 400, 'invalid_request', 'The submitted file is empty.');
  });

  it.each<[string, (good: Buffer) => Part[], field: string]>([
    ['no file', () => [{ name: 'avatar', data: 'text' }], 'avatar'],
    ['a second file', (data) => [avatarPart(data), avatarPart(data)], 'avatar'],
    ['a second file elsewhere', (data) => [avatarPart(data), avatarPart(data, { name: 'other' })], 'avatar'],
    ['the file elsewhere', (data) => [avatarPart(data, { name: 'file' })], 'file'],
    ['a field twice', (data) => [{ name: 'a', data: '1' }, { name: 'a', data: '2' }, avatarPart(data)], 'a'],
    ['an unknown field', (data) => [avatarPart(data), { name: 'caption', data: 'hi' }], 'caption'],
    ['__proto__', (data) => [{ name: '__proto__', data: '{"x":1}' }, avatarPart(data)], '__proto__'],
    ['constructor', (data) => [{ name: 'constructor', data: 'x' }, avatarPart(data)], 'constructor'],
    ['a long field', (data) => [{ name: 'a', data: 'x'.repeat(20_000) }, avatarPart(data)], 'a'],
    ['a long name', (data) => [{ name: 'n'.repeat(200), data: 'x' }, avatarPart(data)], 'n'.repeat(100)],
  ])('with %s', async (_, parts, field) => {
    const reply = await upload(...parts(good));
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it('with hundreds of fields', async () => {
    const fields = Array.from({ length: 300 }, (_, i) => ({ name: `f${i}`, data: 'x' }));
    expect((await upload(...fields, avatarPart(good))).status).toBe(400);
  });

  it.each([
    ['a path', '../../etc/passwd'],
    ['a Windows path', '..\\..\\boot.ini'],
    ['NUL', 'me%00.png'],
    ['a raw NUL', 'me\0.png'],
    ['a kilobyte', `${'x'.repeat(1000)}.png`],
    ['nothing', ''],
    ['markup', '<img src=x onerror=alert(1)>.png'],
    ['unescaped quotes', 'a"b".png'],
    ['a line break', 'a\r\nX-Evil: 1.png'],
    ['another type', 'me.html'],
  ])('with a file named by %s harms nothing', async (_, filename) => {
    const reply = await upload(avatarPart(good, { filename }));
    expect([200, 400]).toContain(reply.status);
    await expectOnePicture(me);
    expect(JSON.stringify(reply.body)).not.toContain('etc');
    const [files] = await bucket().getFiles();
    const known = new RegExp(`^(${FOLDERS.join('|')})/[A-Za-z0-9]{28}/[\\w./-]+$`);
    expect(files.map(({ name }) => name).filter((name) => !known.test(name))).toEqual([]);
  });

  it('to a route that takes JSON', async () => {
    const reply = await send('patch', '/users/profile', {
      as: me,
      body: multipart({ name: 'bio', data: 'hi' }),
      headers: { 'Content-Type': MULTIPART },
    });
    expectProblem(reply, 415, 'unsupported_media_type', 'application/json');
  });

  it('that stops in the middle of the connection', async () => {
    const { port } = new URL(origin());
    for (const sent of [
      '',
      '------infloo-test-boundary\r\nContent-Disp',
      multipart(avatarPart(good)).subarray(0, 300),
    ]) {
      const socket = openSocket(Number(port), '127.0.0.1');
      await new Promise<void>((resolve) => socket.once('connect', resolve));
      socket.write(
        `PUT /api/v1/users/profile/avatar HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${me.access}\r\n` +
          `Content-Type: ${MULTIPART}\r\nContent-Length: 5000\r\n\r\n`,
      );
      await new Promise<void>((resolve) => socket.write(sent, () => resolve()));
      socket.resetAndDestroy();
      await vi.waitUntil(() => socket.closed, { timeout: 45_000 });
      expect((await get('/health')).status).toBe(200);
    }
  });
});
