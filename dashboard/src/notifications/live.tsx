import { collectionOf, paths } from '@api/contract/paths.ts';
import type { Notification } from '@api/notifications/schema.ts';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../live/api.ts';
import { listen, toWire } from '../live/listen.ts';
import { useUid } from '../live/session.tsx';
import { useToast } from './toast.tsx';

/** How many of the newest are kept live. */
export const KEPT = 25;
/** Beyond this the bell says "99+", so counting further would only cost reads. */
const COUNTED = 100;

interface Live {
  /** The newest ones, newest first; null until they are there. */
  newest: readonly Notification[] | null;
  unread: number;
  /** False while the listener is broken off. */
  live: boolean;
  /** @throws ApiError */
  markRead(notification: Notification): Promise<void>;
  /** @throws ApiError */
  markAllRead(): Promise<void>;
}

const LiveContext = createContext<Live | null>(null);

export function useLiveNotifications(): Live {
  const live = use(LiveContext);
  if (!live) throw new Error('useLiveNotifications() outside LiveNotifications');
  return live;
}

/** The notifications of the newest window, and a callback for each that comes in while it is looked at. */
function useNewest(uid: string, onArrival: (notification: Notification) => void) {
  const [newest, setNewest] = useState<readonly Notification[] | null>(null);
  const [live, setLive] = useState(true);
  const arrived = useRef(onArrival);
  arrived.current = onArrival;

  useEffect(() => {
    let before: readonly Notification[] | null = null;
    return listen(
      ({ db, sdk }) =>
        sdk.query(
          sdk.collection(db, collectionOf(paths.notification(uid, 'any'))),
          sdk.orderBy('created_at', 'desc'),
          sdk.limit(KEPT),
        ),
      (snapshot) => {
        const now = snapshot.docs.map((document) => toWire<Notification>(document));
        if (before) {
          // When one is withdrawn from a full window, an older one moves up: added to it, but no news.
          const oldest = before.length === KEPT ? before.at(-1)?.created_at : undefined;
          const known = new Map(before.map(({ id, created_at }) => [id, created_at]));
          for (const notification of now.toReversed()) {
            const isNews = known.get(notification.id) !== notification.created_at;
            if (isNews && !notification.is_read && (!oldest || notification.created_at > oldest)) {
              arrived.current(notification);
            }
          }
        }
        before = now;
        setNewest(now);
      },
      setLive,
    );
  }, [uid]);
  return { newest, live };
}

function useUnread(uid: string): number {
  const [unread, setUnread] = useState(0);
  useEffect(
    () =>
      listen(
        ({ db, sdk }) =>
          sdk.query(
            sdk.collection(db, collectionOf(paths.notification(uid, 'any'))),
            sdk.where('is_read', '==', false),
            sdk.limit(COUNTED),
          ),
        ({ size }) => setUnread(size),
        () => {},
      ),
    [uid],
  );
  return unread;
}

export function LiveNotifications({ children }: { children: ReactNode }) {
  const uid = useUid();
  const markRead = useCallback(async ({ id }: Notification) => {
    await call('PATCH /notifications/{id}/read', { params: { id } });
  }, []);
  const markAllRead = useCallback(async () => {
    await call('POST /notifications/read');
  }, []);
  const toast = useToast(markRead);
  const { newest, live } = useNewest(uid, toast);
  const unread = useUnread(uid);
  const value = useMemo<Live>(
    () => ({ newest, live, unread, markRead, markAllRead }),
    [newest, live, unread, markRead, markAllRead],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}
