import type { Message } from '@api/chat/schema.ts';
import { LIMITS } from '@api/contract/limits.ts';
import { tidyLine } from '@api/contract/text.ts';
import type { QueryClient } from '@tanstack/react-query';
import { ApiError, call, signedInUid, wordsOf } from '../live/api.ts';
import { upload } from '../live/upload.ts';
import { inLane } from './lane.ts';
import { OutgoingStore } from './outgoing.ts';
import type { Outgoing, OutgoingFile, Pending } from './types.ts';

/** Seconds before a message is sent again that found no way. */
const BACKOFF = [1, 2, 5, 15, 30];

const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.code === 'network' || error.code === 'in_progress' || error.status >= 500;

/** What was kept in the inbox is gone: it is cleared after a day. */
const isGone = (error: unknown): boolean =>
  error instanceof ApiError && error.errors.some(({ field }) => field === 'path');

/** The fault that the API has found in what was written, or in the file. */
const wordsFor = (error: unknown): string => (error instanceof ApiError && error.errors[0]?.message) || wordsOf(error);

/**
 * What one person has written and what is not there yet. Of each conversation one message is sent after the other, by
 * one tab at a time; all tabs show them. Should two send the same one, as where a tab wakes that was robbed of its lane,
 * the API makes one of it.
 */
export class Outbox {
  readonly #uid: string;
  readonly #store: OutgoingStore;
  readonly #onSent: (message: Message) => void;
  readonly #watchers = new Set<() => void>();
  readonly #lanes = new Set<string>();
  readonly #stops = new Map<string, AbortController>();
  #pending: readonly Pending[] = [];
  /** Shown, and not in the store yet; and the other way round. */
  readonly #fresh = new Set<string>();
  readonly #gone = new Set<string>();
  /** Taken back: if one arrives all the same, it is deleted. */
  readonly #discarded = new Set<string>();
  /** Files that were sent from this page: shown from here, they need not come back first. */
  readonly #files = new Map<string, OutgoingFile>();
  /** End the pauses between tries. */
  readonly #wakes = new Set<() => void>();
  #channel: BroadcastChannel | null = null;
  #isStopped = true;

  constructor(uid: string, onSent: (message: Message) => void) {
    this.#uid = uid;
    this.#store = new OutgoingStore(uid);
    this.#onSent = onSent;
  }

