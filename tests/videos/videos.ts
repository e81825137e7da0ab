import { readFileSync } from 'node:fs';
import {
  type AudioCodec,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MkvOutputFormat,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  type Rotation,
  type VideoCodec,
  WebMOutputFormat,
} from 'mediabunny';

interface Stream {
  codec: string;
  description?: string;
  packets: { key: boolean; data: string }[];
}

/** A second of each codec, encoded by a browser: see `encode.ts`. */
const STREAMS: Record<string, Stream> = JSON.parse(readFileSync(new URL('streams.json', import.meta.url), 'utf8'));
/** Silence in AAC, which that browser doesn't encode: a frame of 1,024 samples. */
const SILENCE = Buffer.from([0x00, 0xc8, 0x00, 0x80, 0x23, 0x80]);
const AAC_RATE = 44_100;

/** Width and height of every video here. */
export const SIZE = { width: 160, height: 120 } as const;
const PICTURES_A_SECOND = 10;

export interface VideoOptions {
  container?: 'mp4' | 'mov' | 'webm' | 'mkv';
  video?: 'avc' | 'vp8' | 'vp9' | 'av1' | null;
  audio?: 'aac' | 'opus' | 'pcm' | 'vorbis' | 'flac' | null;
  seconds?: number;
  /** How long the sound lasts, where it ends before the pictures do. */
  soundSeconds?: number;
  rotation?: Rotation;
  /** Where the index is: phones write it at the end, as is the default here; browsers write pieces. */
  index?: 'end' | 'front' | 'pieces';
  /** Seconds that an edit has cut off at the beginning, without removing them. */
  cut?: number;
  /** Bytes that are put into each picture, so that the file gets large. */
  padding?: number;
  /** Pictures that are stored in another order than they are shown, as better encoders do. */
  reordered?: boolean;
  /** What the camera writes beside each picture, and the encoder into the headers of Vorbis and FLAC. */
  notes?: string;
}

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');

function formatOf({ container = 'mp4', index = 'end' }: VideoOptions) {
  const fastStart = ({ end: false, front: 'in-memory', pieces: 'fragmented' } as const)[index];
  if (container === 'webm') return new WebMOutputFormat({ appendOnly: index === 'pieces' });
  if (container === 'mkv') return new MkvOutputFormat();
  return container === 'mov' ? new MovOutputFormat({ fastStart }) : new Mp4OutputFormat({ fastStart });
}

/** A unit of H.264, in a packet with lengths of four bytes. */
function unit(type: number, content: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(1 + content.length);
  head[4] = type;
  return Buffer.concat([head, content]);
}
const [SLICE, SUPPLEMENT] = [1, 6];

/** What a camera writes beside a picture: with H.264 as text of its own kind, with AV1 as metadata and as padding. */
function beside(video: VideoOptions['video'], notes: string): Buffer[] {
  if (!notes) return [];
  const text = Buffer.from(notes);
  if (video === 'avc')
    return [unit(SUPPLEMENT, Buffer.concat([Buffer.from([5, 16 + text.length]), Buffer.alloc(16), text]))];
  if (video !== 'av1') return [];
  const [METADATA, PADDING] = [0x2a, 0x7a];
  return [METADATA, PADDING].map((head) =>
    Buffer.concat([Buffer.from([head, 2 + text.length, 4]), text, Buffer.from([0x80])]),
  );
}

async function addPictures(source: EncodedVideoPacketSource, options: VideoOptions): Promise<void> {
  const { video = 'avc', seconds = 1, cut = 0, padding = 0, notes = '', reordered = false } = options;
  const { codec, description, packets } = STREAMS[video ?? 'avc'] as Stream;
  const decoderConfig = {
    codec,
    codedWidth: SIZE.width,
    codedHeight: SIZE.height,
    ...(description && { description: bytesOf(description) }),
  };
  for (let i = 0; i < (seconds + cut) * PICTURES_A_SECOND; i++) {
    const { key, data } = packets[i % packets.length] ?? { key: false, data: '' };
    const notesBeside = beside(video, notes);
    const padded = padding > 0 ? [unit(SLICE, Buffer.alloc(padding, 0xff))] : [];
    const bytes = Buffer.concat(
      video === 'avc'
        ? [...notesBeside, ...padded, bytesOf(data)]
        : [...notesBeside, bytesOf(data), Buffer.alloc(padding)],
    );
    // 0 3 1 2 6 4 5 9 7 8: the one that two others are made of comes before them.
    const place = reordered && !key ? i + ((i % packets.length) % 3 === 1 ? 2 : -1) : i;
    const time = place / PICTURES_A_SECOND - cut;
    const packet = new EncodedPacket(bytes, key ? 'key' : 'delta', time, 1 / PICTURES_A_SECOND);
    await source.add(packet, i === 0 ? { decoderConfig } : undefined);
  }
}

