import type { OwnQueues } from '@api/staff/schema.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../live/api.ts';
import { useRights } from '../live/rights.tsx';
import { staffKeys } from './keys.ts';

export type Queue = NonNullable<OwnQueues['reports']>;

/** How often it is asked what waits, while somebody looks at the page; others work on the queues, too. */
const EVERY = 60_000;

function useAsked() {
  const { permissions } = useRights();
  const isFor = permissions && permissions.length > 0;
  const asked = useQuery({
    queryKey: staffKeys.queues,
    queryFn: ({ signal }) => call('GET /staff/queues', { signal }),
    enabled: isFor === true,
    refetchInterval: EVERY,
    staleTime: 5000,
  });
  return { ...asked, isFor };
}

/** What waits in the queues that one may work on; no data where that isn't known, or isn't for them. */
export function useQueues() {
  const { data, error, refetch } = useAsked();
  return { data, error, refetch };
}

/** Whether it is known what waits, as far as there is something for whoever looks. */
export function useAreQueuesKnown(): boolean {
  const { isFor, isPending } = useAsked();
  return isFor === false || !isPending;
}

/**
 * Has an open queue looked at again when what waits in it has changed. It goes by the numbers, which are asked for anyway:
 * each look at a queue stands in the audit log.
 * @param name null for what doesn't wait
 */
export function useFollowQueue(name: keyof OwnQueues | null, refetch: () => unknown): void {
  const { data } = useQueues();
  const now = name && data?.[name];
  const mark = now ? `${now.waiting} ${now.oldest}` : null;
  const known = useRef(mark);
  useEffect(() => {
    if (mark === null || mark === known.current) return;
    const isFirst = known.current === null;
    known.current = mark;
    if (!isFirst) void refetch();
  }, [mark, refetch]);
}
