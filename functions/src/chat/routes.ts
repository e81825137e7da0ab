import { z } from 'zod';
import { Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { perItem, route } from '../http/route.ts';
import { UPLOADS_A_PERSON } from '../users/limits.ts';
import { answerRequest } from './answer.ts';
import { messageAnswer, stillOpens } from './attachments.ts';
import * as lists from './lists.ts';
import { markRead } from './read.ts';
import { removeMessage } from './remove.ts';
import * as schema from './schema.ts';
import * as sending from './send.ts';

const byPerson = z.strictObject({ user_id: Uid });
const byMessage = z.strictObject({ id: schema.MessageId });

export const listMessages = route({
  method: 'get',
  path: '/chat',
  auth: 'user',
  summary: 'Messages of a conversation, newest first, or the newest of each',
  description:
    'The cursor leads back in time. A message that was deleted stays in its place, without what it said. Messages that somebody has received stay theirs after a block.',
  query: schema.MessagesQuery,
  response: [200, z.array(schema.Message)],
  paged: true,
  cost: { reads: perItem, writes: 0, trips: 1 },
  handler: ({ user, query: { user_id }, page }) =>
    user_id === undefined ? lists.listNewest(user.uid, page) : lists.listMessages(user.uid, user_id, page),
});

export const sendMessage = route({
  method: 'post',
  path: '/chat',
  auth: 'user',
  summary: 'Send a message',
  description: `As JSON, or as multipart/form-data with a file; a file that the SDK has uploaded is named by \`path\`. The first message to somebody whom one isn’t connected with is a request: it waits until they accept it, or write back. At most ${LIMITS.message.characters} characters and ${LIMITS.message.bytes} bytes.`,
  upload: { kind: 'attachment', fields: schema.SendMessage },
  body: schema.SendUploaded,
  seconds: 45,
  response: [201, schema.Message],
  limits: UPLOADS_A_PERSON,
  // A kept answer has addresses that end.
  once: stillOpens,
  refuses: ['permission_denied', 'not_found', 'conflict', 'idempotency_key_reused'],
  // The conversation alone says whether one may write. What is the first, or comes again, is asked about more.
  cost: { reads: 1, writes: 2, trips: 2, rare: { reads: 8, writes: 4, deletes: 1, trips: 5 } },
  handler: async ({ user, body, file, fields }) => {
    const { receiver, content = '', client_id = null, alt = '', file_name = null } = fields ?? body;
    const path = body?.path;
    const sent = file ?? (path === undefined ? undefined : { path });
    return messageAnswer(
      await sending.sendMessage(user.uid, { receiver, content, client_id, alt, file_name, file: sent }),
    );
  },
});

export const listConversations = route({
  method: 'get',
  path: '/chat/conversations',
  auth: 'user',
  summary: 'My conversations, the latest first',
  query: schema.ConversationsQuery,
  response: [200, z.array(schema.Conversation)],
  paged: true,
  // Beside the conversations what only I know of my reading.
  cost: { reads: (shown) => perItem(shown) + 1, writes: 0, trips: 1 },
  handler: ({ user, query, page }) => lists.listConversations(user.uid, query, page),
});

export const getConversation = route({
  method: 'get',
  path: '/chat/{user_id}',
  auth: 'user',
  summary: 'My conversation with somebody',
  params: byPerson,
  response: [200, schema.Conversation],
  cost: { reads: 2, writes: 0, trips: 1 },
  handler: ({ user, params }) => lists.getConversation(user.uid, params.user_id),
});

export const readConversation = route({
  method: 'post',
  path: '/chat/{user_id}/read',
  auth: 'user',
  summary: 'Say how far I have read',
  description:
    'Never goes back. Who has switched read marks off (`privacy.read_marks`) reads in private: then nothing is written that the other sees.',
  params: byPerson,
  body: schema.ReadUntil,
  response: [200, schema.ReadState],
  // Up to the newest message nothing has to be counted.
  cost: { reads: 3, writes: 1, deletes: 1, trips: 2, rare: { reads: 11, writes: 3, deletes: 1, trips: 8 } },
  handler: ({ user, params, body }) => markRead(user.uid, params.user_id, body.until),
});

export const acceptConversation = route({
  method: 'post',
  path: '/chat/{user_id}/accept',
  auth: 'user',
  summary: 'Accept the request of somebody who has written to me: from then on both may write',
  params: byPerson,
  response: [200, schema.Conversation],
  refuses: ['permission_denied', 'conflict'],
  cost: { reads: 3, writes: 1, deletes: 1, trips: 2 },
  handler: async ({ user, params: { user_id } }) => {
    const { conversation, state } = await answerRequest(user.uid, user_id, 'open');
    return lists.conversationAnswer(conversation, user.uid, state);
  },
});

export const declineConversation = route({
  method: 'post',
  path: '/chat/{user_id}/decline',
  auth: 'user',
  summary: 'Decline the request of somebody who has written to me',
  description: 'They are not told, and can’t write again. I can accept it later, or write.',
  params: byPerson,
  response: [204, null],
  refuses: ['permission_denied', 'conflict'],
  cost: { reads: 3, writes: 1, deletes: 1, trips: 2 },
  handler: async ({ user, params: { user_id } }) => void (await answerRequest(user.uid, user_id, 'declined')),
});

export const deleteMessage = route({
  method: 'delete',
  path: '/chat/messages/{id}',
  auth: 'user',
  summary: 'Delete a message of mine, for both',
  params: byMessage,
  response: [204, null],
  refuses: ['permission_denied'],
  // Also what the other has read in private.
  cost: { reads: 3, writes: 3, deletes: 1, trips: 2 },
  handler: ({ user, params }) => removeMessage(user.uid, params.id),
});

export const getAttachment = route({
  method: 'get',
  path: '/chat/messages/{id}/attachment',
  auth: 'user',
  summary: 'New addresses of the file of a message',
  params: byMessage,
  response: [200, schema.Attachment],
  cost: { reads: 1, writes: 0, trips: 1 },
  handler: ({ user, params }) => lists.getAttachment(user.uid, params.id),
});
