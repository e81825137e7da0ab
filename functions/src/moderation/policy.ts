import type { ConnectionDocument } from '../connections/schema.ts';

/** What becomes of a block: it is set, it is there already, or the other one has blocked and so isn't there at all. */
export type BlockOutcome = 'block' | 'blocked' | 'hidden';

/** @returns what becomes of `me` blocking the other one of `connection` */
export function decideBlock(connection: ConnectionDocument | undefined, me: string): BlockOutcome {
  if (connection?.status !== 'blocked') return 'block';
  return connection.blocked_by === me ? 'blocked' : 'hidden';
}

/**
 * @returns what the end of a block by `me` must bring back: that a request was declined, or withdrawn, isn't forgotten
 *   by blocking and unblocking. A request of one's own that is open counts as withdrawn.
 */
export function rememberedBy(
  connection: ConnectionDocument | undefined,
  me: string,
): ConnectionDocument['before_block'] {
  if (connection?.status === 'rejected' || connection?.status === 'withdrawn') return connection.status;
  return connection?.status === 'pending' && connection.sender.id === me ? 'withdrawn' : null;
}
