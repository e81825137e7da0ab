/** Where what is known of conversations lies in the query cache. */
export const chatKeys = {
  all: ['chat'],
  conversations: ['chat', 'conversations'],
  older: ['chat', 'older'],
  /** Requests to me that wait for my answer. */
  requests: ['chat', 'requests'],
  /** Requests of mine that wait for an answer. */
  sent: ['chat', 'sent'],
  /** What I have read without telling. */
  reads: ['chat', 'reads'],
  conversation: (pair: string) => ['chat', 'conversation', pair],
  /** As REST shows it, where no listener does. */
  asked: (pair: string) => ['chat', 'asked', pair],
  thread: (pair: string) => ['chat', 'thread', pair],
  poll: (pair: string) => ['chat', 'poll', pair],
  people: (search: string) => ['chat', 'people', search],
  attachment: (message: string) => ['chat', 'attachment', message],
} as const;
