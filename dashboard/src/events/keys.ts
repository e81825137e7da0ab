/** Where events lie in the query cache; everything below `lists` goes stale together. */
export const eventKeys = {
  lists: ['events', 'lists'],
  list: (view: string, search: string) => ['events', 'lists', view, search],
  answers: (when: string) => ['events', 'lists', 'answers', when],
  /** What home shows of them. */
  next: (what: string) => ['events', 'lists', 'next', what],
  event: (id: string) => ['events', 'event', id],
  reviews: ['events', 'reviews'],
  review: (search: string) => ['events', 'reviews', search],
  reviewed: (id: string) => ['events', 'reviewed', id],
  audience: ['events', 'audience'],
  calendar: ['events', 'calendar'],
  friends: (id: string) => ['events', 'friends', id],
  attendees: (id: string) => ['events', 'attendees', id],
} as const;
