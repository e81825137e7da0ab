import type { InputAudioTrack, InputVideoTrack } from 'mediabunny';
import { damaged, unsupported } from './video-refused.ts';

/** What the library has read of a track and doesn’t tell. A test notices when that isn’t found here any more. */
interface Inside {
  /** Of WebM: what is to be done with each block before it is a packet. */
  decodingInstructions?: unknown[];
  /** Of MP4. */
  demuxer?: { getSampleTableForTrack?(track: Inside): { sampleToChunk: { samplesPerChunk: number }[] } };
}

/** A minute with 240 pictures a second, or of the shortest packets of sound, has fewer. */
export const MOST_PACKETS = 30_000;

/**
 * Refuses what costs nothing to write and much to read.
 * @throws VideoRefused where the index of an MP4 promises more packets in a chunk than any video has, which are counted
 *   for each packet; and where a WebM puts the same bytes before each block ("header stripping"), which browsers don't
 *   play: a small file would become as large as somebody likes
 */
export function expectModest(track: InputVideoTrack | InputAudioTrack): void {
  const inside = (track as unknown as { _backing?: { internalTrack?: Inside } })._backing?.internalTrack;
  if (inside?.decodingInstructions?.length) {
    throw unsupported('This WebM is compressed once more, which browsers don’t play. Export it as MP4.');
  }
  const table = inside?.demuxer?.getSampleTableForTrack?.(inside);
  if (table?.sampleToChunk.some(({ samplesPerChunk }) => samplesPerChunk > MOST_PACKETS)) throw damaged();
}
