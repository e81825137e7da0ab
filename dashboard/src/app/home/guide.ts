import { useSyncExternalStore } from 'react';
import { newWatchers } from '../../ui/watchers.ts';

/** `begun`: the first steps were shown and not all done, so that their end is worth a sign; `done`: that was seen, too. */
export type Guide = 'unseen' | 'begun' | 'away' | 'done';

const GUIDES: readonly Guide[] = ['begun', 'away', 'done'];
const nameOf = (uid: string): string => `infloo-first-steps-${uid}`;
const { watch, tell } = newWatchers();
/** For where storage is blocked. */
const held = new Map<string, Guide>();

function guideOf(uid: string): Guide {
  try {
    const kept = localStorage.getItem(nameOf(uid));
    return GUIDES.find((guide) => guide === kept) ?? held.get(uid) ?? 'unseen';
  } catch {
    return held.get(uid) ?? 'unseen';
  }
}

export function keepGuide(uid: string, guide: Guide): void {
  held.set(uid, guide);
  try {
    localStorage.setItem(nameOf(uid), guide);
  } catch {
    // Then it lasts as long as the page.
  }
  tell();
}

/** How somebody has left the first steps in this browser; which of them are done says what is there. */
export const useGuide = (uid: string): Guide => useSyncExternalStore(watch, () => guideOf(uid));
