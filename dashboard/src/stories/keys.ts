import { connectionKeys } from '../connections/keys.ts';

/** Where stories lie in the query cache. */
export const storyKeys = {
  /** Below the connections: whose stories I see goes by them, and goes stale with them. */
  feed: [...connectionKeys.all, 'stories'],
  latest: ['stories', 'latest'],
  /** What the listener hears of mine. */
  own: ['stories', 'own'],
  /** The same with addresses, for as long as nothing of it has changed. */
  mine: (state: string) => ['stories', 'mine', state],
  viewers: (id: string) => ['stories', 'viewers', id],
} as const;
