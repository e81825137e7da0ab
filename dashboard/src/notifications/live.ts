import { collectionOf, paths } from '@api/contract/paths.ts';
import type { Notification } from '@api/notifications/schema.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { connectionKeys } from '../connections/keys.ts';
import { refreshEvent } from '../events/live.ts';
import { call, page } from '../live/api.ts';
import { type Live, liveQuery } from '../live/live-query.ts';
import { serverNow } from '../live/server-time.ts';
import { refreshMe } from '../users/me.ts';
import { notificationKeys } from './keys.ts';

/** How many unread ones are kept live; a badge that says more asks for their number. */
const KEPT = 20;

/** The newest unread ones: for the badge, for toasts, and as the sign that the lists have changed. */
export const useUnread: () => Live<Notification> = liveQuery<Notification>({
  key: () => notificationKeys.unread,
  limit: KEPT,
  query: ({ db, sdk }, uid) =>
    sdk.query(
      sdk.collection(db, collectionOf(paths.notification(uid, 'any'))),
      sdk.where('is_read', '==', false),
      sdk.orderBy('created_at', 'desc'),
    ),
  rest: async (_, limit, signal) => {
    const { items } = await page('GET /notifications', { query: { limit }, signal });
    return items.filter(({ is_read }) => !is_read);
  },
  onChange: ({ queries, uid, changed }) => {
    for (const queryKey of [notificationKeys.lists, notificationKeys.count]) {
      void queries.invalidateQueries({ queryKey });
    }
    if (changed.some(({ target }) => target.kind === 'connection')) {
      void queries.invalidateQueries({ queryKey: connectionKeys.all });
    }
    // A seat that became mine, an invitation, a connection who goes.
    for (const { target } of changed) if (target.kind === 'event') void refreshEvent(queries, target.id);
    // Wherever one is: the tick comes, or goes, with the news of it.
    if (changed.some(({ target }) => target.kind === 'verification')) void refreshMe(queries, uid);
  },
});

/** How many the bell counts: those that tell of messages have a badge of their own. */
export function useUnreadCount(): number {
  const { items } = useUnread();
  const isFull = (items?.length ?? 0) >= KEPT;
  const { data } = useQuery({
    queryKey: notificationKeys.count,
    queryFn: async ({ signal }) => (await call('GET /notifications/unread_count', { signal })).unread_count,
    enabled: isFull,
  });
  const here = items?.filter(({ in_messages }) => !in_messages).length ?? 0;
  return isFull ? (data ?? here) : here;
}

/** Milliseconds by which one may come after one that is newer: it says when something happened, and may be told late. */
const LATE = 600_000;

/** A row that tells of something more has a time of its own. */
const nameOf = ({ id, created_at }: Notification): string => `${id} ${created_at}`;

/** Tells of what comes in while one is here, oldest first, and of what is unread no longer. */
export function useArrivals(onChange: (arrived: Notification[], gone: Notification[]) => void): void {
  const { items } = useUnread();
  const latest = useRef(onChange);
  latest.current = onChange;
  const before = useRef<readonly Notification[] | null>(null);
  const told = useRef(new Set<string>());
  /** When the newest of them came; what came before one was here is no news either. */
  const newest = useRef(0);
  useEffect(() => {
    if (!items) return;
    const last = before.current;
    // This machine's clock may be ahead, and is put right with the first answer of the API.
    const since = Math.min(last ? newest.current : Number.POSITIVE_INFINITY, serverNow()) - LATE;
    // An older one may be marked as unread again, or move up where one of a full window is read: no news.
    const arrived = items.filter((each) => !told.current.has(nameOf(each)) && Date.parse(each.created_at) > since);
    for (const each of items) told.current.add(nameOf(each));
    newest.current = Math.max(since + LATE, ...items.map(({ created_at }) => Date.parse(created_at)));
    before.current = items;
    if (!last) return;
    const here = new Set(items.map(({ id }) => id));
    const gone = last.filter(({ id }) => !here.has(id));
    if (arrived.length + gone.length > 0) latest.current(arrived.toReversed(), gone);
  }, [items]);
}
