import type { Query } from 'firebase-admin/firestore';
import * as logger from 'firebase-functions/logger';
import { db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { stackOf } from '../runtime/stack.ts';
import { audiences } from '../store/audiences.ts';
import { patchOf, storedTime } from '../store/converter.ts';
import { pagesOf } from '../store/pages.ts';
import { hideWithin } from './audience.ts';
import { eventDocument, events } from './document.ts';
import { reminder } from './news.ts';
import { isHidden, nextReminder, REMINDERS } from './policy.ts';
import { EventDocument } from './schema.ts';
import { seatTurn, settle } from './seats.ts';
import { tellAttendees } from './tell.ts';

/** Events that are read at a time, and how long a run takes at most: the next one does the rest. */
const PAGE = 500;
const MS = 480_000;

/** Which reminder is due by now: of several that are late the last one says it best. */
function dueFor(event: EventDocument): number | null {
  const left = Date.parse(event.date) - now();
  if (left <= 0) return null;
  return [...REMINDERS].reverse().find((before) => left <= before) ?? null;
}

/** Marks an event as reminded of, unless it was moved meanwhile: then another time is due. */
const mark = ({ id, date }: EventDocument): Promise<void> =>
  seatTurn(id, () =>
    db().runTransaction(async (tx) => {
      const event = (await tx.get(eventDocument(id))).data();
      if (event?.date !== date || event.status !== 'scheduled') return;
      tx.update(eventDocument(id), patchOf(EventDocument, { next_reminder_at: nextReminder(date, now()) }));
    }),
  );

/** Reminds those who go to an event by now. Marked at the end, so that one who dies on the way leaves nobody out. */
async function remindOf(id: string): Promise<number> {
  const event = (await eventDocument(id).get()).data();
  if (event?.status !== 'scheduled' || !event.next_reminder_at || Date.parse(event.next_reminder_at) > now()) return 0;
  const before = dueFor(event);
  const left = Date.parse(event.date) - now();
  const told =
    before === null || isHidden(event)
      ? 0
      : await tellAttendees(event, reminder(event, before, left), { who: 'going' });
  await mark(event);
  return told;
}

/** Takes an event out of the lists that has been over for long. @returns whether it was in them */
const unlist = (id: string): Promise<boolean> =>
  db().runTransaction(async (tx) => {
    const event = (await tx.get(eventDocument(id))).data();
    if (!event || event.shards === 0) return false;
    hideWithin(tx, event);
    tx.update(eventDocument(id), patchOf(EventDocument, { shards: 0 }));
    return true;
  });

/**
 * Reminds of what begins in a day or in an hour, finishes what attendees still have to follow, and takes what has
 * been over for long out of lists. It may stop anywhere,
 * and run twice, late, or beside itself.
 */
export async function remind(): Promise<Report> {
  const report = { events: 0, reminded: 0, settled: 0, unlisted: 0, failed: 0 };
  const until = performance.now() + MS;
  const hasTime = () => performance.now() < until;
  // What fails stays where it is, and is passed over.
  async function* each<T>(query: Query<T>) {
    for await (const page of pagesOf(query, PAGE, hasTime)) yield* page;
  }
  const attempt = async (id: string, work: () => Promise<void>) => {
    if (!hasTime()) return;
    try {
      await work();
    } catch (error) {
      // One that fails must not keep the others: the next run finds it again.
      report.failed += 1;
      logger.error('reminder failed', { event: id, stack: stackOf(error) });
    }
  };
  const due = events().where('next_reminder_at', '<=', storedTime(isoNow())).orderBy('next_reminder_at');
  for await (const { id } of each(due)) {
    await attempt(id, async () => {
      report.reminded += await remindOf(id);
      report.events += 1;
    });
  }
  const unsettled = events().where('unsettled', '==', true).orderBy('__name__');
  for await (const { id } of each(unsettled)) {
    await attempt(id, async () => {
      if (await settle(id, Math.max(0, until - performance.now()))) report.settled += 1;
    });
  }
  // Index: audiences (kind, expires_at).
  const over = audiences()
    .where('kind', '==', 'event')
    .where('expires_at', '<=', storedTime(isoNow()))
    .orderBy('expires_at');
  for await (const doc of each(over.select('source', 'expires_at'))) {
    await attempt(doc.id, async () => {
      if (await unlist(String(doc.get('source')))) report.unlisted += 1;
    });
  }
  return report;
}
