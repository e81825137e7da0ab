import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lookIntoVideo, remuxVideo } from '../../functions/src/store/video.ts';
import type { VideoFacts } from '../../functions/src/store/video-facts.ts';
import {
  box,
  boxes,
  endlessChunk,
  endlessRun,
  intoIndex,
  SIZE,
  sharedBytes,
  strippedHeaders,
  type VideoOptions,
  video,
  withPlace,
} from '../videos/videos.ts';

const RULES = { field: 'content_file', seconds: 60 };
/** How much of a file was read. */
interface Read {
  bytes: number;
}
const sourceOf = (file: Buffer, read: Read = { bytes: 0 }) => ({
  size: file.length,
  range: async (start: number, end: number) => {
    read.bytes += end - start;
    return file.subarray(start, end);
  },
});
const look = (file: Buffer, read?: Read) => lookIntoVideo(sourceOf(file, read), RULES);
async function remux(file: Buffer): Promise<{ facts: VideoFacts; made: Buffer }> {
  const pieces: Uint8Array[] = [];
  const facts = await remuxVideo(sourceOf(file), RULES, async (piece) => void pieces.push(piece));
  return { facts, made: Buffer.concat(pieces) };
}
/** Renames what has a name of four letters, wherever that stands. */
function renamed(file: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(file);
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 4)) copy.write(to, at, 'latin1');
  return copy;
}
/** Changes one byte, so many bytes behind a name. */
function patched(file: Buffer, name: string, offset: number, value: number): Buffer {
  const copy = Buffer.from(file);
  copy[copy.indexOf(name) + name.length + offset] = value;
  return copy;
}

const PLAYABLE: [string, VideoOptions][] = [
  ['a phone’s MP4', { audio: 'aac' }],
  ['an iPhone’s MOV', { container: 'mov', audio: 'aac', rotation: 90 }],
  ['one without sound', {}],
  ['one whose index is in front', { index: 'front', audio: 'aac' }],
  ['one in pieces, as browsers record it', { index: 'pieces', audio: 'opus', seconds: 4 }],
  ['VP9 in MP4', { video: 'vp9', audio: 'opus' }],
  ['AV1 in MP4', { video: 'av1', audio: 'aac' }],
  ['VP8 in WebM', { container: 'webm', video: 'vp8', audio: 'opus' }],
  [
    'VP9 in WebM, as browsers record it',
    { container: 'webm', video: 'vp9', audio: 'opus', index: 'pieces', seconds: 3 },
  ],
  ['AV1 in WebM', { container: 'webm', video: 'av1' }],
  ['a minute', { seconds: 60, audio: 'aac' }],
];

describe.each(PLAYABLE)('%s', (_, options) => {
  it('is looked into without being read as a whole, and written anew the same', async () => {
    const file = await video(options);
    const { rotation = 0, seconds = 1, container } = options;
    const [width, height] = rotation % 180 ? [SIZE.height, SIZE.width] : [SIZE.width, SIZE.height];
    const facts = { type: container === 'webm' ? 'video/webm' : 'video/mp4', width, height };
    const looked = await look(file);
    expect(looked).toMatchObject(facts);
    // WebM doesn't say how long the last picture is shown.
    expect(Math.abs((looked.duration ?? 0) - seconds)).toBeLessThan(0.11);
    const { facts: written, made } = await remux(file);
    expect(written).toEqual({ ...facts, duration: looked.duration });
    // What was made is a video like any other; and writing it again changes nothing but the time at which that is done.
    expect(await look(made)).toEqual(written);
    expect((await remux(made)).made.length).toBe(made.length);
    if (container !== 'webm') expect(boxes(made).map(({ name }) => name)).toEqual(['ftyp', 'moov', 'free', 'mdat']);
  });
});

/** When each picture and sound is played, in the order of the file, and how many bytes it has. */
async function timesOf(file: Buffer): Promise<string[]> {
  const input = new Input({ source: new BufferSource(file), formats: ALL_FORMATS });
  const times: string[] = [];
  for (const track of await input.getTracks()) {
    for await (const { type, timestamp, duration, byteLength } of new EncodedPacketSink(track).packets()) {
      times.push(`${track.type} ${type} ${timestamp.toFixed(3)} ${duration.toFixed(3)} ${byteLength}`);
    }
  }
  return times;
}

