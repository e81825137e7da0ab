import {
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  type Source,
  WEBM,
} from 'mediabunny';
import { expectModest } from './parsed.ts';
import { damaged, TooFar, unfit, unsupported } from './video-refused.ts';

/** What is known of a video. */
export interface VideoFacts {
  type: 'video/mp4' | 'video/webm';
  /** In pixels, as it is to be shown: rotation is applied. */
  width: number;
  height: number;
  /** In seconds; null where only reading all of it could tell. */
  duration: number | null;
}

/** What a browser decodes; a larger one would only show a black frame. */
const MOST_PIXELS_A_SIDE = 4096;
/** Cameras stop a little late. */
const LATE_SECONDS = 0.5;

const CODECS: Record<VideoFacts['type'], { video: readonly string[]; audio: readonly string[] }> = {
  'video/mp4': { video: ['avc', 'vp9', 'av1'], audio: ['aac', 'mp3', 'opus', 'flac'] },
  'video/webm': { video: ['vp8', 'vp9', 'av1'], audio: ['opus', 'vorbis'] },
};

/** How to get what plays everywhere; a phone's settings are the answer to nearly all of these. */
const AS_H264 =
  'On an iPhone: Settings, Camera, Formats, Most Compatible; on Android: the camera’s settings, video format, H.264. Then record it anew, or export this one as MP4 with H.264.';

const NAMES: Record<string, string> = {
  hevc: 'HEVC (H.265)',
  prores: 'ProRes',
  avc: 'H.264',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
  dts: 'DTS',
};

const nameOf = (codec: string | null): string =>
  codec === null ? 'a format' : (NAMES[codec] ?? (codec.startsWith('pcm') ? 'uncompressed PCM' : codec.toUpperCase()));

/** Profiles with more than 8 bits or other colours than 4:2:0 that browsers don't decode, by the codec's parameters. */
const isPlayable = (parameters: string): boolean =>
  /^avc[13]\.(42|4d|58|64)/i.test(parameters) ||
  parameters === 'vp8' ||
  /^vp09\.0[02]\./.test(parameters) ||
  /^av01\.0\./.test(parameters);

/** @returns what kind of file its first bytes say it is */
async function containerOf(input: Input, brand: string): Promise<VideoFacts['type']> {
  if (/^3g/.test(brand)) {
    throw unsupported(`3GP videos aren’t played by browsers. ${AS_H264}`);
  }
  if (!(await input.canRead())) throw unsupported('This is no video that browsers play. Send it as MP4, WebM or MOV.');
  const { mimeType } = await input.getFormat();
  if (mimeType === 'video/x-matroska') throw unsupported('MKV videos aren’t played by browsers. Export it as MP4.');
  return mimeType === 'video/webm' ? 'video/webm' : 'video/mp4';
}

/** @returns the first track with pictures. @throws VideoRefused where browsers wouldn’t show it */
async function pictureOf(input: Input, type: VideoFacts['type']): Promise<InputVideoTrack> {
  const [track] = await input.getVideoTracks();
  // An index that was never written, as when recording was interrupted, or nothing but sound.
  if (!track && (await input.getTracks()).length === 0) throw damaged();
  if (!track) throw unsupported('There is no picture in this file. Send a video or a picture.');
  const entry = await track.getInternalCodecId();
  if (entry === 'encv') throw unsupported('This video is protected against copying, and can’t be shown here.');
  const codec = await track.getCodec();
  if (codec === null || !CODECS[type].video.includes(codec)) {
    throw unsupported(`This video is ${nameOf(codec)}, which many browsers don’t play. ${AS_H264}`);
  }
  const parameters = await track.getCodecParameterString();
  if (parameters === null) throw damaged();
  if (!isPlayable(parameters)) {
    throw unsupported(`This video has colours that many browsers don’t show (10 bit, or HDR). ${AS_H264}`);
  }
  return track;
}

/** @returns the first sound that browsers play; null where there is none at all */
async function soundOf(input: Input, type: VideoFacts['type']): Promise<InputAudioTrack | null> {
  const tracks = await input.getAudioTracks();
  const codecs = await Promise.all(tracks.map((track) => track.getCodec()));
  const playable = tracks.find((_, i) => CODECS[type].audio.includes(codecs[i] ?? ''));
  if (playable || tracks.length === 0) return playable ?? null;
  throw unsupported(
    `The sound of this video is ${nameOf(codecs[0] ?? null)}, which browsers don’t play. Export it with AAC, or without sound.`,
  );
}

/** @throws VideoRefused where it lasts too long, or not at all */
export function expectDuration(seconds: number, most: number): void {
  if (!Number.isFinite(seconds) || seconds <= 0) throw damaged();
  if (seconds <= most + LATE_SECONDS) return;
  throw unfit(`At most ${most} seconds; this video lasts ${Math.ceil(seconds)}. Trim it, and send it again.`);
}

async function durationOf(tracks: (InputVideoTrack | InputAudioTrack)[]): Promise<number | null> {
  try {
    const ends: number[] = [];
    for (const track of tracks) ends.push(await track.computeDuration());
    return Math.max(...ends);
  } catch (error) {
    if (error instanceof TooFar) return null;
    throw error;
  }
}

/** Whether the bytes of a track’s first and last packet are there. */
async function expectWhole(track: InputVideoTrack | InputAudioTrack): Promise<void> {
  const sink = new EncodedPacketSink(track);
  const first = await sink.getFirstPacket();
  if (!first || first.byteLength === 0) throw damaged();
  if (track.isVideoTrack() && first.type !== 'key') throw damaged();
  if (!(await sink.getPacket(Number.POSITIVE_INFINITY))) throw damaged();
}

/** A video that may be shown: its facts, and the tracks that are kept of it. */
export interface Playable {
  facts: VideoFacts;
  video: InputVideoTrack;
  audio: InputAudioTrack | null;
}

/** @returns an input that reads no other formats than those that are accepted, or named in a refusal */
export const openVideo = (source: Source): Input => new Input({ source, formats: [MP4, QTFF, WEBM, MATROSKA] });

/**
 * Looks at the head and the tail of a video: what it holds, whether browsers play that, how long it lasts.
 * @param brand the name of its kind that an MP4 or MOV begins with
 * @param seconds how long it may last
 * @throws VideoRefused with what is to be done about it
 */
export async function lookInto(input: Input, brand: string, seconds: number): Promise<Playable> {
  const type = await containerOf(input, brand);
  const video = await pictureOf(input, type);
  const audio = await soundOf(input, type);
  const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()];
  if (!(width > 0 && height > 0)) throw damaged();
  if (Math.max(width, height) > MOST_PIXELS_A_SIDE) {
    throw unfit(`At most ${MOST_PIXELS_A_SIDE} pixels a side; this video has ${width} × ${height}.`);
  }
  const tracks = audio ? [video, audio] : [video];
  for (const track of tracks) expectModest(track);
  const duration = await durationOf(tracks);
  if (duration !== null) {
    expectDuration(duration, seconds);
    for (const track of tracks) await expectWhole(track);
  }
  return { facts: { type, width, height, duration }, video, audio };
}
