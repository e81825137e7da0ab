import { db } from '../firebase.ts';
import { patchOf } from '../store/converter.ts';
import { inTurn } from '../store/in-turn.ts';
import { sideBySide } from '../store/meter.ts';
import { eventDocument } from './document.ts';
import { ATTENDANCE, type Counts, EventDocument } from './schema.ts';
import { attendees } from './seats.ts';

/** @returns the latest moment that a time of an event may mean: the local suite tells them in whole seconds */
const latestOf = (time: string): number => {
  const ms = Date.parse(time);
  return ms % 1000 === 0 ? ms + 999 : ms;
};

/**
 * Counts again who is in an event, and how. Of many changes at once one count serves all that it has seen: whoever comes
 * after it looks, and goes.
 * @param changed when the attendees were changed, ISO 8601
 */
export const recount = (id: string, changed: string): Promise<void> =>
  inTurn(`counts of ${id}`, async () => {
    const event = (await eventDocument(id).get()).data();
    if (!event) return;
    if (event.counted_at && Date.parse(event.counted_at) > latestOf(changed)) return;
    const found = await sideBySide(
      ATTENDANCE.map((status) => () => attendees(id).where('status', '==', status).count().get()),
    );
    const counts = Object.fromEntries(ATTENDANCE.map((status, i) => [status, found[i]?.data().count ?? 0])) as Counts;
    // Of the database itself, so that no clock but its own decides which count is the newer one.
    const counted = Math.min(...found.map(({ readTime }) => readTime.toMillis()));
    await db().runTransaction(async (tx) => {
      const now = (await tx.get(eventDocument(id))).data();
      if (!now || (now.counted_at && Date.parse(now.counted_at) > counted)) return;
      const counted_at = new Date(counted).toISOString();
      tx.update(eventDocument(id), patchOf(EventDocument, { counts, counted_at }));
    });
  });
