import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { decoded } from './decoded.ts';

const STORE = 'infloo-scroll';
/** How many steps of the history are remembered. */
const KEPT = 60;
/** Milliseconds within which a page must have become as long as it was. */
const PATIENCE = 5000;

/** Where one was on a page: how far down, also in what scrolls by itself, and the link that led away. */
interface Place {
  at: Record<string, number>;
  link?: string;
}

interface State {
  step?: string;
}

const places = new Map<string, Place>(kept());
/** The step of the history that is shown. */
let step = '';
/** What the step that was gone back to remembers, until the page is as it was. */
let wanted: Place | null = null;

function kept(): [string, Place][] {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? '[]') as [string, Place][];
  } catch {
    return [];
  }
}

function keep(): void {
  try {
    sessionStorage.setItem(STORE, JSON.stringify([...places].slice(-KEPT)));
  } catch {
    // Storage is blocked or full: it is remembered for as long as the page.
  }
}

const placeOf = (name: string): Place => {
  const place = places.get(name) ?? { at: {} };
  places.set(name, place);
  return place;
};

/** Gives the step of the history a name, unheard by the router. */
function nameStep(name: string): void {
  step = name;
  History.prototype.replaceState.call(history, { ...(history.state as object | null), step: name }, '');
}

const stepIn = (state: unknown): string | undefined => (state as State | null)?.step;

function onScroll({ target }: Event): void {
  if (wanted) return;
  if (target === document) placeOf(step).at[''] = window.scrollY;
  else if (target instanceof HTMLElement && target.dataset.keepsScroll) {
    placeOf(step).at[target.dataset.keepsScroll] = target.scrollTop;
  }
}

/** The step that is left: a scroll may not have been told yet. */
function leave(): void {
  const place = placeOf(step);
  place.at[''] = window.scrollY;
  const link = document.activeElement?.closest('main a[href]')?.getAttribute('href');
  if (link) place.link = link;
  else delete place.link;
}

// Captured, and so before the router hears of it and the page changes.
const FIRST = { capture: true };
if (typeof window !== 'undefined') {
  history.scrollRestoration = 'manual';
  nameStep(stepIn(history.state) ?? crypto.randomUUID());
  wanted = places.get(step) ?? null;
  document.addEventListener('scroll', onScroll, { capture: true, passive: true });
  window.addEventListener('pagehide', () => {
    leave();
    keep();
  });
  const onBack = () => {
    if (stepIn(history.state) === step) return;
    // Where one is still on the way to a step, its place isn't reached yet.
    if (wanted === null) leave();
    arrive(stepIn(history.state) ?? crypto.randomUUID());
  };
  const onPush = () => {
    // Where one has just gone back, and stays: a dialog was closed by it, or edits would be lost.
    const stays = wanted !== null;
    if (!stays) leave();
    wanted = null;
    // One that has a name is the step that was left, once more: what lay above it was closed by going back.
    nameStep(stepIn(history.state) ?? crypto.randomUUID());
  };
  window.addEventListener('popstate', onBack, FIRST);
  window.addEventListener('pushState', onPush, FIRST);
  // Filters and tabs change the address of the step, not the step.
  window.addEventListener('replaceState', () => nameStep(step), FIRST);
}

/** The step that was gone back to, or on to. */
function arrive(name: string): void {
  nameStep(name);
  wanted = places.get(name) ?? null;
}

function apply(place: Place): boolean {
  let isThere = true;
  for (const [name, y] of Object.entries(place.at)) {
    if (name === '') {
      window.scrollTo(0, y);
      isThere &&= Math.abs(window.scrollY - y) < 2;
      continue;
    }
    const scroller = document.querySelector<HTMLElement>(`[data-keeps-scroll="${CSS.escape(name)}"]`);
    if (scroller) scroller.scrollTop = y;
    isThere &&= y === 0 || Math.abs((scroller?.scrollTop ?? 0) - y) < 2;
  }
  return isThere;
}

/** What says that somebody doesn't wait for it. */
export const MOVES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** Scrolls to where one was as soon as the page is long enough. @returns what ends it */
function restore(place: Place, onDone: () => void): () => void {
  let frame = 0;
  const end = () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    clearTimeout(timer);
    for (const move of MOVES) window.removeEventListener(move, end);
    if (wanted === place) wanted = null;
  };
  const look = () => {
    if (!apply(place)) return;
    end();
    onDone();
  };
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(look);
  });
  const timer = setTimeout(end, PATIENCE);
  observer.observe(document.body, { childList: true, subtree: true });
  for (const move of MOVES) window.addEventListener(move, end, { passive: true });
  look();
  return end;
}

/** Brings what the address names behind its # into view, once it is there. @returns what ends it */
function seek(id: string): () => void {
  const end = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  const look = () => {
    const target = document.getElementById(id);
    if (!target) return;
    end();
    target.scrollIntoView();
    const title = target.querySelector<HTMLElement>('h2') ?? target;
    title.setAttribute('tabindex', '-1');
    title.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(look);
  const timer = setTimeout(end, PATIENCE);
  observer.observe(document.body, { childList: true, subtree: true });
  look();
  return end;
}

const hash = (): string => decoded(location.hash.slice(1));

/**
 * Keeps what a browser does by itself where pages are loaded: a new page begins at its top and has the focus; going back
 * leads to where one was, and to the link that one had followed; a link with a # leads to that part.
 */
export function useScrollMemory(main: RefObject<HTMLElement | null>): void {
  const [path] = useLocation();
  const last = useRef<string | null>(null);
  useEffect(() => {
    const isFirst = last.current === null;
    if (last.current === path) return;
    last.current = path;
    // The page may have changed before the window's listeners are called.
    const name = stepIn(history.state);
    if (name && name !== step) arrive(name);
    const place = wanted;
    if (place) {
      return restore(place, () => {
        if (isFirst) return;
        const link = place.link && main.current?.querySelector<HTMLElement>(`a[href="${CSS.escape(place.link)}"]`);
        (link || main.current)?.focus({ preventScroll: true });
      });
    }
    if (hash()) return seek(hash());
    if (isFirst) return;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path, main]);
  useEffect(() => {
    let end = () => {};
    // To another part of the same page.
    const onPush = () => {
      if (location.pathname !== last.current || !hash()) return;
      end();
      end = seek(hash());
    };
    // To another step of the page that is shown, which won't change for it.
    const onBack = () => {
      const place = wanted;
      if (location.pathname !== last.current || !place) return;
      // Which may have been on the way to the same place, and takes its end for the arrival.
      end();
      wanted = place;
      end = restore(place, () => {});
    };
    window.addEventListener('pushState', onPush);
    window.addEventListener('popstate', onBack);
    return () => {
      end();
      window.removeEventListener('pushState', onPush);
      window.removeEventListener('popstate', onBack);
    };
  }, []);
}
