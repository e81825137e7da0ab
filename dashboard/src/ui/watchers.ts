/**
 * Who hears of it when something that this browser keeps is changed, here or in another tab.
 * @returns what a store of `useSyncExternalStore` needs: how to begin to hear, and how to tell
 */
export function newWatchers(): { watch: (watcher: () => void) => () => void; tell: () => void } {
  const watchers = new Set<() => void>();
  return {
    watch: (watcher) => {
      watchers.add(watcher);
      window.addEventListener('storage', watcher);
      return () => {
        watchers.delete(watcher);
        window.removeEventListener('storage', watcher);
      };
    },
    tell: () => {
      for (const watcher of watchers) watcher();
    },
  };
}
