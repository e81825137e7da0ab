import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { codeOf } from '../store/codes.ts';

interface Named {
  name: string;
  mtime: Date;
}
export type TextEntry = Named & { text: string };
/** One file of an archive. `mayBeGone`: where it was removed by the time of its turn, the others go on without it. */
export type Entry = TextEntry | (Named & { compress: boolean; mayBeGone?: boolean; open: () => Readable });

/** Who may do what with a file that was unpacked: its owner reads and writes it. */
const MODE = 0o100600;

/** @returns what a file holds, once it is known to be there; null where it isn't */
async function opened(open: () => Readable): Promise<Readable | null> {
  const source = open();
  try {
    await once(source, 'readable');
    return source;
  } catch (error) {
    if (codeOf(error) === 404) return null;
    throw error;
  }
}

/**
 * Packs files while they are read: one after the other, and no faster than they are taken. With as many and as large ones
 * as there may be (Zip64).
 * @param about makes the last one, by what was missing
 * @param onEntry is called when the turn of one comes
 */
export async function* zip(
  entries: readonly Entry[],
  about: (missing: readonly string[]) => TextEntry,
  onEntry: () => void,
): AsyncGenerator<Buffer> {
  const archive = new ZipFile();
  const output = archive.outputStream as Readable;
  const fail = (fault: unknown) => output.destroy(fault instanceof Error ? fault : new Error(String(fault)));
  archive.on('error', fail);
  let source: Readable | null = null;
  const missing: string[] = [];

  const addText = ({ name, mtime, text }: TextEntry) =>
    archive.addBuffer(Buffer.from(text), name, { mtime, mode: MODE });
  const addAll = async () => {
    for (const entry of entries) {
      if ('text' in entry) {
        addText(entry);
        continue;
      }
      onEntry();
      source = await opened(entry.open);
      if (source) {
        archive.addReadStream(source, entry.name, { mtime: entry.mtime, mode: MODE, compress: entry.compress });
        await finished(source);
      } else if (entry.mayBeGone) missing.push(entry.name);
      else throw new Error(`${entry.name} is gone.`);
    }
    addText(about(missing));
    archive.end();
  };

  addAll().catch(fail);
  try {
    for await (const piece of output) yield piece as Buffer;
  } finally {
    // Whoever takes no more of it leaves one open.
    (source as Readable | null)?.destroy();
  }
}
