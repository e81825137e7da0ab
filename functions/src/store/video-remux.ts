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
import { InOrder } from './in-order.ts';
import { expectDuration, lookInto, type Playable, type VideoFacts } from './video-facts.ts';
import { damaged } from './video-refused.ts';

/** A minute with 240 pictures a second, or of the shortest packets of sound, has fewer. */
const MOST_PACKETS = 30_000;
/** What is kept of the sound before the first picture: the decoder needs it to get going. */
const PRE_ROLL_SECONDS = 0.1;

/** A track that is copied, and how many packets of it. */
interface Copied<T> {
  track: T;
  packets: number;
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
 * @throws VideoRefused where there are too many packets, or they last longer than they may
 */
async function measure<T extends InputVideoTrack | InputAudioTrack>(
  track: T,
  seconds: number,
): Promise<Copied<T> & { end: number }> {
  let packets = 0;
  let end = 0;
  for await (const { timestamp, duration } of packetsOf(track, { metadataOnly: true })) {
    end = Math.max(end, timestamp + duration);
    if (++packets > MOST_PACKETS) throw damaged();
  }
  expectDuration(end, seconds);
  return { track, packets, end };
}

/** @returns how many bytes the lengths before the units of H.264 have, by the record that describes the stream */
function lengthSize(record: unknown): number {
  const bytes = ArrayBuffer.isView(record) ? Buffer.from(record.buffer, record.byteOffset, record.byteLength) : null;
  if (!bytes || bytes.length < 5) throw damaged();
  return (bytes.readUInt8(4) & 3) + 1;
}

/** Units of H.264 that are pictures, or what all decoders need for them: slices, parameter sets, marks between them. */
const PICTURE_UNITS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 19]);

/**
 * @returns the packet without what a camera notes beside the picture, which some do with the place, picture by picture;
 *   null where it holds nothing else
 */
function withoutNotes(packet: EncodedPacket, size: number): EncodedPacket | null {
  const { data } = packet;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const kept: Uint8Array[] = [];
  let dropped = false;
  for (let at = 0; at < data.length; ) {
    if (at + size >= data.length) throw damaged();
    let length = 0;
    for (let i = 0; i < size; i++) length = length * 256 + view.getUint8(at + i);
    const next = at + size + length;
    if (length === 0 || next > data.length) throw damaged();
    if (PICTURE_UNITS.has(view.getUint8(at + size) & 31)) kept.push(data.subarray(at, next));
    else dropped = true;
    at = next;
  }
  if (!dropped) return packet;
  return kept.length > 0 ? packet.clone({ data: Buffer.concat(kept) }) : null;
}

/** Copies the packets of both tracks, in the order in which they are played. */
async function copyPackets(
  video: Copied<InputVideoTrack> & { out: EncodedVideoPacketSource },
  audio: (Copied<InputAudioTrack> & { out: EncodedAudioPacketSource }) | null,
): Promise<void> {
  const pictureConfig = await video.track.getDecoderConfig();
  const soundConfig = await audio?.track.getDecoderConfig();
  if (!pictureConfig || (audio && !soundConfig)) throw damaged();
  const units = pictureConfig.codec.startsWith('avc') ? lengthSize(pictureConfig.description) : null;
  const counts = { video: 0, audio: 0 };
  const pictures = packetsOf(video.track);
  const sounds = audio && packetsOf(audio.track);
  let picture = (await pictures.next()).value;
  let sound = (await sounds?.next())?.value;
  while (picture || sound) {
    if (picture && (!sound || picture.timestamp <= sound.timestamp)) {
      const packet = units === null ? picture : withoutNotes(picture, units);
      if (packet) await video.out.add(packet, { decoderConfig: pictureConfig });
      counts.video++;
      picture = (await pictures.next()).value;
    } else if (sound && soundConfig) {
      await audio?.out.add(sound, { decoderConfig: soundConfig });
      counts.audio++;
      sound = (await sounds?.next())?.value;
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

/**
 * Writes a video anew: the same pictures and the same sound, as they are encoded, with the index in front, and nothing
 * else that was in the file: no place, no camera, no date, no other tracks.
 * @param write takes the new file, in order
 * @throws VideoRefused as `lookInto()` does, and for what only shows when all of it is read
 */
export async function remux(
  input: Input,
  brand: string,
  seconds: number,
  write: (data: Uint8Array) => Promise<void>,
): Promise<VideoFacts> {
  const { facts, video, audio }: Playable = await lookInto(input, brand, seconds);
  const pictures = await measure(video, seconds);
  const sound = audio && (await measure(audio, seconds));
  const inOrder = new InOrder(write);
  await writeOnce(facts.type, pictures, sound, inOrder);
  inOrder.again();
  await writeOnce(facts.type, pictures, sound, inOrder);
  inOrder.finish();
  return { ...facts, duration: Math.max(pictures.end, sound?.end ?? 0) };
}
