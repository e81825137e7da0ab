import type { Query } from '@tanstack/react-query';

/** Where profiles lie in the query cache. */
export const userKeys = {
  me: ['me'],
  preferences: ['preferences'],
  people: ['person'],
  person: (username: string) => ['person', username.toLowerCase()],
} as const;

/** @returns whether a cached profile is one of `uids`'s: the address names people by username, documents by id */
export const isAbout =
  (uids: ReadonlySet<string>) =>
  ({ state }: Query): boolean =>
    uids.has(String((state.data as { id?: unknown } | undefined)?.id));
