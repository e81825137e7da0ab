import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../emulators/run.ts';

const DIST = join(ROOT, 'dashboard', 'dist');
const ENTRY = 'index.html';
/** What is around every screen but the sign-in form. */
const FRAME = 'src/ui/session-frame.tsx';

interface Chunk {
  file: string;
  isDynamicEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}
type Manifest = Record<string, Chunk>;

/** What is loaded by itself when it is needed, and how much JavaScript that is beside what is there by then. */
export interface Size {
  /** The file of the dashboard. */
  name: string;
  /** Kilobytes, gzipped. */
  kilobytes: number;
}

/**
 * @returns how much the first page needs, which is the sign-in form; and each of the other parts, in the order in which
 *   they are come upon
 */
export function sizesOfBuild(): { first: number; later: Size[] } {
  const manifest = JSON.parse(readFileSync(join(DIST, '.vite', 'manifest.json'), 'utf8')) as Manifest;
  const chunkOf = (name: string): Chunk => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The build has no ${name}.`);
    return chunk;
  };
  /** Everything that `name` needs at once. */
  const closure = (name: string, found = new Set<string>()): Set<string> => {
    if (found.has(name)) return found;
    found.add(name);
    for (const needed of chunkOf(name).imports ?? []) closure(needed, found);
    return found;
  };
  const sizes = new Map<string, number>();
  const sizeOf = (name: string): number => {
    const { file } = chunkOf(name);
    if (!file.endsWith('.js')) return 0;
    const size = sizes.get(file) ?? gzipSync(readFileSync(join(DIST, file))).length / 1000;
    sizes.set(file, size);
    return size;
  };
  const sum = (names: Iterable<string>): number => [...names].reduce((total, name) => total + sizeOf(name), 0);

  const first = closure(ENTRY);
  const later: Size[] = [];
  // By how many steps they are away from the first page, so that each is beside what led to it.
  const there = new Map([[ENTRY, first]]);
  for (const loaded of there.values()) {
    for (const part of [...loaded].flatMap((each) => chunkOf(each).dynamicImports ?? [])) {
      if (there.has(part)) continue;
      const needed = closure(part);
      const before = part === FRAME ? first : new Set([...loaded, ...closure(FRAME)]);
      there.set(part, new Set([...before, ...needed]));
      later.push({
        name: part.replace(/^(?:\.\.\/)*/, ''),
        kilobytes: sum([...needed].filter((each) => !before.has(each))),
      });
    }
  }
  return { first: sum(first), later };
}
