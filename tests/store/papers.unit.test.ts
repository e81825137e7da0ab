import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES, UPLOADS } from '../../functions/src/contract/limits.ts';
import { inBody } from '../../functions/src/store/incoming.ts';
import { paperOf } from '../../functions/src/store/papers.ts';
import { bytes, picture, pngOfSize } from '../http/multipart.ts';
import { pdf } from '../http/papers.ts';

const look = (data: Uint8Array) => paperOf(inBody(Buffer.from(data)), 'document');
const refused = async (data: Uint8Array) => {
  const error = await look(data).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: 'ApiError', errors: [{ field: 'file' }] });
  return error as { code: string; message: string };
};

describe('a paper', () => {
  it.each(DOCUMENT_TYPES)('may be %s, and is told by its content', async (type) => {
    const data =
      type === 'application/pdf'
        ? pdf()
        : await picture()
            .toFormat(type.slice(6) as 'png')
            .toBuffer();
    expect(await look(data)).toEqual({ type });
  });

  it.each<[string, Uint8Array]>([
    ['of version 2', pdf({ version: '2.0' })],
    ['with a stream of objects in place of a table', pdf({ table: '7 0 obj\n<</Type/XRef>>\nendobj' })],
    ['that is encrypted', pdf({ trailer: '/Encrypt 9 0 R' })],
    ['with lines ended by Windows', pdf({ newline: '\r\n' })],
    ['with empty lines and zeros at the end', bytes(pdf(), '\r\n\n', '\0'.repeat(100))],
  ])('may be a PDF %s', async (_, data) => {
    expect(await look(data)).toEqual({ type: 'application/pdf' });
  });

  it('that was added to points to its newest table', async () => {
    const first = pdf();
    const added = bytes(first, 'xref\n0 1\ntrailer\n<</Prev 9>>\nstartxref\n', String(first.length), '\n%%EOF\n');
    expect(await look(added)).toEqual({ type: 'application/pdf' });
  });

  it.each<[string, Uint8Array]>([
    ['only its head', bytes('%PDF-1.7\n')],
    ['half of it', pdf({ filling: 50_000 }).subarray(0, 30_000)],
    ['all but its last line', pdf().subarray(0, -8)],
    ['an end that belongs to nothing', bytes('%PDF-1.7\n', 'x'.repeat(5000), '\nstartxref\n100\n%%EOF\n')],
    ['an end that points behind it', bytes('%PDF-1.7\n', 'x'.repeat(5000), '\nstartxref\n9999999999\n%%EOF\n')],
    ['an archive behind it', bytes(pdf(), 'PK\x03\x04', '\0'.repeat(26))],
    ['a page behind it', bytes(pdf(), '<html><script>alert(1)</script>')],
    ['an end far before its end', bytes(pdf(), 'x'.repeat(5000))],
  ])('PDF, but %s, is damaged', async (_, data) => {
    const error = await refused(data);
    expect([error.code, error.message]).toEqual(['invalid_request', expect.stringContaining('PDF is damaged')]);
  });

  it('a picture that is cut off is damaged, but may lack its last two bytes, and may have something behind it', async () => {
    const data = await picture(600, 600).jpeg().toBuffer();
    expect((await refused(data.subarray(0, data.length / 2))).message).toMatch(/damaged/);
    expect(await look(data.subarray(0, -2))).toEqual({ type: 'image/jpeg' });
    expect(await look(bytes(data, '\0\0\0\x18ftypmp42'))).toEqual({ type: 'image/jpeg' });
  });

  it('more than 10 MB is too much', async () => {
    const { bytes: most } = UPLOADS.document.accepts.document;
    expect(await look(pngOfSize(most))).toEqual({ type: 'image/png' });
    const error = await look(pngOfSize(most + 1)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'payload_too_large', message: 'The file is larger than 10 MB.' });
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    [
      'a page',
      '<!doctype html><script>alert(1)</script>',
      /Send a PDF or a picture: PDF, JPEG, PNG, WEBP, AVIF, GIF\./,
    ],
    ['a page before a PDF', bytes('<html>', pdf()), /Send a PDF or a picture/],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"/>', /Send a PDF or a picture/],
    ['a text document', 'PK\x03\x04\x14\0\0\0\0\0', /Send a PDF or a picture/],
    ['a film', '\0\0\0\x18ftypmp42\0\0\0\0mp42isom', /Send a PDF or a picture/],
    ['HEIC', `\0\0\0\x18ftypheic\0\0\0\0heicmif1${'\0'.repeat(100)}`, /as JPEG.*Accepted: JPEG, PNG, WEBP, AVIF, GIF/],
  ])('%s is none', async (_, data, message) => {
    const error = await refused(bytes(data));
    expect([error.code, error.message]).toEqual(['unsupported_media_type', expect.stringMatching(message)]);
  });

  it('nothing is none', async () => {
    expect((await refused(new Uint8Array())).message).toBe('The submitted file is empty.');
  });
});
