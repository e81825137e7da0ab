import { useSyncExternalStore } from 'react';
import { newWatchers } from '../ui/watchers.ts';

/** What was begun and not sent, by person and whom it is for; kept over reloads. */
const nameOf = (uid: string, to: string): string => `infloo-draft-${uid}-${to}`;

const { watch, tell } = newWatchers();
/** What storage has not taken: it is blocked or full. It lasts as long as the page. */
const held = new Map<string, string>();

export function draftFor(uid: string, to: string): string {
  const name = nameOf(uid, to);
  try {
    return held.get(name) ?? localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

export function keepDraft(uid: string, to: string, text: string): void {
  const name = nameOf(uid, to);
  try {
    if (text.trim() === '') localStorage.removeItem(name);
    else localStorage.setItem(name, text);
    held.delete(name);
  } catch {
    held.set(name, text);
  }
  tell();
}

/** Forgets all drafts of somebody: they sign out of this browser. */
export function forgetDrafts(uid: string): void {
  held.clear();
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
