import { damaged } from './video-refused.ts';

/** What a decoder is told before the first packet. */
type Description = AudioDecoderConfig['description'] | VideoDecoderConfig['description'];

function bytesOf(description: NonNullable<Description>): Buffer {
  if (!ArrayBuffer.isView(description)) return Buffer.from(description);
  return Buffer.from(description.buffer, description.byteOffset, description.byteLength);
}

const VORBIS = { identification: '\x01vorbis', comments: '\x03vorbis', setup: '\x05vorbis' } as const;
const beginsWith = (bytes: Buffer, start: string): boolean => bytes.toString('latin1', 0, start.length) === start;
/** No maker, no comments, and the bit that says that this is all. */
const NO_COMMENTS = Buffer.concat([Buffer.from(VORBIS.comments, 'latin1'), Buffer.alloc(8), Buffer.from([1])]);
const IDENTIFICATION_BYTES = 30;

/** @returns the three headers of Vorbis as Matroska lays them together, without the comments */
function vorbisHeaders(bytes: Buffer): Buffer {
  let at = 1;
  const lengths = [0, 0].map(() => {
    let length = 0;
    let part: number;
    do {
      part = bytes[at++] ?? 0;
      length += part;
    } while (part === 255);
    return length;
  });
  const [first = 0, second = 0] = lengths;
  const identification = bytes.subarray(at, at + first);
  const setup = bytes.subarray(at + first + second);
  const isWhole =
    bytes[0] === 2 &&
    first === IDENTIFICATION_BYTES &&
    beginsWith(identification, VORBIS.identification) &&
    beginsWith(setup, VORBIS.setup);
  if (!isWhole) throw damaged();
  return Buffer.concat([Buffer.from([2, first, NO_COMMENTS.length]), identification, NO_COMMENTS, setup]);
}

const STREAMINFO_BYTES = 34;

/** @returns the one block of FLAC that decoders need; the others are comments, pictures and tables to seek by */
function flacHeader(bytes: Buffer): Buffer {
  const end = 8 + STREAMINFO_BYTES;
  const isWhole =
    beginsWith(bytes, 'fLaC') &&
    bytes.length >= end &&
    (bytes.readUInt8(4) & 127) === 0 &&
    bytes.readUIntBE(5, 3) === STREAMINFO_BYTES;
  if (!isWhole) throw damaged();
  const LAST = 0x80;
  return Buffer.concat([Buffer.from('fLaC'), Buffer.from([LAST, 0, 0, STREAMINFO_BYTES]), bytes.subarray(8, end)]);
}

/** @returns the header of Opus, and nothing behind it */
function opusHeader(bytes: Buffer): Buffer {
  if (!beginsWith(bytes, 'OpusHead') || bytes.length < 19) throw damaged();
  const [channels, family] = [bytes.readUInt8(9), bytes.readUInt8(18)];
  const length = family === 0 ? 19 : 21 + channels;
  if (bytes.length < length) throw damaged();
  return bytes.subarray(0, length);
}

/** Parameter sets of H.264, and what some profiles have beside them. */
const [SEQUENCE, PICTURE] = [7, 8];

/** @returns the record of H.264 with its parameter sets, and nothing else */
function avcRecord(bytes: Buffer): Buffer {
  if (bytes.length < 7) throw damaged();
  let at = 5;
  const sets = (type: number, mask: number): Buffer => {
    const start = at;
    const count = (bytes[at++] ?? 0) & mask;
    for (let i = 0; i < count; i++) {
      if (at + 3 > bytes.length || (bytes.readUInt8(at + 2) & 31) !== type) throw damaged();
      at += 2 + bytes.readUInt16BE(at);
    }
    if (at > bytes.length) throw damaged();
    return bytes.subarray(start, at);
  };
  const kept = [bytes.subarray(0, 5), sets(SEQUENCE, 31), sets(PICTURE, 255)];
  // Of the High profiles: the kind of colours and their depth, and no more sets.
  const high = bytes.subarray(at, at + 3);
  if (high.length === 3 && ![66, 77, 88].includes(bytes.readUInt8(1))) kept.push(high, Buffer.from([0]));
  return Buffer.concat(kept);
}

/** A description of AAC has some bytes; only one with a table of its own has more, and room for a comment. */
const MOST_AAC_BYTES = 64;

function aacConfig(bytes: Buffer): Buffer {
  if (bytes.length > MOST_AAC_BYTES) throw damaged();
  return bytes;
}

const BARE: Record<string, (bytes: Buffer) => Buffer> = {
  avc: avcRecord,
  aac: aacConfig,
  opus: opusHeader,
  vorbis: vorbisHeaders,
  flac: flacHeader,
};

/**
 * @returns what a decoder is told of the stream, without what people or programs noted there: the place, the maker. What
 *   the other codecs need is made from their parameters.
 * @throws VideoRefused where it isn't what such a stream begins with
 */
export function bareDescription(codec: string | null, description: Description): Buffer | undefined {
  const bare = BARE[codec ?? ''];
  return bare && description !== undefined ? bare(bytesOf(description)) : undefined;
}
