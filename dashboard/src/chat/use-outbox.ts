import type { Message } from '@api/chat/schema.ts';
import { pairId } from '@api/contract/pair.ts';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useUid } from '../live/session.tsx';
import { chatKeys } from './keys.ts';
import { type Outbox, outboxOf } from './outbox.ts';
import { putMessage } from './thread.ts';
import type { Pending } from './types.ts';

/** What follows for the screens when a message has arrived. */
function take(queries: QueryClient, uid: string, message: Message): void {
  const pair = pairId(uid, message.receiver);
  putMessage(queries, pair, message);
  const heard = queries.getQueryData<readonly unknown[]>(chatKeys.conversation(pair));
  if (heard?.length) return;
  // A first message to a stranger: only REST shows its sender that it waits.
  for (const queryKey of [chatKeys.sent, chatKeys.asked(pair)]) void queries.invalidateQueries({ queryKey });
}

/** The outbox of the session. */
export function useOutbox(): Outbox {
  const uid = useUid();
  const queries = useQueryClient();
  return outboxOf(queries, uid, (message) => take(queries, uid, message));
}

/** Sends what has been written for as long as one is signed in, wherever one is; draws nothing itself. */
export default function Delivery() {
  const outbox = useOutbox();
  useEffect(() => {
    outbox.start();
    return () => outbox.stop();
  }, [outbox]);
  return null;
}

/** What is on its way to somebody. */
export function usePending(to: string): { outbox: Outbox; pending: readonly Pending[] } {
  const outbox = useOutbox();
  const all = useSyncExternalStore(outbox.watch, outbox.pending);
  return { outbox, pending: useMemo(() => all.filter((each) => each.to === to), [all, to]) };
}
