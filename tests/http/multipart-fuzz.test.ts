import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../functions/src/contract/api-error.ts';
import { ERROR_STATUS } from '../../functions/src/contract/errors.ts';
import type { RawRequest } from '../../functions/src/http/body.ts';
import { readMultipart } from '../../functions/src/http/upload.ts';
import { expectProblem, get, newPerson, type Person, send, useApi } from '../support/api.ts';
import { avatarPart, MULTIPART, multipart, png } from './multipart.ts';

useApi();

const BOUNDARY = 'X';
const PNG = png(4, 4).toString('latin1');

// Bytes are written as Latin-1 text: one character a byte.
const anyBytes = fc.uint8Array({ maxLength: 60 }).map((data) => Buffer.from(data).toString('latin1'));
const pick = <T>(...values: T[]) => fc.constantFrom(...values);

const name = fc.oneof(
  { weight: 4, arbitrary: pick('avatar', 'avatar', 'caption', '') },
  pick('__proto__', 'constructor', 'hasOwnProperty', 'toString', 'avatar[]', 'a'.repeat(9000), 'ä', '\xff\xfe'),
  anyBytes,
);
const quoted = (value: string) => pick(`"${value}"`, `"${value}"`, value, `"${value}`, `'${value}'`, `"${value}\\"`);
const parameter = (key: string) => name.chain(quoted).map((value) => `; ${key}=${value}`);
const filename = fc.oneof(
  pick('', '; filename="me.png"', '; filename=""', '; filename', "; filename*=UTF-8''%zz", "; filename*=nope''a"),
  pick(
    "; filename*=utf-8''%F0%9F%98%80.png",
    '; filename="a"; filename="b"',
    '; filename="../../x"',
    '; filename="a\0b"',
  ),
  parameter('filename'),
);
const disposition = fc
  .oneof(
    { weight: 6, arbitrary: fc.tuple(pick('form-data', 'form-data', 'attachment', ''), parameter('name'), filename) },
    // Without a name, and in the wrong order.
    fc.tuple(pick('form-data', 'file', ''), filename, pick('', '; name="avatar"', '; NAME="avatar"', '; name')),
  )
  .map((pieces) => `Content-Disposition: ${pieces.join('')}`);
const header = fc.oneof(
  disposition,
  pick('Content-Type: image/png', 'Content-Type: text/plain; charset=utf-16', 'Content-Type: text/html; charset=nope'),
  pick(
    'Content-Type: application/octet-stream',
    'Content-Type: multipart/mixed; boundary=X',
    'Content-Type:',
    'Content-Type: ;;=',
  ),
  pick('Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: quoted-printable', 'Content-Encoding: gzip'),
  pick('__proto__: x', 'constructor: x', ': x', 'no colon', ' folded: x', `Long: ${'x'.repeat(9000)}`),
  anyBytes,
);
const data = fc.oneof(
  pick(PNG, PNG, '', 'text', '\r\n', '\r\n--', '--X', '\r\n--X', '\r\n--X-', '\r\n--X--', '\xff\xfe', '\ud800'),
  pick('x'.repeat(20_000), '--X\r\nContent-Disposition: form-data; name="inner"\r\n\r\n1\r\n--X--\r\n'),
  anyBytes,
);
const headers = fc.oneof(
  { weight: 4, arbitrary: disposition.map((line) => [line]) },
  fc.tuple(disposition, header),
  fc.array(header, { maxLength: 5 }),
);
const line = fc.oneof({ weight: 8, arbitrary: fc.constant('\r\n') }, pick('\n', '\r', '\r\n\r\n', ''));
const part = fc
  .tuple(headers, data, line, line)
  .map(([lines, content, first, second]) => `--X${first}${lines.join(first)}${first}${second}${content}\r\n`);
const ending = fc.oneof(
  { weight: 4, arbitrary: fc.constant('--X--\r\n') },
  pick('', '--X', '--X-', '--X--', '--X--\r\nepilogue', '--Y--\r\n'),
);
const body = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: fc.constant('') }, pick('\r\n', 'preamble\r\n', 'preamble', '--', '\n')),
    fc.oneof(
      { weight: 8, arbitrary: fc.array(part, { maxLength: 4 }) },
      part.map((one) => Array(3000).fill(one) as string[]),
    ),
    ending,
    fc.option(fc.nat(), { freq: 5, nil: undefined }),
  )
  .map(([before, parts, after, cut]) => {
    const whole = Buffer.from(before + parts.join('') + after, 'latin1');
    return cut === undefined ? whole : whole.subarray(0, cut % (whole.length + 1));
  });
const contentTypeOf = fc.oneof(
  { weight: 10, arbitrary: fc.constant('multipart/form-data; boundary=X') },
  pick(
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=""',
    'multipart/form-data; boundary="X"',
  ),
  pick(
    'multipart/form-data; boundary=X; boundary=Y',
    'multipart/form-data; Boundary=X',
    'multipart/form-data;boundary= X',
    'multipart/form-data; boundary=X--',
  ),
  pick(
    `multipart/form-data; boundary=${'X'.repeat(300)}`,
    'multipart/form-data; charset=utf-8; boundary=X',
    'multipart/form-data; xboundary=X',
  ),
);

