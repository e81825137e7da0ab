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

interface Badging {
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

/** Beside the app where it is installed, and on the sign of the tab. */
function showBadge(count: number): void {
  const app = navigator as Badging;
  const told = count > 0 ? app.setAppBadge?.(count) : app.clearAppBadge?.();
  // Browsers may say no to it.
  told?.catch(() => {});
  const sign = document.querySelector<HTMLLinkElement>('link[rel=icon][type="image/svg+xml"]');
  if (sign) sign.href = count > 0 ? '/favicon-news.svg' : '/favicon.svg';
}

/** Says before the title, and on the sign of the tab, how much waits, so that one sees it from another tab. */
export function useTitleCount(count: number): void {
  useEffect(() => {
    waiting = count;
    show();
    showBadge(count);
    return () => {
      waiting = 0;
      show();
      showBadge(0);
    };
  }, [count]);
}