const SOUNDS = {
  aac: { codec: 'aac', rate: AAC_RATE, samples: 1024, parameters: 'mp4a.40.2', description: Buffer.from([0x12, 0x08]) },
  opus: {
    codec: 'opus',
    rate: 48_000,
    samples: 960,
    parameters: 'opus',
    description: bytesOf(STREAMS.opus?.description ?? ''),
  },
  pcm: { codec: 'pcm-s16', rate: 48_000, samples: 960, parameters: 'pcm-s16', description: undefined },
  vorbis: { codec: 'vorbis', rate: 48_000, samples: 1024, parameters: 'vorbis', description: undefined },
  flac: { codec: 'flac', rate: 48_000, samples: 4096, parameters: 'flac', description: undefined },
} as const;

/** A comment as Vorbis and FLAC have them: who made it, how many there are, and each with its length. */
function comments(text: string): Buffer {
  const length = (n: number): Buffer => Buffer.from(Uint32Array.of(n).buffer);
  const [maker, comment] = [Buffer.from('maker'), Buffer.from(`LOCATION=${text}`)];
  return Buffer.concat([length(maker.length), maker, length(1), length(comment.length), comment]);
}

/** The headers of Vorbis as Matroska lays them together, with tables that nobody decodes with. */
function vorbisHeaders(notes: string): Buffer {
  const identification = Buffer.concat([Buffer.from('\x01vorbis', 'latin1'), Buffer.alloc(23)]);
  Buffer.from([1, 0x80, 0xbb]).copy(identification, 11);
  Buffer.from([0xb8, 1]).copy(identification, 28);
  const comment = Buffer.concat([Buffer.from('\x03vorbis', 'latin1'), comments(notes), Buffer.from([1])]);
  const setup = Buffer.concat([Buffer.from('\x05vorbis', 'latin1'), Buffer.alloc(40, 1)]);
  return Buffer.concat([Buffer.from([2, identification.length, comment.length]), identification, comment, setup]);
}

/** The blocks of FLAC: what its decoder needs, comments, a picture. */
function flacBlocks(notes: string): Buffer {
  const block = (head: number, content: Buffer): Buffer =>
    Buffer.concat([Buffer.from([head, 0, 0, content.length]), content]);
  const info = Buffer.concat([Buffer.from('100010000000000000000bb800f000000000', 'hex'), Buffer.alloc(16)]);
  const [COMMENTS, LAST_PICTURE] = [4, 0x86];
  return Buffer.concat([
    Buffer.from('fLaC'),
    block(0, info),
    block(COMMENTS, comments(notes)),
    block(LAST_PICTURE, Buffer.from(notes)),
  ]);
}

function descriptionOf(kind: keyof typeof SOUNDS, notes: string): Buffer | undefined {
  if (kind === 'vorbis') return vorbisHeaders(notes);
  return kind === 'flac' ? flacBlocks(notes) : SOUNDS[kind].description;
}

async function addSound(
  source: EncodedAudioPacketSource,
  kind: keyof typeof SOUNDS,
  seconds: number,
  notes: string,
): Promise<void> {
  const { rate, samples, parameters } = SOUNDS[kind];
  const description = descriptionOf(kind, notes);
  const decoderConfig = {
    codec: parameters,
    sampleRate: rate,
    numberOfChannels: 1,
    ...(description && { description }),
  };
  const packets = kind === 'opus' ? (STREAMS.opus as Stream).packets.map(({ data }) => bytesOf(data)) : [];
  const silence = kind === 'aac' ? SILENCE : Buffer.alloc(2 * samples);
  for (let i = 0; (i * samples) / rate < seconds; i++) {
    const data = packets[i % packets.length] ?? silence;
    const packet = new EncodedPacket(data, 'key', (i * samples) / rate, samples / rate);
    await source.add(packet, i === 0 ? { decoderConfig } : undefined);
  }
}

