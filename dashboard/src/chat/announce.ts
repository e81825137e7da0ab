import { useEffect, useRef, useState } from 'react';
import type { Known } from './types.ts';
import { previewOf } from './words.ts';

/** What a screen reader is told: each message that comes in while one is here. */
export function useAnnouncement(messages: readonly Known[] | undefined, uid: string, name: string): string {
  const [said, setSaid] = useState('');
  const last = useRef<string | undefined>(undefined);
  const newest = messages?.at(-1);
  useEffect(() => {
    const before = last.current;
    if (!newest) return;
    last.current = newest.timestamp;
    if (before !== undefined && newest.timestamp > before && newest.sender !== uid) {
      setSaid(`${name}: ${previewOf(newest, uid)}`);
    }
  }, [newest, uid, name]);
  return said;
}
