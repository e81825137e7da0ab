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
  audio?: 'aac' | 'opus' | 'pcm' | null;
  seconds?: number;
  rotation?: Rotation;
  /** Where the index is: phones write it at the end, as is the default here; browsers write pieces. */
  index?: 'end' | 'front' | 'pieces';
  /** Seconds that an edit has cut off at the beginning, without removing them. */
  cut?: number;
  /** Bytes that are put into each picture, so that the file gets large. */
  padding?: number;
  /** Pictures that are stored in another order than they are shown, as better encoders do. */
  reordered?: boolean;
  /** What the camera writes beside each picture. */
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
    const beside = [
      ...(notes
        ? [unit(SUPPLEMENT, Buffer.concat([Buffer.from([5, 16 + notes.length]), Buffer.alloc(16), Buffer.from(notes)]))]
        : []),
      ...(padding > 0 ? [unit(SLICE, Buffer.alloc(padding, 0xff))] : []),
    ];
    const bytes = Buffer.concat(video === 'avc' ? [...beside, bytesOf(data)] : [bytesOf(data), Buffer.alloc(padding)]);
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
} as const;

async function addSound(source: EncodedAudioPacketSource, kind: keyof typeof SOUNDS, seconds: number): Promise<void> {
  const { rate, samples, parameters, description } = SOUNDS[kind];
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
  const { video: codec = 'avc', audio = null, seconds = 1, rotation = 0 } = options;
  const target = new BufferTarget();
  const output = new Output({ format: formatOf(options), target });
  const pictures = codec && new EncodedVideoPacketSource(codec satisfies VideoCodec);
  if (pictures) output.addVideoTrack(pictures, { rotation });
  const sounds = audio && new EncodedAudioPacketSource(SOUNDS[audio].codec satisfies AudioCodec);
  if (sounds) output.addAudioTrack(sounds);
  await output.start();
  await Promise.all([
    pictures && addPictures(pictures, options).then(() => pictures.close()),
    sounds && audio && addSound(sounds, audio, seconds).then(() => sounds.close()),
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
