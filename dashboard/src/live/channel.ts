import type { QueryClient } from '@tanstack/react-query';

/** How long a listener goes on without a screen that needs it: going back and forth must not read everything again. */
const LINGER = 60_000;

/** How often the API is asked while the listener is down, in milliseconds. */
export const POLL = 30_000;

export type Status = 'loading' | 'live' | 'down';

/** One listener, shared by all that show what it hears. */
export class Channel {
  status: Status = 'loading';
  readonly #attach: (onState: (live: boolean) => void) => () => void;
  readonly #onStop: () => void;
  readonly #watchers = new Set<() => void>();
  #detach: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param attach starts the listener, and returns what ends it
   * @param onStop what was heard is kept true no longer
   */
  constructor(attach: (onState: (live: boolean) => void) => () => void, onStop: () => void) {
    this.#attach = attach;
    this.#onStop = onStop;
  }

  /** For `useSyncExternalStore`: listens from the first watcher on, until a while after the last. */
  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    clearTimeout(this.#timer);
    this.#detach ??= this.#attach((live) => this.#become(live ? 'live' : 'down'));
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) this.#timer = setTimeout(() => this.stop(), LINGER);
    };
  };

  stop(): void {
    clearTimeout(this.#timer);
    this.#detach?.();
    this.#detach = undefined;
    this.status = 'loading';
    this.#onStop();
  }

  #become(status: Status): void {
    if (this.status === status) return;
    this.status = status;
    for (const watcher of this.#watchers) watcher();
  }
}

/** By the query cache that they fill, which is one person's. */
const channels = new WeakMap<QueryClient, Map<string, Channel>>();

/** @returns the channel of that name, made by `make` the first time */
export function channelOf(queries: QueryClient, name: string, make: () => Channel): Channel {
  const own = channels.get(queries) ?? new Map<string, Channel>();
  channels.set(queries, own);
  const channel = own.get(name) ?? make();
  own.set(name, channel);
  return channel;
}

/** Ends every listener of a session, also those that linger. */
export function stopChannels(queries: QueryClient): void {
  for (const channel of channels.get(queries)?.values() ?? []) channel.stop();
}
