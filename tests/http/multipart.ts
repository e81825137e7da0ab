import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

const BOUNDARY = '----infloo-test-boundary';

/** One part of a multipart body, exactly as it is told: wrong where the test wants it wrong. */
export interface Part {
  name: string;
  data: Uint8Array | string;
  /** Makes it a file. Not escaped. */
  filename?: string;
  type?: string;
}

/** A raw body, byte by byte: `FormData` would mend what is to be broken. */
export function multipart(...parts: Part[]): Uint8Array<ArrayBuffer> {
  const chunks = parts.flatMap(({ name, data, filename, type }) => [
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`,
    filename === undefined ? '' : `; filename="${filename}"`,
    type ? `\r\nContent-Type: ${type}` : '',
    '\r\n\r\n',
    data,
    '\r\n',
  ]);
  return bytes(...chunks, `--${BOUNDARY}--\r\n`);
}

export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

/** The pieces as one array, text as UTF-8. */
export const bytes = (...pieces: (Uint8Array | string)[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))));

/** The file of a well-made upload, its name and type as a lying client would write them. */
export const avatarPart = (data: Uint8Array | string, over: Partial<Part> = {}): Part => ({
  name: 'avatar',
  filename: 'me.png',
  type: 'image/png',
  data,
  ...over,
});

/** A picture, its upper left quarter red and the rest blue. */
export function picture(width = 400, height = 300): Sharp {
  const red = { width: Math.ceil(width / 2), height: Math.ceil(height / 2), channels: 3, background: '#f00' } as const;
  const blue = { width, height, channels: 3, background: '#00f' } as const;
  return sharp({ create: blue }).composite([{ input: { create: red }, left: 0, top: 0 }]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A black PNG of any size, small as a file, with any text in it. */
export function png(width: number, height: number, text: Uint8Array = new Uint8Array()): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit a pixel, grey.
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * height);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...(text.length > 0 ? [chunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), text]))] : []),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG of exactly `size` bytes. */
export function pngOfSize(size: number): Buffer {
  const least = png(8, 8, Buffer.from('x')).length;
  return png(8, 8, Buffer.alloc(1 + size - least, 'x'));
}
