import { connectionDocument } from '../connections/ties.ts';
import { otherMember, pairMembers } from '../contract/pair.ts';
import { forgetTargets } from '../notifications/actors.ts';
import { isoNow } from '../runtime/clock.ts';
import { storedTime } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { leave } from './attendance.ts';
import { closedEvents } from './audience.ts';
import { attendancesOf } from './document.ts';

/** For other slices: what becomes of the events of two people when nothing, or a block, is between them. */

/** Index: attendees (id, ends_at, date), collection group. */
const attending = (uid: string) =>
  attendancesOf(uid).where('ends_at', '>', storedTime(isoNow())).orderBy('ends_at').orderBy('date');

/**
 * Takes each of two people out of those events of the other one that they may not see any more, before these are over,
 * and takes back what they were told of them.
 * What is between the two is looked at again with each.
 * @returns how many answers, events and notifications were looked at
 */
export async function leaveUnseen(pair: string): Promise<number> {
  const found = await sideBySide(pairMembers(pair).map((uid) => async () => (await attending(uid).get()).docs));
  const theirs = found.flat().map((doc) => doc.data());
  for (const { id: uid, event, host } of theirs) {
    if (host !== otherMember(pair, uid)) continue;
    await leave(uid, event, async (tx, { visibility }) => {
      const status = (await tx.get(connectionDocument(pair))).data()?.status;
      return status === 'blocked' || (visibility === 'connections' && status !== 'accepted');
    });
  }
  return theirs.length + (await forgetUnseen(pair));
}

/**
 * Takes back what the two were told of those events of each other that are for connections, whoever told them. What comes
 * later isn't told to them: a fan-out looks at the connections again.
 * @returns how many events and notifications were looked at
 */
async function forgetUnseen(pair: string): Promise<number> {
  const connected = (await connectionDocument(pair).get()).data()?.status === 'accepted';
  if (connected) return 0;
  const closed = (await closedEvents(pairMembers(pair), isoNow()).get()).docs.map((doc) => doc.data());
  const removed = await sideBySide(
    pairMembers(pair).map((host) => () => {
      const theirs = closed.filter((event) => event.host.id === host);
      return forgetTargets(
        otherMember(pair, host),
        theirs.map(({ id }) => id),
      );
    }),
  );
  return removed.reduce((sum, count) => sum + count, closed.length);
}
