import { clear, createStore, del, set, type UseStore, values } from 'idb-keyval';
import { forgetDrafts } from './drafts.ts';
import type { Outgoing } from './types.ts';

/**
 * What one person has written and what has not arrived, over reloads: in IndexedDB, which holds files, too. Where a
 * browser has none for us, it is kept for as long as the page.
 */
export class OutgoingStore {
  readonly #store: UseStore | null;
  readonly #memory = new Map<string, Outgoing>();

  constructor(uid: string) {
    this.#store = storeOf(uid);
  }

  async all(): Promise<Outgoing[]> {
    const kept = this.#store ? await values<Outgoing>(this.#store).catch(() => []) : [];
    const byId = new Map([...kept, ...this.#memory.values()].map((each) => [each.client_id, each]));
    return [...byId.values()].sort((a, b) => a.written_at - b.written_at);
  }

  async put(message: Outgoing): Promise<void> {
    try {
      if (!this.#store) throw new Error('There is no IndexedDB.');
      await set(message.client_id, message, this.#store);
      this.#memory.delete(message.client_id);
    } catch {
      // No room for the file, or no storage at all.
      this.#memory.set(message.client_id, message);
    }
  }

  async remove(clientId: string): Promise<void> {
    this.#memory.delete(clientId);
    if (this.#store) await del(clientId, this.#store).catch(() => {});
  }
}

const nameOf = (uid: string): string => `infloo-outbox-${uid}`;

function storeOf(uid: string): UseStore | null {
  try {
    return createStore(nameOf(uid), 'messages');
  } catch {
    return null;
  }
}

/** @returns how many messages of somebody wait in this browser */
export const unsentBy = async (uid: string): Promise<number> => (await new OutgoingStore(uid).all()).length;

/** Forgets what somebody has begun and not sent: they sign out of this browser. */
export async function forgetWritten(uid: string): Promise<void> {
  forgetDrafts(uid);
  const store = storeOf(uid);
  if (store) await clear(store).catch(() => {});
}
