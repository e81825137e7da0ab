import { onlineManager } from '@tanstack/react-query';
import { serverNow } from './server-time.ts';

/** Seconds from which on somebody was away, and not only in another tab for a moment. */
const LONG = 60_000;
/** How often it is looked whether the machine has slept. */
const TICK = 15_000;

/** When the absence began that goes on, and the last long one that is over. */
let leftAt: number | null = null;
let last: { from: number; to: number } | null = null;

/** By the server's clock, as what happened is told by it. */
function wasAway(from: number, to: number): void {
  const behind = serverNow() - Date.now();
  last = { from: from + behind, to: to + behind };
}

const isAway = (): boolean => document.hidden || !onlineManager.isOnline();

function look(): void {
  const now = Date.now();
  if (isAway()) {
    leftAt ??= now;
    return;
  }
  if (leftAt !== null && now - leftAt >= LONG) wasAway(leftAt, now);
  leftAt = null;
}

/** Follows whether somebody is before the page: it is hidden, the line is down, or the machine sleeps. @returns what ends it */
export function watchAbsence(onBack: () => void): () => void {
  let ticked = Date.now();
  const change = () => {
    const before = leftAt;
    look();
    if (before !== null && leftAt === null) onBack();
  };
  const tick = () => {
    const now = Date.now();
    // Clocks of pages stand still while the machine sleeps.
    if (now - ticked >= LONG && !isAway()) {
      wasAway(leftAt ?? ticked, now);
      leftAt = null;
      onBack();
    }
    ticked = now;
  };
  look();
  const timer = setInterval(tick, TICK);
  document.addEventListener('visibilitychange', change);
  const stop = onlineManager.subscribe(change);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', change);
    stop();
    leftAt = null;
    last = null;
  };
}

/** Whether nobody looks right now. */
export const isUnseen = (): boolean => document.hidden;

/** Whether something happened while somebody was away for long. */
export function happenedWhileAway(time: string): boolean {
  const at = Date.parse(time);
  return last !== null && at >= last.from && at <= last.to;
}
