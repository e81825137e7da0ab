import { useSyncExternalStore } from 'react';

/** What lies above the page: the search for everything, whom to write to, or the list of keys. */
export type Shown = 'search' | 'write' | 'keys';

let shown: Shown | null = null;
const watchers = new Set<() => void>();

export function showPalette(what: Shown | null): void {
  shown = what;
  for (const watcher of watchers) watcher();
}

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};

export const usePalette = (): Shown | null => useSyncExternalStore(watch, () => shown);

export const isPaletteOpen = (): boolean => shown !== null;
