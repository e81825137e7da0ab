import type { Query, Transaction } from 'firebase-admin/firestore';
import { db } from '../firebase.ts';
import { ABORTED, codeOf } from '../store/codes.ts';
import { sideBySide } from '../store/meter.ts';
import { isWithheld } from './document.ts';
import { userDocument } from './documents.ts';

/** How far a walk through what somebody made has come with one commit. */
export interface Followed {
  /** The path of the last document that is in line; null where it was the last of all. */
  last: string | null;
  /** How many documents were looked at, and written beyond these. */
  looked: number;
  /** How many a commit could take, where that were fewer than were read: whoever goes on reads no more than these. */
  size?: number;
}

/**
 * Brings the next documents of a slice in line with whether `uid` is to be found.
 * @param after where the last commit stopped
 * @param size how many documents to begin with, where that is known
 */
export type Follow = (uid: string, after: string | null, size?: number) => Promise<Followed>;

/** What became of a page. */
interface Brought {
  /** How many of its documents, from the first, are in line now: the others are the next page's. */
  brought: number;
  /** How many other documents were read or written. */
  more: number;
}

/** What a walk goes through, and how. */
interface Walked<T> {
  /** What somebody made. It is walked through by id, which stays, whatever becomes of it meanwhile. */
  all: (uid: string) => Query<T>;
  /** Documents a commit. */
  size: number;
  /** Changes those that aren't in line with `hidden`. Reads before it writes. */
  bring: (tx: Transaction, found: T[], hidden: boolean, uid: string) => Promise<Brought>;
}

/** Whoever loses against others who write the same documents all the time takes fewer of them. */
const FEWER = [10, 1] as const;

/**
 * @returns what goes through documents, a page a commit that reads the profile, too. So a walk that began before the
 *   profile changed writes nothing old, one that begins after it finds all that was written, and the last one leaves all
 *   as the profile is.
 */
export function followBy<T>({ all, size, bring }: Walked<T>): Follow {
  const follow = (uid: string, after: string | null, limit: number): Promise<Followed> =>
    db().runTransaction(
      async (tx) => {
        const ordered = all(uid).orderBy('__name__').limit(limit);
        const [profile, { docs }] = await sideBySide([
          async () => (await tx.get(userDocument(uid))).data(),
          () => tx.get(after === null ? ordered : ordered.startAfter(db().doc(after))),
        ]);
        // Whoever has left takes everything along.
        if (!profile || docs.length === 0) return { last: null, looked: 2 };
        const found = docs.map((doc) => doc.data());
        const { brought, more } = await bring(tx, found, isWithheld(profile), uid);
        const isLast = brought === docs.length && docs.length < limit;
        return {
          last: isLast ? null : (docs[brought - 1]?.ref.path ?? null),
          looked: docs.length + 1 + more,
          ...(brought < docs.length && { size: brought }),
        };
      },
      // Fewer documents are the better way than more tries.
      { maxAttempts: limit === 1 ? 10 : 3 },
    );
  return async (uid, after, first = size) => {
    for (const limit of [first, ...FEWER.filter((fewer) => fewer < first)]) {
      try {
        return await follow(uid, after, limit);
      } catch (error) {
        if (codeOf(error) !== ABORTED || limit === 1) throw error;
      }
    }
    throw new Error('A walk takes at least one document at a time.');
  };
}

/**
 * @param most what a commit can take
 * @returns as many items, from the first, as weigh no more than that together; at least one
 */
export function fitting<T>(items: readonly T[], weigh: (item: T) => number, most: number): T[] {
  let weight = 0;
  const end = items.findIndex((item, i) => {
    weight += weigh(item);
    return i > 0 && weight > most;
  });
  return end === -1 ? [...items] : items.slice(0, end);
}