  /** Takes up what was left, and goes on until `stop()`. */
  start(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    if ('BroadcastChannel' in globalThis) {
      this.#channel = new BroadcastChannel(`infloo-outbox-${this.#uid}`);
      this.#channel.addEventListener('message', () => void this.#load());
    }
    globalThis.addEventListener('online', this.#goOn);
    document.addEventListener('resume', this.#goOn);
    void this.#load().then(this.#goOn);
  }

  stop(): void {
    this.#isStopped = true;
    this.#channel?.close();
    this.#channel = null;
    globalThis.removeEventListener('online', this.#goOn);
    document.removeEventListener('resume', this.#goOn);
    for (const stop of this.#stops.values()) stop.abort();
    this.#wakeAll();
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** The same array until something changes. */
  readonly pending = (): readonly Pending[] => this.#pending;

  /** The file that was sent with a message of this page. */
  readonly fileOf = (clientId: string): OutgoingFile | null => this.#files.get(clientId) ?? null;

  /** Takes a message, and sends it as soon as there is a way. */
  async add(message: Outgoing): Promise<void> {
    this.#fresh.add(message.client_id);
    if (message.attachment) this.#files.set(message.client_id, message.attachment);
    this.#show([...this.#pending, { ...message, share: null, waits: false }]);
    await this.#keep(message);
    this.#fresh.delete(message.client_id);
    this.#send(message.to);
  }

  /** Sends what was refused once more. */
  async retry(clientId: string): Promise<void> {
    const found = this.#pending.find((each) => each.client_id === clientId);
    if (!found) return;
    this.#change(clientId, { refused: null, waits: false });
    await this.#keep({ ...kept(found), refused: null });
    this.#wakeAll();
    this.#send(found.to);
  }

  /** Lets go of what has arrived, although its answer was lost. */
  readonly confirm = (clientId: string): void => void this.#remove(clientId);

  /** Told of what has arrived: it is deleted if it was taken back meanwhile. */
  readonly arrived = ({ id, client_id }: Pick<Message, 'id' | 'client_id'>): void => {
    if (!client_id || !this.#discarded.delete(client_id)) return;
    // Without a way it is taken back when it is shown again.
    call('DELETE /chat/messages/{id}', { params: { id } }).catch(() => this.#discarded.add(client_id));
  };

  /** Takes back what has not arrived. */
  async discard(clientId: string): Promise<void> {
    this.#discarded.add(clientId);
    this.#stops.get(clientId)?.abort();
    await this.#remove(clientId);
  }

  readonly #goOn = (): void => {
    this.#wakeAll();
    for (const to of new Set(this.#pending.map((each) => each.to))) this.#send(to);
  };

  /** Whether it is still this person's browser, and this page. */
  #isOver(): boolean {
    return this.#isStopped || signedInUid() !== this.#uid;
  }

  /** Whether it still waits: it may have been taken back meanwhile, here or in another tab. */
  #waits(clientId: string): boolean {
    return this.#pending.some((each) => each.client_id === clientId);
  }

  async #load(): Promise<void> {
    const all = await this.#store.all();
    if (this.#isStopped) return;
    const now = new Map(this.#pending.map((each) => [each.client_id, each]));
    const known = new Set(all.map(({ client_id }) => client_id));
    this.#show([
      ...all
        .filter(({ client_id }) => !this.#gone.has(client_id))
        .map((each) => ({ share: null, waits: false, ...now.get(each.client_id), ...each })),
      ...this.#pending.filter(({ client_id }) => this.#fresh.has(client_id) && !known.has(client_id)),
    ]);
  }

  async #keep(message: Outgoing): Promise<void> {
    await this.#store.put(message);
    this.#channel?.postMessage('changed');
  }

  async #remove(clientId: string): Promise<void> {
    this.#gone.add(clientId);
    this.#show(this.#pending.filter((each) => each.client_id !== clientId));
    await this.#store.remove(clientId);
    this.#channel?.postMessage('changed');
  }

  #show(pending: readonly Pending[]): void {
    this.#pending = pending;
    for (const watcher of this.#watchers) watcher();
  }

  #change(clientId: string, by: Partial<Pending>): void {
    this.#show(this.#pending.map((each) => (each.client_id === clientId ? { ...each, ...by } : each)));
  }

  /** Sends what waits for one person, in the order in which it was written. */
  #send(to: string): void {
    if (this.#lanes.has(to)) return;
    this.#lanes.add(to);
    inLane(`infloo-outbox-${this.#uid}-${to}`, (isMine) => this.#sendAll(to, isMine)).then(
      (isDone) => {
        this.#lanes.delete(to);
        // What came in while the last one was being put away. Whoever has lost the lane goes on when the page wakes.
        if (isDone && !this.#isOver() && this.#pending.some((each) => each.to === to && each.refused === null))
          this.#send(to);
      },
      () => this.#lanes.delete(to),
    );
  }

  async #sendAll(to: string, isMine: () => boolean): Promise<void> {
    // Another tab may have sent them while this one waited for its turn.
    await this.#load();
    for (let failures = 0; !this.#isOver() && isMine(); ) {
      const next = this.#pending.find((each) => each.to === to && each.refused === null);
      if (!next) return;
      try {
        await this.#deliver(kept(next));
        failures = 0;
      } catch (error) {
        if (this.#isOver() || !this.#waits(next.client_id)) continue;
        if (isPassing(error)) {
          this.#change(next.client_id, { share: null, waits: true });
          await this.#pause(BACKOFF[Math.min(failures, BACKOFF.length - 1)] ?? 30);
          failures += 1;
        } else {
          const refused = wordsFor(error);
          this.#change(next.client_id, { share: null, waits: false, refused });
          await this.#keep({ ...kept(next), refused });
        }
      }
    }
  }

  /** Waits, but no longer than until the line is back or somebody asks. */
  #pause(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wakes.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, seconds * 1000);
      this.#wakes.add(wake);
    });
  }

  #wakeAll(): void {
    for (const wake of [...this.#wakes]) wake();
  }

  async #deliver(message: Outgoing): Promise<void> {
    const path = message.attachment ? (message.path ?? (await this.#upload(message, message.attachment.file))) : null;
    if (this.#isOver() || !this.#waits(message.client_id)) return;
    const { client_id, to: receiver, content } = message;
    try {
      const alt = message.attachment?.alt?.trim();
      const file_name = message.attachment && tidyLine(message.attachment.file.name).slice(-LIMITS.file_name);
      const body = {
        receiver,
        client_id,
        ...(content && { content }),
        ...(path && { path }),
        ...(alt && { alt }),
        ...(file_name && { file_name }),
      };
      const sent = await call('POST /chat', { body });
      if (this.#discarded.has(client_id)) this.arrived(sent);
      else this.#onSent(sent);
    } catch (error) {
      if (path && message.path && isGone(error)) {
        await this.#keep({ ...message, path: null });
        this.#change(client_id, { path: null });
        throw new Error('The file has to be sent again.', { cause: error });
      }
      throw error;
    }
    await this.#remove(client_id);
  }

  async #upload(message: Outgoing, file: File): Promise<string> {
    const stop = new AbortController();
    this.#stops.set(message.client_id, stop);
    this.#change(message.client_id, { share: 0, waits: false });
    try {
      const onProgress = (share: number) => this.#change(message.client_id, { share });
      const path = await upload('attachment', file, { onProgress, signal: stop.signal });
      this.#change(message.client_id, { share: 1, path });
      if (this.#waits(message.client_id)) await this.#keep({ ...message, path });
      return path;
    } finally {
      this.#stops.delete(message.client_id);
    }
  }
}

/** What is kept of a message, without what is only shown. */
const kept = ({ share: _, waits: __, ...message }: Pending): Outgoing => message;

const outboxes = new WeakMap<QueryClient, Outbox>();

/** The outbox of a session. */
export function outboxOf(queries: QueryClient, uid: string, onSent: (message: Message) => void): Outbox {
  const outbox = outboxes.get(queries) ?? new Outbox(uid, onSent);
  outboxes.set(queries, outbox);
  return outbox;
}
