import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/**
 * `offline`: this device has no line. `silent`: it has one, but Infloo doesn't answer. `back`: it does again, just now.
 * `slow`: it is there, and one waits for an answer for longer than usual.
 */
export type Reach = 'here' | 'offline' | 'silent' | 'back' | 'slow';

/** Seconds before Infloo is asked again whether it is there. */
const BACKOFF = [2, 4, 8, 15, 30];
/** Milliseconds for which it is said that all is well again. */
const SAID = 4000;
/** Milliseconds after which no answer is none. */
const PATIENCE = 8000;

/** Only its no is sure: a line to somewhere counts as one. */
const hasLine = (): boolean => navigator.onLine !== false;

/** Milliseconds after which it is said that something takes long. */
const LONG = 10_000;

let reach: Reach = hasLine() ? 'here' : 'offline';
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let tries = 0;
let asking = false;
/** How many answers take long. */
let late = 0;

function tell(): void {
  for (const watcher of watchers) watcher();
}

function become(next: Reach): void {
  if (reach === next) return;
  reach = next;
  // What is on the screen is fetched again once this goes from false to true.
  onlineManager.setOnline(next === 'here' || next === 'back');
  tell();
}

function beBack(): void {
  clearTimeout(timer);
  tries = 0;
  if (reach === 'here') return;
  become('back');
  timer = setTimeout(() => become('here'), SAID);
}

/** Any answer will do, also a refusal: it is whether there is one. What answers for a server that is away doesn't count. */
async function isThere(): Promise<boolean> {
  try {
    const { status } = await fetch('/api/v1/health', { signal: AbortSignal.timeout(PATIENCE), cache: 'no-store' });
    return !isGateway(status);
  } catch {
    return false;
  }
}

/** Whether an answer comes from what stands before the API, in its place. */
export const isGateway = (status: number): boolean => status === 502 || status === 504;

async function ask(): Promise<void> {
  if (asking) return;
  clearTimeout(timer);
  if (!hasLine()) {
    become('offline');
    return;
  }
  asking = true;
  const there = await isThere();
  asking = false;
  if (there) {
    beBack();
    return;
  }
  become(hasLine() ? 'silent' : 'offline');
  const seconds = BACKOFF[Math.min(tries, BACKOFF.length - 1)] ?? 30;
  tries += 1;
  timer = setTimeout(() => void ask(), seconds * 1000);
}

/** Told of each answer of the API. */
export function noteAnswer(): void {
  if (reach === 'silent') beBack();
}

/** Told when a request has found no way: once is nothing, so it is asked whether anybody is there. */
export function noteSilence(): void {
  if (reach === 'here' || reach === 'back') void ask();
}

/** Told when somebody begins to wait for an answer. @returns what is called when that is over */
export function noteWaiting(): () => void {
  let isLate = false;
  const change = () => {
    isLate = !isLate;
    late += isLate ? 1 : -1;
    tell();
  };
  const alarm = setTimeout(change, LONG);
  return () => {
    clearTimeout(alarm);
    if (isLate) change();
  };
}

/** Asks at once, rather than when its time has come. */
export function askNow(): void {
  tries = 0;
  void ask();
}

/** Follows the line of this device; called once, by the page. */
export function watchReach(): void {
  window.addEventListener('offline', () => {
    clearTimeout(timer);
    become('offline');
  });
  window.addEventListener('online', askNow);
  // Timers sleep with the page, and who looks at it wants to know.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && reach !== 'here' && reach !== 'back') askNow();
  });
}

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};

/** Whether Infloo can be reached right now. */
export const useReach = (): Reach => useSyncExternalStore(watch, () => (reach === 'here' && late > 0 ? 'slow' : reach));
