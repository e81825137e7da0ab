/** A marker's second byte: start of a progressive frame, and of a scan. Source: ITU-T T.81, table B.1. */
const PROGRESSIVE_FRAME = 0xc2;
const SCAN = 0xda;
const COEFFICIENTS = 64;
/** Markers without a length: stuffed bytes, temporary use, restarts, and where the picture begins and ends. */
const isBare = (marker: number): boolean => marker <= 1 || (marker >= 0xd0 && marker <= 0xd9);

/**
 * A progressive JPEG tells of each component in several scans, from coarse to fine. One that is cut off between two of
 * them looks whole to a decoder, only blurred.
 * @returns whether the scan that each coefficient needs last has at least begun; true for what isn't progressive
 */
export function hasAllScans(jpeg: Buffer): boolean {
  let components = 0;
  /** Of each component, by its id: bits that each coefficient still lacks. */
  const missing = new Map<number, number[]>();
  for (let at = 2; at + 4 < jpeg.length; ) {
    const marker = jpeg[at + 1] ?? 0;
    if (jpeg[at] !== 0xff || marker === 0xff) {
      at += 1;
      continue;
    }
    if (isBare(marker)) {
      at += 2;
      continue;
    }
    if (marker === PROGRESSIVE_FRAME) components = jpeg[at + 9] ?? 0;
    if (marker === SCAN) noteScan(jpeg.subarray(at + 4), missing);
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  if (components === 0) return true;
  const left = [...missing.values()];
  return left.length === components && left.every((bits) => bits.every((bit) => bit === 0));
}

/** @param header of a scan: how many components, their ids and tables, first and last coefficient, and the bits */
function noteScan(header: Buffer, missing: Map<number, number[]>): void {
  const count = header[0] ?? 0;
  const [first = 0, last = 0, bits = 0] = header.subarray(1 + 2 * count);
  for (let i = 0; i < count; i++) {
    const id = header[1 + 2 * i] ?? 0;
    const known = missing.get(id) ?? new Array<number>(COEFFICIENTS).fill(Number.POSITIVE_INFINITY);
    for (let k = first; k <= Math.min(last, COEFFICIENTS - 1); k++) known[k] = bits & 15;
    missing.set(id, known);
  }
}
