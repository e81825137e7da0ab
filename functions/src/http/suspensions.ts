import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';

const TOKEN_LIFE_MS = 60 * 60 * 1000;

let suspended: Set<string> = new Set();
let ready: Promise<void> | undefined;
let detach = (): void => {};

/**
 * Attaches one listener to the suspensions of the last hour: older ones need no check, because the account is
 * disabled and its last ID token has run out. The first caller of an instance waits for the first snapshot.
 */
function watch(): Promise<void> {
  return new Promise((resolve, reject) => {
    detach = db()
      .collection(collectionOf(paths.suspension('_')))
      .where('suspended_at', '>', new Date(Date.now() - TOKEN_LIFE_MS))
      .onSnapshot(
        (snapshot) => {
          suspended = new Set(snapshot.docs.map((doc) => doc.id));
          resolve();
        },
        (error) => {
          // The next request attaches anew, and waits: without the list nobody gets in.
          ready = undefined;
          reject(error);
        },
      );
  });
}

/** @returns whether the account has been suspended within the life of its ID token; costs no read */
export async function isSuspended(uid: string): Promise<boolean> {
  ready ??= watch();
  await ready;
  return suspended.has(uid);
}

/** Lets go of the listener, so that a process can end. */
export function stopWatchingSuspensions(): void {
  detach();
  ready = undefined;
}
