import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { call } from '../live/api.ts';
import type { Known, Listed } from './types.ts';

/** How long one looks at what is new before it counts as read; several that come at once are read at once. */
const LOOK = 400;
/** When it is told again that could not be. */
const AGAIN = 5000;

function watchFocus(onChange: () => void): () => void {
  const events = ['focus', 'blur'] as const;
  for (const event of events) window.addEventListener(event, onChange);
  document.addEventListener('visibilitychange', onChange);
  return () => {
    for (const event of events) window.removeEventListener(event, onChange);
    document.removeEventListener('visibilitychange', onChange);
  };
}

/** Whether somebody is before this very page: of several tabs and windows one has the focus. */
export const useIsLookedAt = (): boolean =>
  useSyncExternalStore(watchFocus, () => document.visibilityState === 'visible' && document.hasFocus());

interface Reading {
  conversation: Listed | null | undefined;
  /** The newest message that is shown. */
  newest: Known | undefined;
  other: string;
  /** Whether its end is in view. */
  isAtEnd: boolean;
}

/** Marks a conversation as read when it is really seen: in view, before one's eyes, down to its end. */
export function useMarkRead({ conversation, newest, other, isAtEnd }: Reading): void {
  const isLookedAt = useIsLookedAt();
  const [failures, setFailures] = useState(0);
  const told = useRef('');
  const isUnread = conversation?.state === 'open' && conversation.unread > 0;
  const until = newest?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has failed is told again after a while.
  useEffect(() => {
    if (!isLookedAt || !isAtEnd || !isUnread || !until || told.current === until) return;
    const tell = async () => {
      told.current = until;
      try {
        await call('POST /chat/{user_id}/read', { params: { user_id: other }, body: { until } });
      } catch {
        if (told.current === until) told.current = '';
        setTimeout(() => setFailures((count) => count + 1), AGAIN);
      }
    };
    const timer = setTimeout(() => void tell(), LOOK);
    return () => clearTimeout(timer);
  }, [isLookedAt, isAtEnd, isUnread, until, other, failures]);
}
