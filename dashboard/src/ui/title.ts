import { useEffect } from 'react';
import { badgeOf } from './badge.ts';

let title = 'Infloo';
let waiting = 0;

function show(): void {
  const whole = title === 'Infloo' ? title : `${title} · Infloo`;
  document.title = waiting > 0 ? `(${badgeOf(waiting)}) ${whole}` : whole;
}

/** The document's title, as bookmarks, tabs and screen readers have it. */
export function useTitle(name: string): void {
  useEffect(() => {
    title = name;
    show();
  }, [name]);
}

/** Says before the title how much waits, so that one sees it from another tab. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    waiting = count;
    show();
    return () => {
      waiting = 0;
      show();
    };
  }, [count]);
}
