import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import type { Person } from './api.ts';
import { deliver } from './triggers.ts';

type Data = FirebaseFirestore.DocumentData | undefined;
/** A write of the connection between two people, as the trigger hears of it. */
export type ConnectionEvent = readonly [before: Data, after: Data];

const between = async (a: Person, b: Person): Promise<Data> =>
  (
    await db()
      .doc(paths.connection(pairId(a.id, b.id)))
      .get()
  ).data();

/**
 * Does `work`, which writes the connection of two people once, and keeps what it wrote: events are delivered when the
 * test says so, as nothing else delivers them in a test's own database.
 */
export async function eventOf(a: Person, b: Person, work: () => Promise<unknown>): Promise<ConnectionEvent> {
  const before = await between(a, b);
  await work();
  return [before, await between(a, b)];
}

/** Delivers it any number of times at once, each held to the trigger's row in the table. */
export const deliverConnection = ([before, after]: ConnectionEvent, times = 1) =>
  Promise.all(
    Array.from({ length: times }, () => deliver('onConnectionWritten', { before, after }, { contended: times > 1 })),
  );
