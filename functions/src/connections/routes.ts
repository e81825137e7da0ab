import { z } from 'zod';
import { PairId } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { perItem, route } from '../http/route.ts';
import { REQUESTS } from './limits.ts';
import { mutualsWith } from './mutuals.ts';
import {
  AnswerConnection,
  Connection,
  ConnectionsQuery,
  MUTUALS_SHOWN,
  Mutuals,
  RequestConnection,
  Suggestion,
  SuggestionsQuery,
} from './schema.ts';
import * as connections from './store.ts';
import { suggest, suggestionReads } from './suggestions.ts';

/** What both have to be seen: each is shown to the other from then on, or not any more. */
const SHOWN = 2 * LIMITS.stories + LIMITS.closed_events;

const byId = z.strictObject({ id: PairId });

export const listConnections = route({
  method: 'get',
  path: '/connections',
  auth: 'user',
  summary: 'My connections and requests, newest first',
  description: 'With `status=accepted` by when they were accepted, otherwise by when they were asked.',
  query: ConnectionsQuery,
  response: [200, z.array(Connection)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ user, query, page }) => connections.list(user.uid, query, page),
});

export const requestConnection = route({
  method: 'post',
  path: '/connections/request',
  auth: 'user',
  summary: 'Ask somebody to connect',
  description:
    'Where they have asked already, this accepts. After a refusal the sender may ask again in 7 days, after withdrawing a second time in a day.',
  body: RequestConnection,
  response: [201, Connection],
  limits: REQUESTS,
  refuses: ['not_found', 'conflict'],
  // Both profiles and what is between them. A request that crosses accepts.
  cost: { reads: 3, writes: 1, trips: 2, rare: { reads: 5 + SHOWN, writes: 5 + 2 * SHOWN, trips: 3 } },
  handler: ({ user, body }) => connections.request(user, body.receiver),
});

export const answerConnection = route({
  method: 'patch',
  path: '/connections/{id}/action',
  auth: 'user',
  summary: 'Accept or reject a request',
  params: byId,
  body: AnswerConnection,
  response: [200, Connection],
  refuses: ['permission_denied', 'conflict'],
  // The same, and whether either has a story, or an event for connections.
  cost: { reads: 5, writes: 5, trips: 3, rare: { reads: 5 + SHOWN, writes: 5 + 2 * SHOWN, trips: 3 } },
  handler: ({ user, params, body }) => connections.respond(user, params.id, body.status),
});

export const removeConnection = route({
  method: 'delete',
  path: '/connections/{id}',
  auth: 'user',
  summary: 'Withdraw my request, or disconnect',
  params: byId,
  response: [204, null],
  refuses: ['conflict'],
  cost: {
    reads: 2,
    writes: 4,
    deletes: 1,
    trips: 3,
    rare: { reads: 1 + SHOWN, writes: 4 + 2 * SHOWN, deletes: 1, trips: 3 },
  },
  handler: ({ user, params }) => connections.remove(user, params.id),
});

export const listMutuals = route({
  method: 'get',
  path: '/users/{username}/mutuals',
  auth: 'user',
  summary: 'Connections that somebody and I both have',
  params: z.strictObject({ username: z.string().regex(/^[A-Za-z0-9._]{3,30}$/) }),
  response: [200, Mutuals],
  // Their profile and what is between us, the connections of both, and the profiles that are shown.
  cost: {
    reads: 4 + MUTUALS_SHOWN,
    writes: 0,
    trips: 4,
    rare: { reads: 50 + MUTUALS_SHOWN, writes: 0, trips: 4 },
  },
  handler: ({ user, params }) => mutualsWith(user.uid, params.username),
});

export const suggestConnections = route({
  method: 'get',
  path: '/connections/suggestions',
  auth: 'user',
  summary: 'People to connect with, and why',
  description:
    'First whom my connections know, most mutual connections first; then people of my category or place. Whoever has hardly any connections yet is also shown who is there.',
  query: SuggestionsQuery,
  response: [200, z.array(Suggestion)],
  cost: { reads: suggestionReads(LIMITS.suggestions.max), writes: 0, trips: 4 },
  handler: ({ user, query }) => suggest(user.uid, query.limit),
});
