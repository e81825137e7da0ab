import { z } from 'zod';
import { Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { perItem, route } from '../http/route.ts';
import { BlockedPerson } from './schema.ts';
import * as moderation from './store.ts';

/** What both have to be seen: a block takes it away from the other. */
const SHOWN = 2 * LIMITS.stories;

const byId = z.strictObject({ id: Uid });

export const blockPerson = route({
  method: 'post',
  path: '/users/{id}/block',
  auth: 'user',
  summary: 'Block somebody: neither finds the other any more',
  description: 'Ends a connection or a request between the two. They are not told, and they can’t tell.',
  params: byId,
  response: [204, null],
  refuses: ['conflict'],
  // Where there was a connection, also whether either has a story that the other sees.
  cost: { reads: 6, writes: 8, trips: 3, rare: { reads: 5 + SHOWN, writes: 8 + 2 * SHOWN, trips: 3 } },
  handler: ({ user, params }) => moderation.block(user.uid, params.id),
});

export const unblockPerson = route({
  method: 'delete',
  path: '/users/{id}/block',
  auth: 'user',
  summary: 'Unblock somebody; what the block ended stays ended',
  params: byId,
  response: [204, null],
  // Of somebody whom very many have blocked also where one stands among them.
  cost: { reads: 4, writes: 4, deletes: 1, trips: 2, rare: { reads: 5, writes: 4, deletes: 1, trips: 3 } },
  handler: ({ user, params }) => moderation.unblock(user.uid, params.id),
});

export const listBlocks = route({
  method: 'get',
  path: '/users/blocks',
  auth: 'user',
  summary: 'Whom I have blocked, the latest first',
  response: [200, z.array(BlockedPerson)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ user, page }) => moderation.listBlocked(user.uid, page),
});
