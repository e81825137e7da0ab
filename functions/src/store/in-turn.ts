const tails = new Map<string, Promise<unknown>>();

/**
 * Runs what has the same key one after the other, within this instance. Between instances Firestore's transactions
 * decide; but of many that meet at one document most would only lose, wait and try again.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = tails.get(key) ?? Promise.resolve();
  const mine = before.then(work);
  const tail = mine.catch(() => {});
  tails.set(key, tail);
  try {
    return await mine;
  } finally {
    if (tails.get(key) === tail) tails.delete(key);
  }
}
