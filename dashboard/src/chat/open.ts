import { useEffect } from 'react';

/** The conversation that is before one's eyes: what comes in there needs no other sign. */
let open: string | null = null;

/** Says that a conversation is open, for as long as somebody looks at it. */
export function useOpenConversation(pair: string, isLookedAt: boolean): void {
  useEffect(() => {
    if (!isLookedAt) return;
    open = pair;
    return () => {
      open = null;
    };
  }, [pair, isLookedAt]);
}

/** The conversation that somebody looks at right now, or null. */
export const openConversation = (): string | null => open;
