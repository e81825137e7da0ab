import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  type Input,
  type InputAudioTrack,
  type InputVideoTrack,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
  WebMOutputFormat,
} from 'mediabunny';
import { bareDescription } from './codec-headers.ts';
import { InOrder } from './in-order.ts';
import { withoutNotes } from './packet-notes.ts';
import { MOST_PACKETS } from './parsed.ts';
import { expectDuration, lookInto, type Playable, type VideoFacts } from './video-facts.ts';
import { damaged, unfit } from './video-refused.ts';

/** What the index takes for each packet, or what stands before it, and what any file has besides. */
const INDEX_BYTES = { packet: 64, file: 64 * 1024 } as const;
/** The writer holds half a second of a track: that may have as many bytes, which is 256 Mbit a second. */
const HELD = { seconds: 0.5, bytes: 16 * 1024 * 1024 } as const;
/** What is kept of the sound before the first picture: the decoder needs it to get going. */
const PRE_ROLL_SECONDS = 0.1;

/** A track that is copied, how many packets of it, and how many bytes they have together. */
interface Copied<T> {
  track: T;
  packets: number;
  bytes: number;
}

/**
 * Goes through a track in the order in which it is decoded. What an edit has cut off at the beginning is left out, but
 * for what the first picture needs.
 */
async function* packetsOf(
  track: InputVideoTrack | InputAudioTrack,
  options: { metadataOnly?: boolean } = {},
): AsyncGenerator<EncodedPacket> {
  const sink = new EncodedPacketSink(track);
  const first = track.isVideoTrack()
    ? await sink.getKeyPacket(0, options)
    : await sink.getPacket(-PRE_ROLL_SECONDS, options);
  let packet = first ?? (await sink.getFirstPacket(options));
  while (packet) {
    if (packet.byteLength > 0) yield packet;
    packet = await sink.getNextPacket(packet, options);
  }
}

/**
 * Goes through the index of a track, not its bytes.
 * @param most how many bytes its packets may have together
 * @throws VideoRefused where there are too many packets, or they last longer, or are larger, than they may
 */
async function measure<T extends InputVideoTrack | InputAudioTrack>(
  track: T,
  seconds: number,
  most: number,
): Promise<Copied<T> & { end: number }> {
  let [packets, bytes, end] = [0, 0, 0];
  const held = { since: Number.POSITIVE_INFINITY, bytes: 0 };
  for await (const { timestamp, duration, byteLength } of packetsOf(track, { metadataOnly: true })) {
    end = Math.max(end, timestamp + duration);
    bytes += byteLength;
    // Packets that have more bytes than the file share them: written anew it would grow without end.
    if (++packets > MOST_PACKETS || bytes > most) throw damaged();
    held.since = Math.min(held.since, timestamp);
    if (timestamp - held.since >= HELD.seconds) Object.assign(held, { since: timestamp, bytes: 0 });
    held.bytes += byteLength;
    if (held.bytes > HELD.bytes) {
      throw unfit('This video has too many bytes a second. Export it as MP4 in a lower quality.');
    }
  }
  expectDuration(end, seconds);
  return { track, packets, bytes, end };
}

/** @returns what the decoder of a track is told, without notes */
async function configOf<C extends AudioDecoderConfig | VideoDecoderConfig>(
  codec: string | null,
  config: C | null,
): Promise<C & { description?: Buffer }> {
  if (!config) throw damaged();
  const { description, ...rest } = config;
  const bare = bareDescription(codec, description);
  return { ...(rest as C), ...(bare && { description: bare }) };
}

