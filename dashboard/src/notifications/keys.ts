/** Where notifications lie in the query cache; everything below `lists` comes over REST and goes stale together. */
export const notificationKeys = {
  unread: ['notifications', 'unread'],
  count: ['notifications', 'count'],
  lists: ['notifications', 'lists'],
  recent: ['notifications', 'lists', 'recent'],
  mutes: ['notifications', 'mutes'],
  pages: ['notifications', 'lists', 'pages'],
} as const;
