import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import type { Person } from '../support/api.ts';
import { deliver } from '../support/triggers.ts';
import { join } from './make.ts';

type Data = FirebaseFirestore.DocumentData | undefined;
/** A write of a document, as a trigger hears of it. */
export interface Heard {
  before: Data;
  after: Data;
  time: string;
}

const at = async (path: string): Promise<Data> => (await db().doc(path).get()).data();

/** Does `work`, which writes a document once, and keeps what it wrote: events are delivered when the test says so. */
async function heard(path: string, work: () => Promise<unknown>): Promise<Heard> {
  const before = await at(path);
  await work();
  return { before, after: await at(path), time: new Date().toISOString() };
}

export const eventWrite = (id: string, work: () => Promise<unknown>) => heard(paths.event(id), work);
export const attendeeWrite = (id: string, uid: string, work: () => Promise<unknown>) =>
  heard(paths.attendee(id, uid), work);
/** Somebody's answer to an event, as its trigger hears of it. */
export const answer = (who: Person, id: string, status = 'going') =>
  attendeeWrite(id, who.id, () => join(who, id, status));

/** A document that has just been made, as its trigger hears of it. */
export const madeEvent = async (id: string): Promise<Heard> => ({
  before: undefined,
  after: await at(paths.event(id)),
  time: new Date().toISOString(),
});

/** Delivers it any number of times at once, each held to the trigger's row in the table. */
const times =
  (name: 'onEventWritten' | 'onAttendeeWritten') =>
  (event: Heard, count = 1) =>
    Promise.all(Array.from({ length: count }, () => deliver(name, event, { contended: count > 1 })));

export const deliverEvent = times('onEventWritten');
export const deliverAttendee = times('onAttendeeWritten');
