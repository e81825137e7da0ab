/**
 * Every path of the database, each built by one function: with ids it names a document, with `{names}` it is the
 * pattern of a trigger. The rules table tests a row for each of these.
 */
export const paths = {
  user: (uid: string) => `users/${uid}`,
  account: (uid: string) => `users/${uid}/private/account`,
  notification: (uid: string, id: string) => `users/${uid}/notifications/${id}`,
  edges: (uid: string, shard: number | string) => `users/${uid}/edges/${shard}`,
  username: (key: string) => `usernames/${key}`,
  connection: (pair: string) => `connections/${pair}`,
  suspension: (uid: string) => `suspensions/${uid}`,
  rateLimit: (key: string) => `rate_limits/${key}`,
  idempotency: (key: string) => `idempotency/${key}`,
} as const;

/** @returns the path of the collection that a document path lies in */
export const collectionOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
