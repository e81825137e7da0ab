import { useSyncExternalStore } from 'react';
import { newWatchers } from '../ui/watchers.ts';

/** What was begun and not sent, by person and whom it is for; kept over reloads. */
const nameOf = (uid: string, to: string): string => `infloo-draft-${uid}-${to}`;

const { watch, tell } = newWatchers();

export function draftFor(uid: string, to: string): string {
  try {
    return localStorage.getItem(nameOf(uid, to)) ?? '';
  } catch {
    return '';
  }
}

export function keepDraft(uid: string, to: string, text: string): void {
  try {
    if (text.trim() === '') localStorage.removeItem(nameOf(uid, to));
    else localStorage.setItem(nameOf(uid, to), text);
  } catch {
    // Storage is blocked or full: then it lasts as long as the page.
  }
  tell();
}

/** Forgets all drafts of somebody: they sign out of this browser. */
export function forgetDrafts(uid: string): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(nameOf(uid, ''))) localStorage.removeItem(name);
    }
  } catch {
    // Storage is blocked, so there are none.
  }
}

/** The draft for somebody, as it is right now. */
export const useDraft = (uid: string, to: string): string => useSyncExternalStore(watch, () => draftFor(uid, to));
