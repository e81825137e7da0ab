import { useEffect, useSyncExternalStore } from 'react';

/** The conversation that is before one's eyes: what comes in there needs no other sign. */
let open: string | null = null;
const watchers = new Set<() => void>();

function change(pair: string | null): void {
  if (open === pair) return;
  open = pair;
  for (const watcher of watchers) watcher();
}

/** Says that a conversation is open, for as long as somebody looks at it. */
export function useOpenConversation(pair: string, isLookedAt: boolean): void {
  useEffect(() => {
    if (!isLookedAt) return;
    change(pair);
    return () => change(null);
  }, [pair, isLookedAt]);
}

/** The conversation that somebody looks at right now, or null. */
export const openConversation = (): string | null => open;

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export const useOpenPair = (): string | null => useSyncExternalStore(watch, openConversation);
