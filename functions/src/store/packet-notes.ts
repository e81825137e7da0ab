import type { EncodedPacket } from 'mediabunny';
import { damaged } from './video-refused.ts';

/** A part of a packet: where it begins and ends, and whether it is of the picture. */
interface Part {
  start: number;
  end: number;
  kept: boolean;
}

/** Units of H.264 that are pictures, or what all decoders need for them: slices, parameter sets, marks between them. */
const PICTURE_UNITS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 19]);

/** @returns how many bytes the lengths before the units of H.264 have, by the record that describes the stream */
function lengthSize(record: Buffer | undefined): number {
  if (!record || record.length < 5) throw damaged();
  return (record.readUInt8(4) & 3) + 1;
}

function* unitsOf(data: Uint8Array, size: number): Generator<Part> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let start = 0; start < data.length; ) {
    if (start + size >= data.length) throw damaged();
    let length = 0;
    for (let i = 0; i < size; i++) length = length * 256 + view.getUint8(start + i);
    const end = start + size + length;
    if (length === 0 || end > data.length) throw damaged();
    yield { start, end, kept: PICTURE_UNITS.has(view.getUint8(start + size) & 31) };
    start = end;
  }
}

/** The same of AV1: the sequence, marks between pictures, frames and their tiles; neither metadata nor padding. */
const PICTURE_OBUS: ReadonlySet<number> = new Set([1, 2, 3, 4, 6, 7]);
const [HAS_EXTENSION, HAS_SIZE] = [4, 2];

function* obusOf(data: Uint8Array): Generator<Part> {
  for (let start = 0; start < data.length; ) {
    const head = data[start] ?? 0;
    let at = start + (head & HAS_EXTENSION ? 2 : 1);
    let end = data.length;
    if (head & HAS_SIZE) {
      let [size, shift, byte] = [0, 0, 0];
      do {
        if (at >= data.length || shift > 28) throw damaged();
        byte = data[at++] ?? 0;
        size += (byte & 127) * 2 ** shift;
        shift += 7;
      } while (byte & 128);
      end = at + size;
    }
    if (at > data.length || end > data.length) throw damaged();
    yield { start, end, kept: PICTURE_OBUS.has((head >> 3) & 15) };
    start = end;
  }
}

/** @returns the packet with only those parts that are kept; null where none is */
function onlyKept(packet: EncodedPacket, parts: Iterable<Part>): EncodedPacket | null {
  const kept: Uint8Array[] = [];
  let dropped = false;
  for (const part of parts) {
    if (part.kept) kept.push(packet.data.subarray(part.start, part.end));
    else dropped = true;
  }
  if (!dropped) return packet;
  return kept.length > 0 ? packet.clone({ data: Buffer.concat(kept) }) : null;
}

/**
 * @param description of the stream, as its decoder is told
 * @returns what takes away what a camera notes beside the picture, which some do with the place, picture by picture; that
 *   gives null for a packet that holds nothing else
 */
export function withoutNotes(
  codec: string | null,
  description: Buffer | undefined,
): (packet: EncodedPacket) => EncodedPacket | null {
  if (codec === 'av1') return (packet) => onlyKept(packet, obusOf(packet.data));
  if (codec !== 'avc') return (packet) => packet;
  const size = lengthSize(description);
  return (packet) => onlyKept(packet, unitsOf(packet.data, size));
}
