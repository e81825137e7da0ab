import { openForConnections } from '../chat/closing.ts';
import { otherMember } from '../contract/pair.ts';
import { paths } from '../contract/paths.ts';
import { leaveUnseen } from '../events/unseen.ts';
import { splitBlockers } from '../moderation/blockers.ts';
import { forgetActor } from '../notifications/actors.ts';
import { notify, settle, withdraw } from '../notifications/notify.ts';
import { followConnection } from '../notifications/quiet.ts';
import { fromStored } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { ConnectionDocument } from './schema.ts';
import { connectionDocument } from './ties.ts';

const stamp = (time: string | null): number => Date.parse(time ?? '');
const requestId = ({ id, sender, created_at }: ConnectionDocument): string =>
  `follow_request_${id}-${stamp(created_at)}_${sender.id}`;
const answerId = ({ id, receiver, responded_at }: ConnectionDocument): string =>
  `system_${id}-${stamp(responded_at)}_${receiver.id}`;

/** Whether the connection still is what the event says: events come late, twice and in any order. */
const unchanged = (then: ConnectionDocument) => (data: unknown) => {
  if (data === undefined) return false;
  const now = fromStored(ConnectionDocument, data);
  return now.status === then.status && now.created_at === then.created_at && now.responded_at === then.responded_at;
};

/** After a block neither is told anything more of the other, and what they were told before goes. */
async function hideFromEachOther({ id, members }: ConnectionDocument): Promise<number> {
  const now = (await connectionDocument(id).get()).data();
  if (now?.status !== 'blocked') return 0;
  await splitBlockers(otherMember(id, now.blocked_by ?? ''));
  const removed = await sideBySide(members.map((me) => () => forgetActor(me, otherMember(id, me))));
  return removed.reduce((sum, count) => sum + count, 0);
}

/**
 * A connection was written: tells the receiver of a new request, and the sender of its acceptance. A request that is
 * answered is no unread alert any more: accepted it counts as read, else its notification goes. A rejection is told to
 * nobody. Where nothing is between the two any more, or a block, they leave the events of the other that they don't see.
 * @param before undefined for a new document
 * @param after undefined for a deleted one
 * @returns how many old notifications a block has removed, and how much of the other's events was looked at
 */
export async function tellAboutConnection(before: unknown, after: unknown): Promise<number> {
  const was = before === undefined ? undefined : fromStored(ConnectionDocument, before);
  const is = after === undefined ? undefined : fromStored(ConnectionDocument, after);
  if (was?.status === 'pending' && is?.status === 'accepted') await settle(was.receiver.id, requestId(was));
  else if (was?.status === 'pending' && is?.status !== 'pending') await withdraw(was.receiver.id, requestId(was));
  const ended = (was?.status === 'accepted' && is?.status !== 'accepted') || is?.status === 'blocked';
  const left = ended ? await leaveUnseen((is ?? was)?.id ?? '') : 0;
  if (!is) return left;
  if (is.status === 'blocked' && was?.status !== 'blocked') return left + (await hideFromEachOther(is));
  const still = { path: paths.connection(is.id), holds: unchanged(is) };
  if (is.status === 'pending' && was?.created_at !== is.created_at) {
    await notify(is.receiver.id, {
      id: requestId(is),
      at: is.created_at,
      topic: 'request',
      message: `${is.sender.username} wants to follow you`,
      actor: is.sender,
      target: { kind: 'connection', id: is.id },
      cause: still,
    });
  }
  if (is.status === 'accepted' && was?.status !== 'accepted') {
    await followConnection(is.id);
    await openForConnections(is.id);
    await notify(is.sender.id, {
      id: answerId(is),
      at: is.responded_at ?? is.created_at,
      topic: 'acceptance',
      message: `${is.receiver.username} accepted your follow request`,
      actor: is.receiver,
      target: { kind: 'connection', id: is.id },
      cause: still,
    });
  }
  return 0;
}