it.each<[string, VideoOptions]>([
  ['stored as shown', { audio: 'aac', seconds: 3 }],
  ['stored in another order', { audio: 'aac', seconds: 3, reordered: true }],
  ['in pieces', { audio: 'opus', seconds: 3, reordered: true, index: 'pieces' }],
  ['in WebM', { container: 'webm', video: 'vp9', audio: 'opus', seconds: 3 }],
])('pictures %s keep their order, their time and their bytes', async (_, options) => {
  const file = await video(options);
  const { made } = await remux(file);
  const times = await timesOf(made);
  expect(times.length).toBeGreaterThan(100);
  expect(times).toEqual(await timesOf(file));
});

describe('what else is in a file', () => {
  it('is left out: place, camera, dates, what lies behind the end or between, other tracks', async () => {
    const secrets = ['48.8577', 'Secret Camera', 'com.apple.quicktime', 'PK\x03\x04', '<script>', 'other track'];
    const other = box('trak', box('udta', Buffer.from('other track')));
    const file = Buffer.concat([
      intoIndex(withPlace(await video({ audio: 'aac' })), other),
      box('free', Buffer.from('<script>alert(1)</script>')),
      Buffer.from('PK\x03\x04 a zip'),
    ]);
    const { made } = await remux(file);
    for (const secret of secrets) expect([file.includes(secret), made.includes(secret)]).toEqual([true, false]);
  });
  it.each<[string, VideoOptions, boolean]>([
    ['a camera beside each picture', {}, true],
    ['one that records AV1 in MP4', { video: 'av1' }, true],
    ['one that records AV1 in WebM', { video: 'av1', container: 'webm' }, true],
    ['an encoder into the head of Vorbis', { video: 'vp8', audio: 'vorbis', container: 'webm' }, false],
    ['an encoder into the head of FLAC, and beside it a picture', { audio: 'flac' }, false],
  ])('also what %s notes', async (_, options, isAllThatDiffers) => {
    const { made: plain } = await remux(await video({ seconds: 2, ...options }));
    const file = await video({ seconds: 2, notes: 'N 48.8577 E 2.2950', ...options });
    const { made, facts } = await remux(file);
    expect([file.includes('N 48.8577'), made.includes('N 48.8577'), made.includes('maker')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await look(made)).toEqual({ ...facts, duration: expect.closeTo(facts.duration ?? 0) });
    if (isAllThatDiffers) expect(made.length).toBe(plain.length);
  });
  it('is what an edit has cut off at the beginning', async () => {
    const [whole, cut] = [await remux(await video({ seconds: 2 })), await remux(await video({ seconds: 2, cut: 3 }))];
    expect(cut.facts.duration).toBe(2);
    expect(cut.made.length).toBe(whole.made.length);
  });
});

describe('what is refused, with what to do about it', () => {
  const mp4 = () => video({ audio: 'aac' });
  const cases: [string, () => Promise<Buffer>, string, RegExp][] = [
    [
      'HEVC',
      async () => renamed(renamed(await mp4(), 'avc1', 'hvc1'), 'avcC', 'hvcC'),
      'unsupported_media_type',
      /HEVC \(H\.265\).*Most Compatible/,
    ],
    [
      '3gp',
      async () => patched(await mp4(), 'ftyp', 0, 0x33).fill('3gp4', 8, 12),
      'unsupported_media_type',
      /3GP.*MP4 with H\.264/,
    ],
    ['ten bits a colour', async () => patched(await mp4(), 'avcC', 1, 110), 'unsupported_media_type', /10 bit/],
    ['a protected one', async () => renamed(await mp4(), 'avc1', 'encv'), 'unsupported_media_type', /protected/],
    [
      'an unknown codec',
      async () => renamed(await mp4(), 'avc1', 'zzzz'),
      'unsupported_media_type',
      /many browsers don’t play/,
    ],
    ['no picture', () => video({ video: null, audio: 'aac' }), 'unsupported_media_type', /no picture/],
    [
      'uncompressed sound',
      () => video({ container: 'mov', audio: 'pcm' }),
      'unsupported_media_type',
      /uncompressed PCM.*AAC/,
    ],
    ['MKV', () => video({ container: 'mkv' }), 'unsupported_media_type', /MKV/],
    ['61 seconds', () => video({ seconds: 61 }), 'invalid_request', /At most 60 seconds; this video lasts 61/],
    ['61 seconds in pieces', () => video({ seconds: 61, index: 'pieces' }), 'invalid_request', /At most 60 seconds/],
    [
      '61 seconds of WebM',
      () => video({ seconds: 61, container: 'webm', video: 'vp9', index: 'pieces' }),
      'invalid_request',
      /At most 60/,
    ],
    [
      'AVI',
      async () => Buffer.from('RIFF\x10\0\0\0AVI LIST'.padEnd(200)),
      'unsupported_media_type',
      /MP4, WebM or MOV/,
    ],
    [
      'no index',
      async () => (await mp4()).subarray(0, boxes(await mp4()).at(-1)?.start),
      'invalid_request',
      /damaged or incomplete/,
    ],
    [
      'half of it',
      async () => (await video({ index: 'front' })).subarray(0, -200),
      'invalid_request',
      /damaged or incomplete/,
    ],
    ['an index without pictures', async () => patched(await mp4(), 'stsz', 11, 0), 'invalid_request', /damaged/],
    [
      'no time',
      async () =>
        patched(patched(patched(patched(await mp4(), 'mdhd', 12, 0), 'mdhd', 13, 0), 'mdhd', 14, 0), 'mdhd', 15, 0),
      'invalid_request',
      /damaged/,
    ],
  ];
  it.each(cases)('%s', async (_, file, code, message) => {
    await expect(look(await file())).rejects.toMatchObject({
      code,
      errors: [{ field: 'content_file', message: expect.stringMatching(message) }],
    });
  });
});

describe('a file that is made to hang or to fill a program', () => {
  const u32 = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer).swap32();
  const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isom'));
  const nested = (depth: number): Buffer => {
    // From the outside, because each box holds the rest.
    const all = Buffer.alloc(8 * depth);
    for (let i = 0; i < depth; i++) all.writeUInt32BE(8 * (depth - i), 8 * i) && all.write('mdia', 8 * i + 4, 'latin1');
    return all;
  };
  const cases: [string, () => Promise<Buffer>][] = [
    [
      'an index of 90 MB',
      async () => Buffer.concat([ftyp, u32(90_000_000), Buffer.from('moov'), Buffer.alloc(90_000_000)]),
    ],
    ['boxes without end', async () => Buffer.concat([ftyp, ...Array.from({ length: 500_000 }, () => box('free'))])],
    ['boxes of no size', async () => Buffer.concat([ftyp, Buffer.alloc(1_000_000)])],
    ['boxes in boxes', async () => Buffer.concat([ftyp, box('moov', box('trak', nested(400_000)))])],
    ['a run of four thousand million pictures', endlessRun],
    ['as many in each chunk', endlessChunk],
    ['the same zeros before each block', () => strippedHeaders(100_000)],
    ['as many, all of one duration', async () => patched(patched(await video(), 'stts', 8, 0xff), 'stts', 9, 0xff)],
    [
      'as many, in another order',
      async () => patched(patched(await video({ reordered: true }), 'stts', 8, 0xff), 'stts', 9, 0xff),
    ],
    ['a picture of 2 GB', async () => patched(patched(await video(), 'stsz', 4, 0x7f), 'stsz', 5, 0xff)],
    ['sixty thousand pixels a side', async () => patched(patched(await video(), 'stsd', 40, 0xff), 'stsd', 41, 0xff)],
    [
      'an element of 2^56 bytes',
      async () => Buffer.concat([Buffer.from('1a45dfa301ffffffffffffff', 'hex'), Buffer.alloc(5000)]),
    ],
    ['nothing but zeros', async () => Buffer.alloc(1_000_000)],
  ];
  it.each(cases)('%s', async (_, file) => {
    const data = await file();
    const read = { bytes: 0 };
    const found = await look(data, read).catch((error: unknown) => error);
    expect(found).toMatchObject({ name: 'ApiError', errors: [{ field: 'content_file' }] });
    expect(read.bytes).toBeLessThanOrEqual(48 * 1024 * 1024);
  });

  it('pictures that share their bytes don’t get bytes of their own', async () => {
    const file = await sharedBytes();
    expect((await look(file)).duration).toBe(10);
    const write = vi.fn(async () => {});
    await expect(remuxVideo(sourceOf(file), RULES, write)).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ message: expect.stringMatching(/damaged/) }],
    });
    expect(write).not.toHaveBeenCalled();
  });
  it('pictures of many megabytes, more than the writer should hold', async () => {
    const file = await video({ seconds: 0.4, padding: 5_000_000 });
    await expect(remux(file)).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ message: expect.stringMatching(/too many bytes a second/) }],
    });
  });
  it('sound with a gap, or that ends early, doesn’t make the writer hold all pictures until then', async () => {
    const file = await video({ container: 'webm', video: 'vp8', audio: 'opus', seconds: 10, soundSeconds: 1 });
    const pieces: number[] = [];
    await remuxVideo(sourceOf(file), RULES, async (piece) => void pieces.push(piece.length));
    expect(Math.max(...pieces)).toBeLessThan(file.length / 4);
  });

  it('whatever bytes are changed: a video, or a refusal', async () => {
    const files = await Promise.all([
      video({ audio: 'aac' }),
      video({ index: 'pieces', audio: 'opus' }),
      video({ container: 'webm', video: 'vp8', audio: 'opus' }),
    ]);
    const change = fc.record({ at: fc.nat(), to: fc.nat(255) });
    const plan = fc.record({
      file: fc.constantFrom(...files),
      changes: fc.array(change, { minLength: 1, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ file, changes }) => {
        const data = Buffer.from(file);
        for (const { at, to } of changes) data[at % data.length] = to;
        const found = await remux(data).catch((error: unknown) => error);
        if (found instanceof Error) expect(found).toMatchObject({ name: 'ApiError' });
        else expect((await look((found as { made: Buffer }).made)).duration).toBeLessThanOrEqual(60.5);
      }),
      { numRuns: 20 },
    );
  });
});

