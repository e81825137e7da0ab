import { AsyncLocalStorage } from 'node:async_hooks';
import firestore from '@google-cloud/firestore';
import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';

/** A change of one counter. The counter goes, by the TTL policy, some time after `expires`. */
export interface Change {
  id: string;
  by: number;
  expires: number;
}

/** What `commit` answers, as far as it is read here: a result a transform a write. */
interface CommitResponse {
  writeResults?: { transformResults?: { integerValue?: string | number }[] }[];
}
type Commit = (this: unknown, ...args: unknown[]) => Promise<[CommitResponse, ...unknown[]]>;

const listening = new AsyncLocalStorage<{ response?: CommitResponse }>();
let installed = false;

/** The commit's answer holds each counter after its increment, but the SDK drops it: it is caught below the SDK. */
function hearCommits(): void {
  if (installed) return;
  installed = true;
  const client = firestore.v1.FirestoreClient.prototype as unknown as { commit: Commit };
  const { commit } = client;
  client.commit = async function heard(...args) {
    const answer = await commit.apply(this, args);
    const listener = listening.getStore();
    if (listener) listener.response = answer[0];
    return answer;
  };
}

/**
 * Changes counters in one commit: no read, one round trip, and of any number of callers at once each gets another count.
 * @returns the counters after the change, in the order of `changes`
 */
export async function changeCounters(changes: readonly Change[]): Promise<number[]> {
  hearCommits();
  const batch = db().batch();
  for (const { id, by, expires } of changes) {
    const fields = { count: FieldValue.increment(by), expires_at: Timestamp.fromMillis(expires) };
    batch.set(db().doc(paths.rateLimit(id)), fields, { merge: true });
  }
  const heard: { response?: CommitResponse } = {};
  await listening.run(heard, () => batch.commit());
  return changes.map((_, i) => {
    const count = Number(heard.response?.writeResults?.[i]?.transformResults?.[0]?.integerValue);
    if (!Number.isInteger(count)) throw new Error('The Firestore client told no counter: counters.ts needs mending.');
    return count;
  });
}

/** @returns until when the counter lives, in milliseconds; 0 where there is none */
export async function counterExpiry(id: string): Promise<number> {
  const expires: unknown = (await db().doc(paths.rateLimit(id)).get()).get('expires_at');
  return expires instanceof Timestamp ? expires.toMillis() : 0;
}
