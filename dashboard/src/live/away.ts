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
  if (isAway()) leftAt ??= Date.now();
}

/**
 * Follows whether somebody is before the page: it is hidden, the line is down, or the machine sleeps.
 * @param onBack told of each absence that is over, and whether it was a long one
 * @returns what ends it
 */
export function watchAbsence(onBack: (wasLong: boolean) => void): () => void {
  let ticked = Date.now();
  const change = () => {
    look();
    if (leftAt === null || isAway()) return;
    const now = Date.now();
    const wasLong = now - leftAt >= LONG;
    if (wasLong) wasAway(leftAt, now);
    leftAt = null;
    onBack(wasLong);
  };
  const tick = () => {
    const now = Date.now();
    // Clocks of pages stand still while the machine sleeps.
    if (now - ticked >= LONG && !isAway()) {
      wasAway(leftAt ?? ticked, now);
      leftAt = null;
      onBack(true);
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
