import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** One file of an archive. */
export type Entry = { name: string; mtime: Date } & ({ text: string } | { compress: boolean; open: () => Readable });

/** Who may do what with a file that was unpacked: its owner reads and writes it. */
const MODE = 0o100600;

/**
 * Packs files while they are read: one after the other, and no faster than they are taken. With as many and as large ones
 * as there may be (Zip64).
 * @param onEntry is called when the turn of one comes
 */
export async function* zip(entries: readonly Entry[], onEntry: () => void): AsyncGenerator<Buffer> {
  const archive = new ZipFile();
  const output = archive.outputStream as Readable;
  const fail = (fault: unknown) => output.destroy(fault instanceof Error ? fault : new Error(String(fault)));
  archive.on('error', fail);
  for (const entry of entries) {
    const { name, mtime } = entry;
    if ('text' in entry) {
      archive.addBuffer(Buffer.from(entry.text), name, { mtime, mode: MODE });
      continue;
    }
    archive.addReadStreamLazy(name, { mtime, mode: MODE, compress: entry.compress }, (give) => {
      onEntry();
      const source = entry.open();
      // A pipe passes on no faults.
      source.once('error', fail);
      give(null, source);
    });
  }
  archive.end();
  for await (const piece of output) yield piece as Buffer;
}
