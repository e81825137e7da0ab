import { PAIR, PEOPLE } from '../contract/examples.ts';
import { folders } from '../contract/folders.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import type { Docs, Listener, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';

const CHAT: Tag = {
  name: 'Chat',
  about:
    'Messages between two people, in one order for both: by `timestamp`, which rises with each. A `client_id` of the client’s own makes one message of any number of tries. What is live comes by listeners; what is written goes through these routes. A message is seen by both as long as neither leaves, whatever becomes of the two; a block closes the conversation.',
};

const { alice, bob } = PEOPLE;
const id = `${PAIR}_q3ZkT8vN1xW5rB9mLc2dYg`;
const timestamp = '2026-11-24T08:30:00.000Z';
const message = {
  id,
  sender: alice.id,
  receiver: bob.id,
  content: 'Hi Bob',
  timestamp,
  deleted_at: null,
  client_id: '5b2f6c1e-9a57-4c0e-8f53-2d1f0a6f7b11',
  attachment: null,
};
const address = (size: string): string =>
  `https://storage.googleapis.com/infloo.firebasestorage.app/${folders.attachments(alice.id)}/${PAIR}/Zk4TqLw8/${size}.webp?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Expires=900`;
const attachment = {
  kind: 'image' as const,
  state: 'ready' as const,
  reason: null,
  type: 'image/webp',
  width: 960,
  height: 1280,
  duration: null,
  preview: '3OcRJYB4d3h/iIeHeEh3eIhw+j2w',
  alt: 'A cup of coffee on a window sill',
  name: 'coffee.jpg',
  bytes: 482_113,
  urls: { 320: address('320'), 1280: address('1280') },
  urls_expire_at: '2026-11-24T08:47:12.000Z',
};
const conversation = {
  id: PAIR,
  person: alice,
  state: 'open' as const,
  requested_by: alice.id,
  can_send: true,
  last_message: message,
  unread: 1,
  read_at: null,
  seen_at: null,
  updated_at: timestamp,
};

export const docs = {
  sendMessage: {
    tag: CHAT,
    body: { receiver: bob.id, content: message.content, client_id: message.client_id },
    answer: message,
  },
  listMessages: { tag: CHAT, query: { user_id: bob.id }, answer: [message] },
  listConversations: { tag: CHAT, query: { box: 'inbox' }, answer: [conversation] },
  getConversation: { tag: CHAT, params: { user_id: alice.id }, answer: conversation },
  readConversation: {
    tag: CHAT,
    params: { user_id: alice.id },
    body: { until: id },
    answer: { unread: 0, read_at: timestamp },
  },
  acceptConversation: { tag: CHAT, params: { user_id: alice.id }, answer: conversation },
  declineConversation: { tag: CHAT, params: { user_id: alice.id } },
  deleteMessage: { tag: CHAT, params: { id } },
  getAttachment: { tag: CHAT, params: { id }, answer: attachment },
} satisfies Docs<typeof routes>;

const list = collectionOf(paths.conversation('{pair}'));

export const listeners: Listener[] = [
  {
    about: 'The messages of a conversation',
    path: collectionOf(paths.message('{pair}', '{id}')),
    query: { newestFirst: 'timestamp' },
  },
  {
    about: 'My conversations',
    path: list,
    query: {
      where: [
        ['open_to', 'array-contains', '{uid}'],
        ['state', '==', 'open'],
      ],
      newestFirst: 'updated_at',
    },
  },
  {
    about: 'Requests of strangers that wait for my answer',
    path: list,
    query: {
      where: [
        ['open_to', 'array-contains', '{uid}'],
        ['state', '==', 'request'],
      ],
      newestFirst: 'updated_at',
    },
  },
  { about: 'Until when the other one is typing', path: paths.typing('{pair}', '{other}') },
  { about: 'What I have read without letting others know', path: paths.chatState('{uid}') },
];