it('what can’t be read for now says nothing about the video', async () => {
  const away = Object.assign(new Error('away'), { code: 503 });
  const source = { size: 1000, range: () => Promise.reject(away) };
  await expect(lookIntoVideo(source, RULES)).rejects.toBe(away);
  const file = await video();
  const full = () => Promise.reject(away);
  await expect(remuxVideo(sourceOf(file), RULES, full)).rejects.toBe(away);
});

describe('in time', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('whoever computes too long is ended, and it was the file; waiting doesn’t count', async () => {
    const used = vi.spyOn(Worker.prototype, 'cpuUsage').mockResolvedValue({ user: 1_500_000, system: 400_000 });
    const file = await video();
    expect(await look(file)).toMatchObject(SIZE);
    used.mockResolvedValue({ user: 1_500_000, system: 600_000 });
    const range = () => new Promise<Buffer>(() => {});
    await expect(lookIntoVideo({ size: 1000, range }, RULES)).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ message: expect.stringMatching(/damaged/) }],
    });
    used.mockRestore();
  });
  it('whoever waits too long for the file comes again, because it wasn’t', async () => {
    const asked = Promise.withResolvers<void>();
    const range = async (): Promise<Buffer> => {
      asked.resolve();
      return new Promise(() => {});
    };
    const ends = expect(lookIntoVideo({ size: 1000, range }, RULES)).rejects.toMatchObject({ code: 'unavailable' });
    await asked.promise;
    vi.advanceTimersByTime(30_000);
    await ends;
  });
  it('whoever waits too long for their turn comes again', async () => {
    const held = { size: 1000, range: () => new Promise<Buffer>(() => {}) };
    const busy = { code: 'unavailable' };
    const [first, then] = [0, 1].map(() =>
      Promise.all([0, 1].map(() => expect(lookIntoVideo(held, RULES)).rejects.toMatchObject(busy))),
    );
    const file = await video();
    const last = expect(look(file)).rejects.toMatchObject(busy);
    vi.advanceTimersByTime(30_000);
    await first;
    vi.advanceTimersByTime(10_000);
    await last;
    vi.advanceTimersByTime(20_000);
    await then;
    expect(await look(file)).toMatchObject(SIZE);
  });
});
