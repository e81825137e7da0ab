import { folders } from '../contract/folders.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { contentOf, inbox } from '../notifications/notify.ts';
import { wants } from '../notifications/policy.ts';
import { now } from '../runtime/clock.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { eraseByPage, eraseFolder, eraseFound, type Part } from '../store/erasure.ts';
import { sideBySide } from '../store/meter.ts';
import { accountDocument } from '../users/documents.ts';
import { leave } from './attendance.ts';
import { hideWithin } from './audience.ts';
import { calendarsOf } from './calendar.ts';
import { attendancesOf, eventDocument, eventsOf } from './document.ts';
import { cancelled } from './news.ts';
import { isOver } from './policy.ts';
import { EventDocument } from './schema.ts';
import { attendees, seatTurn } from './seats.ts';

/** Events, and what somebody answered, that are looked at at a time. */
const PAGE = 50;
/** Attendees a commit: each takes two writes. */
const ATTENDEES = 100;

const hosted = (uid: string) => eventsOf(uid).orderBy('date');
const attending = (uid: string) => attendancesOf(uid).orderBy('date');

/** Their seats go to those who wait. */
const leaveAll = eraseByPage(PAGE, async (uid, hasTime) => {
  const { docs } = await attending(uid).limit(PAGE).get();
  let removed = 0;
  for (const doc of docs) {
    await leave(uid, doc.data().event);
    removed += 1;
    if (!hasTime()) break;
  }
  return { found: docs.length, removed, left: removed < docs.length };
});

/** Closes an event, so that nobody joins it any more. @returns it as it was; undefined where it is gone */
const close = (id: string): Promise<EventDocument | undefined> =>
  seatTurn(id, () =>
    db().runTransaction(async (tx) => {
      const event = (await tx.get(eventDocument(id))).data();
      const patch = { status: 'cancelled', listed: 'no', next_reminder_at: null, shards: 0 } as const;
      if (event) hideWithin(tx, event);
      if (event?.status === 'scheduled') tx.update(eventDocument(id), patchOf(EventDocument, patch));
      return event;
    }),
  );

/**
 * Takes a page of people out of an event whose host has left, and tells them, in one commit.
 * @param telling whether it would still have taken place
 */
const dismiss = (event: EventDocument, telling: boolean): Promise<number> =>
  db().runTransaction(async (tx) => {
    const { docs } = await tx.get(attendees(event.id).limit(ATTENDEES));
    const people = docs.map(({ id }) => id);
    const news = cancelled(event);
    const [accounts, rows] = telling
      ? await sideBySide([
          () => readTogether(tx, ...people.map(accountDocument)),
          () => readTogether(tx, ...people.map((uid) => inbox(uid, news.id))),
        ])
      : [[], []];
    docs.forEach(({ ref, id }, i) => {
      tx.delete(ref);
      if (wants(accounts[i], news) && !rows[i]) tx.create(inbox(id, news.id), contentOf(news));
    });
    return docs.length;
  });

/** Events of a host who leaves don't take place: those in them are told, and nothing of them stays. */
const endHosted = eraseByPage(PAGE, async (uid, hasTime) => {
  const { docs } = await hosted(uid).limit(PAGE).get();
  let removed = 0;
  for (const { id } of docs) {
    const event = await close(id);
    if (!event) continue;
    const telling = !isOver(event, now());
    for (let dismissed = ATTENDEES; dismissed === ATTENDEES; removed += dismissed) {
      if (!hasTime()) return { found: docs.length, removed, left: true };
      dismissed = await dismiss(event, telling);
    }
    await eventDocument(id).delete();
    removed += 1;
  }
  return { found: docs.length, removed };
});

/** What becomes of this slice's collections and folders when somebody leaves, and what their copy has of them. */
export const PARTS = {
  event: {
    erase: endHosted,
    export: {
      documents: (uid) =>
        db()
          .collection(collectionOf(paths.event('_')))
          .where('host.id', '==', uid)
          .orderBy('date'),
      shows: (data) => ({ ...data, search_tokens: undefined }),
    },
  },
  attendee: {
    erase: leaveAll,
    export: { documents: attending, shows: (data) => ({ ...data, search_tokens: undefined }) },
  },
  calendar: { erase: eraseFound(calendarsOf), export: { without: 'Holds a hash alone: the token is with its owner.' } },
  covers: { erase: eraseFolder(folders.covers), export: { files: folders.covers } },
} as const satisfies Record<string, Part>;
