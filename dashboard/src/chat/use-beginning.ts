import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { MOVES } from '../ui/scroll-memory.ts';
import type { Row } from './rows.ts';

/** Pictures in a row in which nothing moves, after which rows stand where they stay: a slow machine takes long for each. */
const STILL = 4;

interface Parts {
  scroller: RefObject<HTMLElement | null>;
  list: RefObject<VirtualizerHandle | null>;
  rows: readonly Row[];
  /** Called when what is new stands where it stays, or somebody has begun to move before. */
  onStands: () => void;
}

/**
 * Brings what is new into view where one begins, and keeps it there until it stands: rows have their heights when they
 * have been drawn, and those above push it on.
 * @returns whether that is still under way
 */
export function useBeginning({ scroller, list, rows, onStands }: Parts): RefObject<boolean> {
  const [hasNew] = useState(() => rows.some(({ startsNew }) => startsNew));
  const isUnderWay = useRef(hasNew);
  const latest = useRef({ rows, onStands });
  useEffect(() => {
    latest.current = { rows, onStands };
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!isUnderWay.current || !element) return;
    const bring = (): boolean => {
      const index = latest.current.rows.findIndex(({ startsNew }) => startsNew);
      if (!list.current || index < 0) return true;
      const target = Math.min(list.current.getItemOffset(index), element.scrollHeight - element.clientHeight);
      if (list.current.viewportSize > 0 && Math.abs(element.scrollTop - target) < 2) return true;
      list.current.scrollToIndex(index, { align: 'start' });
      return false;
    };
    const end = () => {
      if (!isUnderWay.current) return;
      isUnderWay.current = false;
      latest.current.onStands();
    };
    let frame = 0;
    let [still, height] = [0, 0];
    const look = () => {
      if (!isUnderWay.current) return;
      still = bring() && element.scrollHeight === height ? still + 1 : 0;
      height = element.scrollHeight;
      if (still < STILL) frame = requestAnimationFrame(look);
      else end();
    };
    bring();
    frame = requestAnimationFrame(look);
    for (const move of MOVES) element.addEventListener(move, end, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      for (const move of MOVES) element.removeEventListener(move, end);
    };
  }, [scroller, list]);
  return isUnderWay;
}
