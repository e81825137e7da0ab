import { TYPING_SECONDS } from '@api/contract/limits.ts';
import { paths } from '@api/contract/paths.ts';
import { useEffect, useRef, useState } from 'react';
import { firestore } from '../live/firebase.ts';
import { listenToDocument } from '../live/listen.ts';
import { serverNow } from '../live/server-time.ts';

/** How far ahead one says it, and how often anew while one types. The clocks of both may be a little wrong. */
const AHEAD = (TYPING_SECONDS - 3) * 1000;
const AGAIN = AHEAD - 3000;

/** Whether the other one is typing, as far as they let others know. */
export function useIsTyping(pair: string, other: string, isOpen: boolean): boolean {
  const [isTyping, setTyping] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    let isFirst = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const detach = listenToDocument(
      paths.typing(pair, other),
      (data) => {
        clearTimeout(timer);
        const wasFirst = isFirst;
        isFirst = false;
        const until = (data?.until as { toMillis(): number } | undefined)?.toMillis() ?? 0;
        // What stood there before may be long over; what comes is new, whatever the clocks say.
        if (!data || (wasFirst && until <= serverNow())) return setTyping(false);
        setTyping(true);
        timer = setTimeout(() => setTyping(false), AHEAD);
      },
      (live) => {
        if (!live) setTyping(false);
      },
    );
    return () => {
      clearTimeout(timer);
      detach();
      setTyping(false);
    };
  }, [pair, other, isOpen]);
  return isTyping;
}

/**
 * Lets the other one know that I am typing, unless I have switched that off.
 * @returns told of each letter, and when nothing is being typed any more
 */
export function useTellTyping(pair: string, uid: string, isTold: boolean): (isTyping: boolean) => void {
  const saidAt = useRef(0);
  const write = async (isTyping: boolean) => {
    try {
      const { db, sdk } = await firestore();
      const marker = sdk.doc(db, paths.typing(pair, uid));
      await (isTyping
        ? sdk.setDoc(marker, { until: sdk.Timestamp.fromMillis(serverNow() + AHEAD) })
        : sdk.deleteDoc(marker));
    } catch {
      // Closed meanwhile, or no line: nobody waits for it.
    }
  };
  const tell = (isTyping: boolean) => {
    const now = Date.now();
    if (isTyping ? !isTold || now - saidAt.current < AGAIN : saidAt.current === 0) return;
    saidAt.current = isTyping ? now : 0;
    // Offline it would be told when it is long over.
    if (navigator.onLine) void write(isTyping);
  };
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => () => latest.current(false), []);
  return tell;
}
