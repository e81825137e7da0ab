import { useStanding } from '../connections/standing.ts';
import { isNotFound } from '../live/api.ts';
import { usePerson } from '../users/person.ts';
import type { Thread } from './thread-data.ts';
import type { Correspondent, Listed } from './types.ts';

/**
 * What stands where one writes: `write`, also what will be a request; `waiting` for an answer to mine; `answer` theirs;
 * `blocked` by me; `closed`, whyever.
 */
export type Way = 'write' | 'waiting' | 'answer' | 'blocked' | 'closed' | 'unknown';

/** What one may do in a conversation right now. */
export function useWay(
  person: Correspondent,
  conversation: Listed | null | undefined,
  thread: Thread | undefined,
): { way: Way; isStranger: boolean } {
  // Where the conversation doesn't say it, the person's own page does.
  const { data, error } = usePerson(person.username, conversation === null);
  const standing = useStanding(person, data?.relation);
  const isStranger = !conversation && standing !== 'connected' && standing !== 'unknown';
  const is = (way: Way) => ({ way, isStranger });
  if (conversation?.state === 'request') return is(conversation.requested_by === person.id ? 'answer' : 'waiting');
  if (conversation) return is(conversation.can_send ? 'write' : 'closed');
  if (conversation === undefined) return is('unknown');
  if (isNotFound(error)) return is('closed');
  if (standing === 'blocked') return is('blocked');
  // Where there is nothing yet, one may begin before the rest is known.
  if (!data && !error && thread?.messages.length !== 0) return is('unknown');
  return is('write');
}
