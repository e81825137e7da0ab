import type { Plugin } from 'vite';

/** A file of the build, and what it needs at once. */
interface Chunk {
  imports: readonly string[];
}

let chunks = new Map<string, Chunk>();

/** Keeps what the build is made of, before Vite writes down which files each part fetches together. */
export const chunkGraph: Plugin = {
  name: 'chunk-graph',
  enforce: 'pre',
  generateBundle: {
    order: 'pre',
    handler(_, bundle) {
      chunks = new Map(
        Object.values(bundle).flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each] as const] : [])),
      );
    },
  },
};

function needsOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const each of chunks.get(file)?.imports ?? []) needsOf(each, found);
  return found;
}

/**
 * What a file fetches together with a part that it loads later: not again what it could not itself have been run without.
 * Vite names all of it, in each file that loads something; that would be a tenth of the frame.
 */
export function stillToFetch(_file: string, deps: string[], { hostId }: { hostId: string }): string[] {
  const there = needsOf(hostId);
  return deps.filter((dep) => !there.has(dep));
}
