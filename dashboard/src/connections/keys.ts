/** Where what is known of connections lies in the query cache; everything below `all` goes stale together. */
export const connectionKeys = {
  all: ['connections'],
  list: (view: string) => ['connections', 'list', view],
  mutuals: (uid: string) => ['connections', 'mutuals', uid],
  blocked: ['connections', 'blocked'],
  relation: (uid: string) => ['connections', 'relation', uid],
  /** By itself: asking somebody brings no others. */
  suggestions: ['suggestions'],
  declining: (pair: string) => ['declining', pair],
  toAnswer: ['connections', 'to-answer'],
  open: ['connections', 'open'],
  between: (uid: string) => ['connections', 'between', uid],
} as const;
