import type * as routes from '../../functions/src/chat/routes.ts';
import { del, friends, get, type Person, people, post } from '../support/api.ts';
import { fixed, page, type Scenarios } from '../support/costs.ts';
import { attach, read, say, write } from './talk.ts';

/** Somebody who has written to a stranger. */
async function asked(): Promise<[Person, Person]> {
  const [a, b] = (await people(2)) as [Person, Person];
  await say(a, b);
  return [a, b];
}

export const costs = {
  sendMessage: {
    ask: async () => {
      const [a, b] = await friends();
      await say(a, b);
      return write(b, a);
    },
    floor: fixed(1, 2, 2),
  },
  listMessages: {
    ask: async () => {
      const [a, b] = await friends();
      for (let i = 0; i < 3; i++) await say(a, b);
      return get(`/chat?user_id=${a.id}&limit=2`, b);
    },
    floor: page,
  },
  listConversations: {
    ask: async () => {
      const [a, b, c] = (await people(3)) as [Person, Person, Person];
      for (const other of [b, c]) await say(a, other);
      return get('/chat/conversations', a);
    },
    floor: page,
  },
  getConversation: {
    ask: async () => {
      const [a, b] = await asked();
      return get(`/chat/${a.id}`, b);
    },
    floor: fixed(1, 0, 1),
  },
  // What the reader lets others know, and what they have read in private.
  readConversation: {
    ask: async () => {
      const [a, b] = await friends();
      const { id } = await say(a, b);
      return read(b, a, id);
    },
    floor: fixed(1, 1, 2),
  },
  acceptConversation: {
    ask: async () => {
      const [a, b] = await asked();
      return post(`/chat/${a.id}/accept`, undefined, b);
    },
    floor: fixed(1, 1, 2),
  },
  declineConversation: {
    ask: async () => {
      const [a, b] = await asked();
      return post(`/chat/${a.id}/decline`, undefined, b);
    },
    floor: fixed(1, 1, 2),
  },
  deleteMessage: {
    ask: async () => {
      const [a, b] = await friends();
      return del(`/chat/messages/${(await say(a, b)).id}`, a);
    },
    floor: fixed(2, 2, 2),
  },
  getAttachment: {
    ask: async () => {
      const [a, b] = await friends();
      const { body } = await attach(a, b);
      return get(`/chat/messages/${body.id}/attachment`, b);
    },
    floor: fixed(1, 0, 1),
  },
} satisfies Scenarios<typeof routes>;
