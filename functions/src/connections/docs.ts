import { ANSWERED_AT, ASKED_AT, PAIR, PEOPLE } from '../contract/examples.ts';
import { pairMembers } from '../contract/pair.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import type { Docs, Listener, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';

const CONNECTIONS: Tag = {
  name: 'Connections',
  about:
    'One person asks, the other answers. A connection’s id is both ids, sorted and joined by `_`, so an app can make it by itself.',
};

const { alice, bob, erin } = PEOPLE;
const pending = {
  id: PAIR,
  members: pairMembers(PAIR),
  sender: bob,
  receiver: alice,
  status: 'pending' as const,
  created_at: ASKED_AT,
  responded_at: null,
};
const accepted = { ...pending, status: 'accepted' as const, responded_at: ANSWERED_AT };

export const docs = {
  requestConnection: { tag: CONNECTIONS, body: { receiver: alice.id }, answer: pending },
  listConnections: { tag: CONNECTIONS, query: { status: 'accepted' }, answer: [accepted] },
  answerConnection: { tag: CONNECTIONS, params: { id: PAIR }, body: { status: 'accepted' }, answer: accepted },
  removeConnection: { tag: CONNECTIONS, params: { id: PAIR } },
  listMutuals: { tag: CONNECTIONS, params: { username: bob.username }, answer: { count: 1, people: [erin] } },
  suggestConnections: {
    tag: CONNECTIONS,
    query: { limit: 10 },
    answer: [{ ...erin, mutual_count: 1, business_category: 'Food', location: 'Lagos', shared: [] }],
  },
} satisfies Docs<typeof routes>;

const path = collectionOf(paths.connection('{pair}'));

export const listeners: Listener[] = [
  {
    about: 'My connections',
    path,
    query: {
      where: [
        ['members', 'array-contains', '{uid}'],
        ['status', '==', 'accepted'],
      ],
      newestFirst: 'created_at',
    },
  },
  {
    about: 'Requests that wait for my answer',
    path,
    query: {
      where: [
        ['members', 'array-contains', '{uid}'],
        ['receiver.id', '==', '{uid}'],
        ['status', '==', 'pending'],
      ],
      newestFirst: 'created_at',
    },
  },
];
