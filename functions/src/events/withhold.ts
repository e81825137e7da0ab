import type { Transaction } from 'firebase-admin/firestore';
import type { EventWithheld } from '../contract/events.ts';
import { LIMITS } from '../contract/limits.ts';
import { isoNow } from '../runtime/clock.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { connectionsOf } from '../store/edges.ts';
import { fitting, followBy } from '../users/follow.ts';
import { hideWithin, shownOf, showWithin } from './audience.ts';
import { eventDocument, eventsOf } from './document.ts';
import { isHidden, listedFor, withheldAs } from './policy.ts';
import { EventDocument } from './schema.ts';

/** An event before and after, and whether it is to be shown to an audience that it hasn't now. */
interface Turn {
  before: EventDocument;
  after: EventDocument;
  appears: boolean;
}

/** @returns what becomes of an event when a reason to hide it comes or goes */
function turnOf(before: EventDocument, reason: EventWithheld, holds: boolean): Turn {
  const after = withheldAs(before, reason, holds);
  after.listed = listedFor(after);
  // Those in it are told when it goes or comes, and of two tellings the later one stays.
  if (isHidden(after) !== isHidden(before)) after.sequence += 1;
  const isShown = after.listed === 'connections' && shownOf(after).expires_at > isoNow();
  return { before, after, appears: isShown && before.listed === 'no' };
}

/** Writes it. @param connected who is connected with the host by now: nobody is shown to an audience that isn't there */
function turnWithin(tx: Transaction, { before, after, appears }: Turn, connected: readonly string[]): EventDocument {
  if (appears) after.shards = showWithin(tx, after, connected);
  else if (isHidden(after) && before.shards > 0) {
    hideWithin(tx, before);
    after.shards = 0;
  }
  const { withheld, listed, shards, sequence } = after;
  tx.update(eventDocument(after.id), patchOf(EventDocument, { withheld, listed, shards, sequence }));
  return after;
}

/**
 * Hides an event from everybody but its host for a reason, or shows it again when none is left. It reads, so it comes before
 * the first write.
 * @returns it as it is then
 */
export async function withholdWithin(
  tx: Transaction,
  event: EventDocument,
  reason: EventWithheld,
  holds: boolean,
): Promise<EventDocument> {
  const turn = turnOf(event, reason, holds);
  return turnWithin(tx, turn, turn.appears ? (await connectionsOf(event.host.id, tx)).ids : []);
}

/** Hides an event from everybody but its host, for staff, or shows it again; one that is gone is let be. */
export async function hideEventWithin(tx: Transaction, id: string, hidden: boolean): Promise<void> {
  const [event] = await readTogether(tx, eventDocument(id));
  if (event) await withholdWithin(tx, event, 'staff', hidden);
}

const isWithheldWithHost = ({ withheld = [] }: Pick<EventDocument, 'withheld'>): boolean => withheld.includes('host');

/** Events a commit, and documents of audiences that it writes at most: each may have 60 kB, and a commit takes 10 MB. */
const PAGE = 100;
const AUDIENCES = 100;

/** Hides the events of somebody who isn't to be found any more, or shows them again. */
export const followHost = followBy<EventDocument>({
  all: eventsOf,
  size: PAGE,
  bring: async (tx, found, hidden, uid) => {
    const turns = found.map((event) => ({
      ...turnOf(event, 'host', hidden),
      isOpen: isWithheldWithHost(event) !== hidden,
    }));
    const appears = turns.some((turn) => turn.isOpen && turn.appears);
    const connected = appears ? (await connectionsOf(uid, tx)).ids : [];
    const audience = Math.ceil(connected.length / LIMITS.audience_members);
    const weigh = ({ isOpen, appears, before }: (typeof turns)[number]) =>
      isOpen ? (appears ? audience : before.shards) : 0;
    const page = fitting(turns, weigh, AUDIENCES);
    for (const turn of page) if (turn.isOpen) turnWithin(tx, turn, connected);
    const shards = Math.ceil(connected.length / LIMITS.edges_per_shard);
    return { brought: page.length, more: page.reduce((sum, turn) => sum + weigh(turn), shards + 1) };
  },
});
