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
    let last = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const detach = listenToDocument(
      paths.typing(pair, other),
      (data) => {
        const until = (data?.until as { toMillis(): number } | undefined)?.toMillis() ?? 0;
        if (until === last) return;
        clearTimeout(timer);
        // What stood there before may be long over; and what goes back says that they have stopped, whatever the clocks say.
        const isOver = until <= Math.max(last, serverNow());
        last = until;
        if (isOver) return setTyping(false);
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
      // Rules let nobody delete it: a time that is long over says that one has stopped.
      const until = sdk.Timestamp.fromMillis(isTyping ? serverNow() + AHEAD : 0);
      await sdk.setDoc(marker, { until });
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
