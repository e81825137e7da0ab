import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { inline, stepOf } from '../ui/direction.ts';

/** @returns the stop that a key leads to; undefined for a key that leads nowhere */
function stopFor(key: string, at: number, last: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const step = stepOf(key);
  return step === 0 ? undefined : Math.min(Math.max(at + step, 0), last);
}

/** Pixels before the end of the row at which more of it is fetched. */
const NEAR = 400;

/**
 * A row that is scrolled sideways, and one stop for the Tab key: the arrows go through what is in it.
 * @param count how many stops it has, each a `[data-stop]`
 * @param onNearEnd called when what is left of it is nearly through
 */
export function useRow(count: number, onNearEnd: () => void) {
  const row = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const [more, setMore] = useState({ before: false, after: false });
  const near = useRef(onNearEnd);
  near.current = onNearEnd;

  const measure = useCallback(() => {
    if (!row.current) return;
    const { scrollLeft, scrollWidth, clientWidth } = row.current;
    const before = inline(scrollLeft);
    const after = scrollWidth - clientWidth - before;
    setMore({ before: before > 4, after: after > 4 });
    if (after < NEAR) near.current();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is in it decides, too.
  useEffect(() => {
    if (!row.current) return;
    const observer = new ResizeObserver(measure);
    observer.observe(row.current);
    return () => observer.disconnect();
  }, [count, measure]);

  const stop = Math.min(at, count - 1);
  return {
    more,
    scroll: (step: 1 | -1) => {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const left = inline(step * (row.current?.clientWidth ?? 0) * 0.8);
      row.current?.scrollBy({ left, behavior: calm ? 'instant' : 'smooth' });
    },
    stopOf: (index: number) => ({ tabIndex: index === stop ? 0 : -1, onFocus: () => setAt(index) }),
    list: {
      ref: row,
      onScroll: measure,
      onKeyDown: (event: KeyboardEvent) => {
        const next = stopFor(event.key, stop, count - 1);
        if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        row.current?.querySelectorAll<HTMLElement>('[data-stop]')[next]?.focus();
      },
    },
  };
}
