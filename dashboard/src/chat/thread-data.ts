import type { Known } from './types.ts';

/** What is known of a conversation's messages: without a gap, from the oldest that was fetched to the newest. */
export interface Thread {
  /** Oldest first. */
  messages: readonly Known[];
  /** Where REST goes on with older ones; undefined before it was asked for any. */
  cursor: string | undefined;
  /** Whether there are none before these. */
  isWhole: boolean;
  /** The time of the newest up to which none is missing: what I have just sent may stand further on. */
  heard: string;
}

/** The order of both sides: the server's time, which never stands still in a conversation, then the id. */
export const inOrder = (a: Known, b: Known): number =>
  a.timestamp < b.timestamp || (a.timestamp === b.timestamp && a.id < b.id) ? -1 : 1;

/** @returns `known` with `more` put in its place; what both have is as in `more` */
export function withMessages(known: readonly Known[], more: readonly Known[]): readonly Known[] {
  if (more.length === 0) return known;
  const fresh = new Map(more.map((message) => [message.id, message]));
  const kept = known.filter(({ id }) => !fresh.has(id));
  const last = kept.at(-1);
  const sorted = [...more].sort(inOrder);
  // Most come at the end.
  if (!last || (sorted[0] && inOrder(last, sorted[0]) < 0)) return [...kept, ...sorted];
  return [...kept, ...sorted].sort(inOrder);
}

/**
 * What a listener of the newest page says.
 * @param limit how many it hears at most
 */
export function withNewest(thread: Thread | undefined, newest: readonly Known[], limit: number): Thread {
  const sorted = [...newest].sort(inOrder);
  const isWhole = newest.length < limit;
  const [first] = sorted;
  const heard = sorted.at(-1)?.timestamp ?? thread?.heard ?? '';
  // After a long time away more has come than it hears: between what was known and that, some would be missing.
  const hasGap = !isWhole && first !== undefined && thread !== undefined && first.timestamp > thread.heard;
  if (!thread || hasGap) return { messages: sorted, cursor: undefined, isWhole, heard };
  const messages = withMessages(thread.messages, sorted);
  return { messages, cursor: thread.cursor, isWhole: thread.isWhole || isWhole, heard };
}

/** One page further back. */
export const withOlder = (thread: Thread, older: readonly Known[], next: string | null): Thread => ({
  ...thread,
  messages: withMessages(thread.messages, older),
  cursor: next ?? undefined,
  isWhole: next === null,
});

/** News of messages that are known already: taken back, or their file is ready. */
export function withChanged(thread: Thread | undefined, changed: readonly Known[]): Thread | undefined {
  if (!thread) return thread;
  const known = new Set(thread.messages.map(({ id }) => id));
  return {
    ...thread,
    messages: withMessages(
      thread.messages,
      changed.filter(({ id }) => known.has(id)),
    ),
  };
}