const request = (rawBody: Buffer, type: string): RawRequest =>
  ({ rawBody, headers: { 'content-type': type } }) as unknown as RawRequest;
const UPLOAD = { field: 'avatar', required: false, bytes: 1024 * 1024, types: [], larger: false };

/** What becomes of a body: the form, or the refusal; anything else that is thrown fails the test. */
function outcome(bytes: Buffer, type = `multipart/form-data; boundary=${BOUNDARY}`) {
  try {
    return readMultipart(request(bytes, type), UPLOAD);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    expect([400, 413, 415]).toContain(ERROR_STATUS[error.code]);
    expect(JSON.stringify(error.errors).length).toBeLessThan(1000);
    return error;
  }
}

const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);
beforeAll(() => {
  process.on('uncaughtException', note).on('unhandledRejection', note);
});
afterAll(() => {
  process.off('uncaughtException', note).off('unhandledRejection', note);
  expect(uncaught).toEqual([]);
});

describe('a multipart body of any kind', () => {
  it('is a form or a refusal, in a moment', () => {
    const seen = { forms: 0, refusals: 0 };
    fc.assert(
      fc.property(body, contentTypeOf, (bytes, type) => {
        const started = performance.now();
        const result = outcome(bytes, type);
        // A busy machine takes its time; what goes wrong here takes minutes.
        expect(performance.now() - started).toBeLessThan(20_000);
        seen[result instanceof ApiError ? 'refusals' : 'forms'] += 1;
        if (result instanceof ApiError) return;
        expect(Object.getPrototypeOf(result.fields)).toBe(Object.prototype);
        for (const text of Object.values(result.fields)) expect(text.isWellFormed()).toBe(true);
        if (result.file) expect(bytes.includes(result.file.data)).toBe(true);
      }),
      { numRuns: 1500, seed: 6 },
    );
    // The generator reaches both sides.
    expect(Math.min(seen.forms, seen.refusals)).toBeGreaterThan(75);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('cut off at any byte is refused', () => {
    const whole = Buffer.from(multipart({ name: 'caption', data: 'hi' }, avatarPart(png(4, 4))));
    const end = whole.lastIndexOf('--') + 2;
    for (let length = 0; length < end; length++) {
      expect([length, outcome(whole.subarray(0, length), MULTIPART)]).toEqual([length, expect.any(ApiError)]);
    }
    expect(outcome(whole.subarray(0, end), MULTIPART)).toMatchObject({ fields: { caption: 'hi' } });
  });

  it('with one byte changed is a form or a refusal', () => {
    const whole = Buffer.from(multipart({ name: 'caption', data: 'hi' }, avatarPart(png(4, 4))));
    for (let at = 0; at < whole.length; at++) {
      for (const byte of [0, 10, 13, 34, 45, 58, 59, 61, 255]) {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        outcome(changed, MULTIPART);
      }
    }
  });

  it('gives back what was sent, and shares its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.string({ unit: 'grapheme', maxLength: 50 }), (file, text) => {
        fc.pre(!Buffer.from(file).includes('--X') && !text.includes('--X'));
        const bytes = Buffer.from(multipart(avatarPart(file), { name: 'caption', data: text }));
        const form = outcome(bytes, MULTIPART);
        if (form instanceof ApiError) throw form;
        expect(form.fields).toEqual({ caption: text });
        expect(form.file?.data.equals(file)).toBe(true);
        if (file.length > 0) expect(form.file?.data.buffer).toBe(bytes.buffer);
      }),
    );
  });
});

describe('over the wire', () => {
  let me: Person;
  beforeAll(async () => {
    me = await newPerson();
  });
  const put = (bytes: Buffer, type: string) =>
    send('put', '/users/profile/avatar', { as: me, body: new Uint8Array(bytes), headers: { 'Content-Type': type } });

  it.each([
    ['a file', '; filename="a"'],
    ['a text', ''],
  ])('%s without a name is refused, and the process lives', async (_, rest) => {
    const bytes = Buffer.from(`--X\r\nContent-Disposition: form-data${rest}\r\n\r\nx\r\n--X--\r\n`);
    expectProblem(await put(bytes, 'multipart/form-data; boundary=X'), 400, 'malformed_body');
    expect((await get('/health')).status).toBe(200);
  });

  it('any body gets an answer', async () => {
    await fc.assert(
      fc.asyncProperty(body, contentTypeOf, async (bytes, type) => {
        const reply = await put(bytes, type);
        if (reply.status === 200) return;
        expect([400, 413, 415]).toContain(reply.status);
        expectProblem(reply, reply.status, reply.body.code);
      }),
      { numRuns: 150, seed: 6 },
    );
    expect((await get('/health')).status).toBe(200);
  });
});