/** A video as a phone or a browser would make it: a red and a blue field, and a square that moves. */
export async function video(options: VideoOptions = {}): Promise<Buffer<ArrayBuffer>> {
  const { video: codec = 'avc', audio = null, seconds = 1, rotation = 0, notes = '', soundSeconds = seconds } = options;
  const target = new BufferTarget();
  const output = new Output({ format: formatOf(options), target });
  const pictures = codec && new EncodedVideoPacketSource(codec satisfies VideoCodec);
  if (pictures) output.addVideoTrack(pictures, { rotation });
  const sounds = audio && new EncodedAudioPacketSource(SOUNDS[audio].codec satisfies AudioCodec);
  if (sounds) output.addAudioTrack(sounds);
  await output.start();
  await Promise.all([
    pictures && addPictures(pictures, options).then(() => pictures.close()),
    sounds && audio && addSound(sounds, audio, soundSeconds, notes).then(() => sounds.close()),
  ]);
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

/** A box of MP4: its size, its name, what is in it. */
export function box(name: string, ...content: Uint8Array[]): Buffer<ArrayBuffer> {
  const body = Buffer.concat([Buffer.alloc(4), Buffer.from(name, 'latin1'), ...content]);
  body.writeUInt32BE(body.length);
  return Buffer.from(body);
}

/** The boxes of a file, one after the other. */
export function boxes(file: Buffer): { name: string; start: number; end: number }[] {
  const found: { name: string; start: number; end: number }[] = [];
  for (let at = 0; at + 8 <= file.length; ) {
    const size = file.readUInt32BE(at) === 1 ? Number(file.readBigUInt64BE(at + 8)) : file.readUInt32BE(at);
    found.push({ name: file.toString('latin1', at + 4, at + 8), start: at, end: at + size });
    at += Math.max(size, 8);
  }
  return found;
}

/** Puts something into the index of an MP4 that has it at the end, where nothing has to move for it. */
export function intoIndex(file: Buffer, ...content: Uint8Array[]): Buffer<ArrayBuffer> {
  const index = boxes(file).at(-1);
  if (index?.name !== 'moov') throw new Error('The index isn’t at the end.');
  return Buffer.concat([file.subarray(0, index.start), box('moov', file.subarray(index.start + 8), ...content)]);
}

/** Where it was made and by what, as cameras write it: as text, and as keys of QuickTime. */
export function withPlace(file: Buffer): Buffer<ArrayBuffer> {
  const text = Buffer.from('+48.8577+002.2950/');
  const place = box('\xa9xyz', Buffer.from([0, text.length, 0x15, 0xc7]), text);
  const make = Buffer.from('Secret Camera Maker');
  const maker = box('\xa9mak', Buffer.from([0, make.length, 0x15, 0xc7]), make);
  const key = Buffer.from('com.apple.quicktime.location.ISO6709');
  const keys = box('keys', Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), box('mdta', key));
  const value = box('data', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]), text);
  const item = box('\0\0\0\x01', value);
  return intoIndex(file, box('udta', place, maker), box('meta', keys, box('ilst', item)));
}

const u32 = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer).swap32();

/** A video with a piece that promises four thousand million pictures, in 40 bytes. */
export async function endlessRun(): Promise<Buffer<ArrayBuffer>> {
  const file = await video({ index: 'pieces' });
  const header = box('tfhd', u32(0x02_00_38, 1, 1, 1, 0));
  const run = box('trun', u32(0, 0xffff_ffff));
  return Buffer.concat([file.subarray(0, boxes(file)[1]?.end), box('moof', box('traf', header, run))]);
}

/** A video whose chunks all lie where the first one does, and whose pictures are as large as that allows. */
export async function sharedBytes(): Promise<Buffer<ArrayBuffer>> {
  const [seconds, picturesAChunk, header] = [10, 5, 16];
  const file = await video({ video: 'vp9', seconds });
  const data = boxes(file).find(({ name }) => name === 'mdat');
  if (!data) throw new Error('There is no data.');
  const begin = data.start + header;
  const fill = (table: number, value: number): void => {
    const count = file.readUInt32BE(table);
    for (let i = 1; i <= count; i++) file.writeUInt32BE(value, table + 4 * i);
  };
  fill(file.indexOf('stsz') + 12, Math.floor((data.end - begin) / picturesAChunk));
  fill(file.indexOf('stco') + 8, begin);
  return file;
}

/** An MP4 that promises four thousand million pictures in each of its chunks. */
export async function endlessChunk(): Promise<Buffer<ArrayBuffer>> {
  const file = await video();
  file.writeUInt32BE(0xffff_ffff, file.indexOf('stsc') + 16);
  return file;
}

/** A WebM that says of each of its blocks that so many zeros belong before it. */
export async function strippedHeaders(zeros: number): Promise<Buffer<ArrayBuffer>> {
  const element = (id: string, ...content: Uint8Array[]): Buffer => {
    const body = Buffer.concat(content);
    return Buffer.concat([Buffer.from(id, 'hex'), u32(0x1000_0000 + body.length), body]);
  };
  const stripping = element('5034', element('4254', Buffer.from([3])), element('4255', Buffer.alloc(zeros)));
  const encodings = element('6d80', element('6240', stripping));
  const file = await video({ container: 'webm', video: 'vp8', index: 'pieces' });
  // The tracks, and the one track that they hold, with sizes of four bytes.
  const tracks = file.indexOf(Buffer.from('1654ae6b', 'hex'));
  const end = tracks + 8 + (file.readUInt32BE(tracks + 4) & 0xfff_ffff);
  for (const size of [tracks + 4, tracks + 9]) file.writeUInt32BE(file.readUInt32BE(size) + encodings.length, size);
  return Buffer.concat([file.subarray(0, end), encodings, file.subarray(end)]);
}
