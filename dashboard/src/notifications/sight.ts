import type { Notification } from '@api/notifications/schema.ts';
import { useEffect, useRef, useState } from 'react';
import { usePreferences } from '../users/preferences.ts';
import { useMarkRead } from './read.ts';

/** So long a row is before somebody until they have seen it. */
const SIGHT_MS = 1_500;
/** So long others are waited for, which then go along in the same request, and how many do at most. */
const GATHER_MS = 1_000;
const MOST = 50;

/** Rows that were marked as unread by hand: to have them before one doesn't change that, until they tell something new. */
const keptUnread = new Set<string>();
export const stateOf = ({ id, created_at }: Notification): string => `${id} ${created_at}`;
export const keepUnread = (notification: Notification): void => void keptUnread.add(stateOf(notification));

/** Watches the element of a row. @returns a function that ends it */
export type Watch = (element: Element, notification: Notification) => () => void;

/**
 * Marks what has been before somebody's eyes for a moment as read, several rows in one request, where they haven't switched
 * that off.
 */
export function useSight(): Watch {
  const isOn = usePreferences().data?.reading.on_sight === true;
  const { seen } = useMarkRead();
  const send = useRef((_: readonly Notification[]) => {});
  send.current = (rows) => {
    if (!isOn) return;
    // If this fails they stay unread, and are seen again another time.
    seen.mutate(rows);
  };
  const [watching] = useState(() => new Watching((rows) => send.current(rows)));
  useEffect(() => () => watching.flush(), [watching]);
  return watching.watch;
}

/** Who is before somebody right now, since when, and what waits to be sent. */
class Watching {
  readonly #send: (rows: readonly Notification[]) => void;
  readonly #rows = new Map<Element, Notification>();
  readonly #timers = new Map<Element, ReturnType<typeof setTimeout>>();
  readonly #seen = new Map<string, Notification>();
  readonly #observer: IntersectionObserver | null;
  #gathering: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (rows: readonly Notification[]) => void) {
    this.#send = send;
    this.#observer =
      'IntersectionObserver' in globalThis
        ? new IntersectionObserver(
            (entries) => {
              for (const { target, isIntersecting } of entries) this.#shown(target, isIntersecting);
            },
            { threshold: 0.6 },
          )
        : null;
  }

  readonly watch: Watch = (element, notification) => {
    this.#rows.set(element, notification);
    this.#observer?.observe(element);
    return () => {
      this.#observer?.unobserve(element);
      this.#shown(element, false);
      this.#rows.delete(element);
    };
  };

  #shown(element: Element, isShown: boolean): void {
    clearTimeout(this.#timers.get(element));
    this.#timers.delete(element);
    if (isShown)
      this.#timers.set(
        element,
        setTimeout(() => this.#look(element), SIGHT_MS),
      );
  }

  #look(element: Element): void {
    // A tab in the background shows its rows to nobody.
    if (document.visibilityState !== 'visible') {
      this.#shown(element, true);
      return;
    }
    const notification = this.#rows.get(element);
    if (!notification || notification.is_read || keptUnread.has(stateOf(notification))) return;
    this.#seen.set(notification.id, notification);
    clearTimeout(this.#gathering);
    if (this.#seen.size < MOST) this.#gathering = setTimeout(this.flush, GATHER_MS);
    else this.flush();
  }

  /** Sends what was seen, without waiting for more of it. */
  readonly flush = (): void => {
    clearTimeout(this.#gathering);
    const rows = [...this.#seen.values()];
    this.#seen.clear();
    if (rows.length > 0) this.#send(rows);
  };
}