/** Copies the packets of both tracks. */
async function copyPackets(
  video: Copied<InputVideoTrack> & { out: EncodedVideoPacketSource },
  audio: (Copied<InputAudioTrack> & { out: EncodedAudioPacketSource }) | null,
): Promise<void> {
  const codec = await video.track.getCodec();
  const pictureConfig = await configOf(codec, await video.track.getDecoderConfig());
  const soundConfig = audio && (await configOf(await audio.track.getCodec(), await audio.track.getDecoderConfig()));
  const bare = withoutNotes(codec, pictureConfig.description);
  const counts = { video: 0, audio: 0 };
  const pictures = packetsOf(video.track);
  const sounds = audio && packetsOf(audio.track);
  let picture = (await pictures.next()).value;
  let sound = (await sounds?.next())?.value;
  // The track that has got less far goes on, and one that has ended is closed: the writer holds what it can't place yet,
  // and with a gap in the sound that would be all pictures until its end.
  let [shown, heard] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  while (picture || sound) {
    if (picture && (!sound || shown <= heard)) {
      const packet = bare(picture);
      if (packet) await video.out.add(packet, { decoderConfig: pictureConfig });
      counts.video++;
      shown = picture.timestamp;
      picture = (await pictures.next()).value;
      if (!picture) video.out.close();
    } else if (sound && soundConfig) {
      await audio?.out.add(sound, { decoderConfig: soundConfig });
      counts.audio++;
      heard = sound.timestamp;
      sound = (await sounds?.next())?.value;
      if (!sound) audio?.out.close();
    }
  }
  // A packet whose bytes aren't there ends its track.
  if (counts.video !== video.packets || counts.audio !== (audio?.packets ?? 0)) throw damaged();
}

/** Writes the file once. */
async function writeOnce(
  type: VideoFacts['type'],
  video: Copied<InputVideoTrack>,
  audio: Copied<InputAudioTrack> | null,
  into: InOrder,
): Promise<void> {
  const target = new StreamTarget(
    new WritableStream<StreamTargetChunk>({ write: ({ position, data }) => into.write(position, data) }),
  );
  const format = type === 'video/mp4' ? new Mp4OutputFormat({ fastStart: 'reserve' }) : new WebMOutputFormat();
  const output = new Output({ format, target });
  const codec = await video.track.getCodec();
  if (!codec) throw damaged();
  const pictures = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(pictures, {
    rotation: await video.track.getRotation(),
    flip: await video.track.getFlip(),
    maximumPacketCount: video.packets,
  });
  const soundCodec = await audio?.track.getCodec();
  const sound = soundCodec ? new EncodedAudioPacketSource(soundCodec) : null;
  if (sound && audio) output.addAudioTrack(sound, { maximumPacketCount: audio.packets });
  await output.start();
  try {
    await copyPackets({ ...video, out: pictures }, audio && sound && { ...audio, out: sound });
    await output.finalize();
  } catch (error) {
    await output.cancel().catch(() => {});
    throw error;
  }
}

/** @returns `write`, which refuses more bytes than `most` */
function atMost(most: number, write: (data: Uint8Array) => Promise<void>): typeof write {
  let left = most;
  return async (data) => {
    left -= data.length;
    if (left < 0) throw new Error('The file became larger than it may.');
    await write(data);
  };
}

/**
 * Writes a video anew: the same pictures and the same sound, as they are encoded, with the index in front, and nothing
 * else that was in the file: no place, no camera, no date, no other tracks.
 * @param file how it begins, see `lookInto()`, and how many bytes it has
 * @param write takes the new file, in order, which is no larger than the old one, but for its index
 * @throws VideoRefused as `lookInto()` does, and for what only shows when all of it is read
 */
export async function remux(
  input: Input,
  { brand, size }: { brand: string; size: number },
  seconds: number,
  write: (data: Uint8Array) => Promise<void>,
): Promise<VideoFacts> {
  const { facts, video, audio }: Playable = await lookInto(input, brand, seconds);
  const pictures = await measure(video, seconds, size);
  const sound = audio && (await measure(audio, seconds, size - pictures.bytes));
  const packets = pictures.packets + (sound?.packets ?? 0);
  const inOrder = new InOrder(atMost(size + INDEX_BYTES.file + packets * INDEX_BYTES.packet, write));
  await writeOnce(facts.type, pictures, sound, inOrder);
  inOrder.again();
  await writeOnce(facts.type, pictures, sound, inOrder);
  inOrder.finish();
  return { ...facts, duration: Math.max(pictures.end, sound?.end ?? 0) };
}
