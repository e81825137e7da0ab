import type { DocumentReference, Query } from 'firebase-admin/firestore';
import { db } from '../firebase.ts';
import { inGroups, tellEach, withdrawFrom } from '../notifications/fan-out.ts';
import { inbox, type News, renew } from '../notifications/notify.ts';
import { longWork } from '../runtime/long-work.ts';
import { readTogether } from '../store/converter.ts';
import { pagesOf } from '../store/pages.ts';
import { deleteTogether } from '../store/writer.ts';
import { attendeeDocument, eventDocument } from './document.ts';
import { cancelledId, takenDownId } from './news.ts';
import type { AttendanceStatus, Attendee, EventDocument } from './schema.ts';
import { attendees } from './seats.ts';

/** Attendees that are read, told and looked at again at a time. */
const PAGE = 500;

/** What it takes to go through those in an event. */
type InEvent = Pick<EventDocument, 'id' | 'counts'>;

const amountOf = ({ counts }: InEvent): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Which walk through those in an event it is of what one task does: its name stands in cursors. */
export type Walk = 'first' | 'second';

/**
 * @param cursor of whichever walk; one without a name is of the first
 * @returns after whom a walk begins, null for its beginning; undefined where an earlier try has done it
 */
export function beginningOf(walk: Walk, cursor: string | null): string | null | undefined {
  if (cursor === null) return null;
  const [uid, name = 'first'] = cursor.split(' ').reverse();
  if (name === walk) return uid;
  return walk === 'first' ? undefined : null;
}

/** Goes through those in an event, page by page, from where an earlier try has come to. @returns how many there were */
async function throughAttendees(
  event: InEvent,
  status: AttendanceStatus | null,
  walk: Walk,
  work: (people: string[]) => Promise<boolean>,
): Promise<number> {
  const progress = longWork(amountOf(event));
  const after = beginningOf(walk, progress.cursor);
  if (after === undefined) return 0;
  const all: Query<Attendee> = status ? attendees(event.id).where('status', '==', status) : attendees(event.id);
  const ordered = all.orderBy('__name__');
  let seen = 0;
  for await (const page of pagesOf(after === null ? ordered : ordered.startAfter(after), PAGE)) {
    const people = page.map(({ id }) => id);
    seen += people.length;
    if (!(await work(people))) break;
    if (people.length === PAGE) await progress.save(`${walk} ${people.at(-1)}`);
  }
  return seen;
}

/** Whom to tell, and in what row. */
interface Telling {
  /** Only those who take part like this; without it everybody. */
  who?: AttendanceStatus;
  /** Where the same row is told anew: of two the higher one stays. */
  version?: number;
  walk?: Walk;
}

/**
 * Tells those in an event. Cause and people are looked at again after each page: whoever has left by then, or whose event
 * isn't what it was, keeps nothing.
 * @returns how many were looked at
 */
export function tellAttendees(event: InEvent, news: News, { who, version, walk = 'first' }: Telling): Promise<number> {
  const holds = async () => news.cause.holds((await db().doc(news.cause.path).get()).data());
  return throughAttendees(event, who ?? null, walk, async (people) => {
    if (!(await holds())) return false;
    const anew = version !== undefined && { version, again: (to: string) => renew(to, news, version) };
    await tellEach(people, news, anew || {});
    const answers = await readTogether(db(), ...people.map((uid) => attendeeDocument(event.id, uid)));
    const still = await holds();
    const left = people.filter((_, i) => !still || !answers[i] || (who && answers[i]?.status !== who));
    await withdrawFrom(left, news.id);
    return still;
  });
}

/**
 * Tells anew those in an event who have the row of it already.
 * @returns how many were looked at
 */
export function tellAgain(event: InEvent, news: News, version: number): Promise<number> {
  return throughAttendees(event, null, 'first', async (people) => {
    const rows = await readTogether(db(), ...people.map((uid) => inbox(uid, news.id)));
    const told = people.filter((_, i) => rows[i]);
    await inGroups(told, (to) => renew(to, news, version));
    return true;
  });
}

/** Takes back from everybody in an event what they were told. */
export const takeBack = (event: InEvent, id: string, walk: Walk): Promise<number> =>
  throughAttendees(event, null, walk, async (people) => {
    await withdrawFrom(people, id);
    return true;
  });

/** All rows that tell of an event, whoever has them. Index: notifications (target.id), collection group. */
const rowsOf = (id: string): Query =>
  db().collectionGroup('notifications').where('target.id', '==', id).orderBy('__name__').select();

/**
 * Removes those rows of an event that `isGone` says of.
 * @param remove removes those of a page; false where no more is to be removed
 * @returns how many were looked at
 */
async function forget(
  id: string,
  isGone: (row: string) => boolean,
  remove: (rows: DocumentReference[]) => Promise<boolean>,
): Promise<number> {
  let seen = 0;
  for await (const docs of pagesOf(rowsOf(id), PAGE)) {
    seen += docs.length;
    const gone = docs.filter((doc) => isGone(doc.id)).map(({ ref }) => ref);
    if (gone.length > 0 && !(await remove(gone))) break;
  }
  return seen;
}

/**
 * Removes whatever tells of an event that is gone, cancelled or hidden, but for that it doesn't take place.
 * @param kept another row that stays
 * @returns how many notifications were looked at
 */
export const forgetEvent = (id: string, kept?: string): Promise<number> =>
  forget(
    id,
    (row) => ![cancelledId(id), takenDownId(id), kept].includes(row),
    async (rows) => {
      await deleteTogether(rows);
      return true;
    },
  );

/**
 * Removes that an event is cancelled from whoever was told, also from who has left it since, as long as it takes place: what
 * is told of it once it is cancelled anew stays.
 * @returns how many notifications were looked at
 */
export async function forgetCancelled(event: InEvent): Promise<number> {
  const { id } = event;
  // Asked for its answer alone: as many have the row as are in the event, and a task begins with the rows that are left.
  longWork(amountOf(event));
  return forget(
    id,
    (row) => row === cancelledId(id),
    (rows) =>
      db().runTransaction(async (tx) => {
        const is = (await tx.get(eventDocument(id))).data();
        if (is?.status !== 'scheduled' || is.taken_down !== null) return false;
        for (const row of rows) tx.delete(row);
        return true;
      }),
  );
}
