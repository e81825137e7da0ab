/**
 * Every path of the database, each built by one function: with ids it names a document, with `{names}` it is the
 * pattern of a trigger, whose parameters the types know. The rules table tests a row for each of these.
 */
export const paths = {
  user: <U extends string>(uid: U) => `users/${uid}` as const,
  account: <U extends string>(uid: U) => `users/${uid}/private/account` as const,
  blocks: <U extends string>(uid: U) => `users/${uid}/private/blocks` as const,
  /** Those who have blocked somebody, where they are too many for the document of the blocks. */
  blockers: <U extends string, S extends string | number>(uid: U, shard: S) =>
    `users/${uid}/blockers/${shard}` as const,
  /** Where somebody stands with their verification. */
  verificationState: <U extends string>(uid: U) => `users/${uid}/private/verification` as const,
  notification: <U extends string, I extends string>(uid: U, id: I) => `users/${uid}/notifications/${id}` as const,
  /** What a phone of somebody's is reached by. */
  device: <U extends string, I extends string>(uid: U, id: I) => `users/${uid}/devices/${id}` as const,
  edges: <U extends string, S extends string | number>(uid: U, shard: S) => `users/${uid}/edges/${shard}` as const,
  username: <K extends string>(key: K) => `usernames/${key}` as const,
  connection: <P extends string>(pair: P) => `connections/${pair}` as const,
  verification: <I extends string>(id: I) => `verifications/${id}` as const,
  /** What a member of staff may do. */
  staff: <U extends string>(uid: U) => `staff/${uid}` as const,
  story: <I extends string>(id: I) => `stories/${id}` as const,
  /** Some of those who may see something, and all that the feed shows of it. */
  audience: <I extends string>(id: I) => `audiences/${id}` as const,
  /** What two people write to each other, and how far each has read. */
  conversation: <P extends string>(pair: P) => `conversations/${pair}` as const,
  message: <P extends string, I extends string>(pair: P, id: I) => `conversations/${pair}/messages/${id}` as const,
  /** Until when somebody is typing, which only they say themselves. */
  typing: <P extends string, U extends string>(pair: P, uid: U) => `conversations/${pair}/typing/${uid}` as const,
  /** A video in a message that is still to be gone over. */
  messageVideo: <P extends string, I extends string>(pair: P, id: I) => `conversations/${pair}/videos/${id}` as const,
  /** What somebody has read without letting others know, and to how many strangers they have written lately. */
  chatState: <U extends string>(uid: U) => `users/${uid}/private/chat` as const,
  event: <I extends string>(id: I) => `events/${id}` as const,
  attendee: <I extends string, U extends string>(id: I, uid: U) => `events/${id}/attendees/${uid}` as const,
  /** Whose calendar a token opens, by the token's hash. */
  calendar: <H extends string>(hash: H) => `calendars/${hash}` as const,
  /** What somebody has reported, as it was then, and what became of it. */
  report: <I extends string>(id: I) => `reports/${id}` as const,
  /** The end of an account: what is still to be removed. */
  erasure: <U extends string>(uid: U) => `erasures/${uid}` as const,
  /** What was removed with an account, without a word of whose it was. */
  certificate: <I extends string>(id: I) => `certificates/${id}` as const,
  /** Somebody's copy of their data: how far it is, and until when it is there. */
  dataExport: <U extends string>(uid: U) => `exports/${uid}` as const,
  /** How far the search for what belongs to nobody has come. */
  sweep: <N extends string>(name: N) => `sweeps/${name}` as const,
  /** What was counted on a day. */
  analytics: <D extends string>(day: D) => `analytics/${day}` as const,
  revocation: <U extends string>(uid: U) => `revocations/${uid}` as const,
  audit: <I extends string>(id: I) => `audit_log/${id}` as const,
  /** What the local suite would have sent to phones. */
  push: <I extends string>(id: I) => `pushes/${id}` as const,
  /** What is too long for the event that brings it about, and how far it has come. */
  fanOut: <I extends string>(id: I) => `fan_outs/${id}` as const,
  deadLetter: <I extends string>(id: I) => `dead_letters/${id}` as const,
  rateLimit: <K extends string>(key: K) => `rate_limits/${key}` as const,
  idempotency: <K extends string>(key: K) => `idempotency/${key}` as const,
} as const;

/** @returns the path of the collection that a document path lies in */
export const collectionOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
