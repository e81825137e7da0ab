/** Bytes, and where in the file they belong. */
interface Piece {
  position: number;
  data: Uint8Array;
}

/** Lays what `piece` has of the range over `target`, which begins at `start`. */
function lay({ position, data }: Piece, target: Uint8Array, start: number): void {
  const from = Math.max(position, start);
  const to = Math.min(position + data.length, start + target.length);
  if (from < to) target.set(data.subarray(from - position, to - position), from - start);
}

/**
 * Makes a stream of a file whose writer goes back, as all do that put an index or sizes in front of what they index. The
 * file is written twice: the first time only what the writer went back for is kept, which is little; the second time
 * that is put in place while the rest passes through. The writer must write the same both times.
 */
export class InOrder {
  private readonly corrections: Piece[] = [];
  private end = 0;
  private length: number | undefined;
  private readonly pass: (data: Uint8Array) => Promise<void>;

  /** @param pass takes the bytes of the file, in order */
  constructor(pass: (data: Uint8Array) => Promise<void>) {
    this.pass = pass;
  }

  /** Ends the first time: from now on bytes pass. */
  again(): void {
    this.length = this.end;
    this.end = 0;
  }

  /** @throws Error where the second time wasn't like the first */
  finish(): void {
    if (this.end !== this.length) throw new Error('The file was written differently the second time.');
  }

  /** Takes what the writer writes, wherever that is. */
  async write(position: number, data: Uint8Array): Promise<void> {
    const behind = Math.min(data.length, Math.max(0, this.end - position));
    if (this.length === undefined && behind > 0) {
      this.corrections.push({ position, data: data.slice(0, behind) });
    }
    if (behind === data.length) return;
    const start = this.end;
    this.end = position + data.length;
    if (this.length === undefined) return;
    // What was left out is zero until somebody went back to it.
    const whole = new Uint8Array(this.end - start);
    lay({ position, data }, whole, start);
    for (const correction of this.corrections) lay(correction, whole, start);
    await this.pass(whole);
  }
}
