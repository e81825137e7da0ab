import { decoded } from '../ui/decoded.ts';

/** Where somebody was last, so that they find back. Only names: what they mean, the API is asked when they are shown. */
export interface Recent {
  kind: 'person' | 'conversation' | 'event';
  /** The username, or the id of an event. */
  name: string;
}

const KEPT = 8;
const keyOf = (uid: string): string => `infloo-recent-${uid}`;

const PATHS = [
  { kind: 'person', path: /^\/people\/([^/]+)$/ },
  { kind: 'conversation', path: /^\/messages\/([^/]+)$/ },
  { kind: 'event', path: /^\/events\/(?!new$)([^/]+)$/ },
] as const;

/** @returns what a path of ours shows, or null for a page that isn't about one thing */
export function recentAt(path: string): Recent | null {
  for (const { kind, path: pattern } of PATHS) {
    const name = decoded(pattern.exec(path)?.[1] ?? '');
    if (name) return { kind, name };
  }
  return null;
}

export const pathOf = ({ kind, name }: Recent): string =>
  `/${{ person: 'people', conversation: 'messages', event: 'events' }[kind]}/${encodeURIComponent(name)}`;

const isRecent = (value: unknown): value is Recent => {
  const { kind, name } = (value ?? {}) as Partial<Recent>;
  return typeof name === 'string' && PATHS.some((each) => each.kind === kind);
};

/** The latest first. */
export function recentOf(uid: string): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(uid)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, KEPT) : [];
  } catch {
    // Storage is blocked, or holds something else.
    return [];
  }
}

export function rememberRecent(uid: string, recent: Recent): void {
  const others = recentOf(uid).filter(({ kind, name }) => kind !== recent.kind || name !== recent.name);
  try {
    localStorage.setItem(keyOf(uid), JSON.stringify([recent, ...others].slice(0, KEPT)));
  } catch {
    // Then nothing is remembered.
  }
}

/** They sign out of this browser. */
export function forgetRecent(uid: string): void {
  try {
    localStorage.removeItem(keyOf(uid));
  } catch {
    // There is none.
  }
}
