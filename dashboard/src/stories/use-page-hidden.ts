import { useSyncExternalStore } from 'react';

function watch(onChange: () => void): () => void {
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
}

/** Whether another tab or app is before this page. */
export const usePageHidden = (): boolean => useSyncExternalStore(watch, () => document.visibilityState === 'hidden');
