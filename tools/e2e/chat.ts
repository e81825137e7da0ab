import type { Tell } from './chapter.ts';
import { eventually, expect } from './client.ts';

interface Sent {
  id: string;
  sender: string;
  content: string;
  timestamp: string;
  deleted_at: string | null;
}

export const chapter: Tell = (stage) => {
  let id = '';
  const history = async (as = stage.bob, other = stage.alice): Promise<Sent[]> =>
    (await stage.send(`GET /chat/?user_id=${other.id}`, 200, { as })).body;
  const unread = async (as = stage.bob): Promise<number> =>
    (await stage.send('GET /chat/conversations', 200, { as })).body[0]?.unread;
  return {
    steps: [
      [
        'Alice types “Hi Bob”',
        async () => {
          const body = { receiver: stage.bob.id, content: 'Hi Bob' };
          const answer = await stage.send('POST /chat', 201, { as: stage.alice, body });
          id = answer.body.id;
          expect(answer.body.content === 'Hi Bob' && answer.body.timestamp, 'the message, with its time');
        },
      ],
      ['Bob is told', async () => void (await stage.told(stage.bob, 'message', `${stage.alice.username}: Hi Bob`))],
      [
        'Both retrieve the history',
        async () => {
          for (const [as, other] of [
            [stage.bob, stage.alice],
            [stage.alice, stage.bob],
          ] as const) {
            const [message, ...more] = await history(as, other);
            expect(message?.id === id && message.content === 'Hi Bob' && more.length === 0, 'the message alone');
            expect(message.sender === stage.alice.id && message.timestamp, 'who wrote it, and when');
          }
        },
      ],
      [
        'The same message sent again is there once',
        async () => {
          const body = { receiver: stage.alice.id, content: 'Hi Alice', client_id: `e2e-${stage.run}` };
          const first = await stage.send('POST /chat', 201, { as: stage.bob, body });
          const again = await stage.send('POST /chat', 201, { as: stage.bob, body });
          expect(first.body.id === again.body.id && (await history()).length === 2, 'two messages');
        },
      ],
      [
        'Bob reads, and the notification goes',
        async () => {
          expect((await unread()) === 1, 'one unread message');
          const { body } = await stage.send(`POST /chat/${stage.alice.id}/read`, 200, {
            as: stage.bob,
            body: { until: id },
          });
          expect(body.unread === 0 && (await unread()) === 0, 'nothing unread');
          const message = `${stage.alice.username}: Hi Bob`;
          await eventually('no notification of it', async () => {
            const { body } = await stage.send('GET /notifications', 200, { as: stage.bob });
            return body.some((entry: { message: string }) => entry.message === message) ? undefined : true;
          });
          const [seen] = (await stage.send('GET /chat/conversations', 200, { as: stage.alice })).body;
          expect(seen.seen_at !== null, 'a read mark at Alice’s');
        },
      ],
      [
        'Alice takes a message back from both',
        async () => {
          const body = { receiver: stage.bob.id, content: 'Wrong chat' };
          const wrong = (await stage.send('POST /chat', 201, { as: stage.alice, body })).body;
          await stage.send(`DELETE /chat/messages/${wrong.id}`, 204, { as: stage.alice });
          const [newest] = await history();
          expect(newest?.id === wrong.id && newest?.content === '' && newest?.deleted_at, 'what is left of it');
          expect((await unread()) === 0, 'nothing unread');
        },
      ],
    ],
  };
};
