import type { Tell } from './chapter.ts';
import { expect } from './client.ts';

export const chapter: Tell = (stage) => {
  let connection = '';
  return {
    steps: [
      [
        'Bob asks Alice to connect',
        async () => {
          const { body } = await stage.send('POST /connections/request', 201, {
            as: stage.bob,
            body: { receiver: stage.alice.id },
          });
          expect(body.status === 'pending', 'a pending request');
          connection = body.id;
        },
      ],
      [
        'Alice is told',
        async () => void (await stage.told(stage.alice, 'follow_request', `${stage.bob.username} wants to follow you`)),
      ],
      [
        'Alice sees that Bob asked',
        async () => {
          const { body } = await stage.send(`GET /users/${stage.bob.username}`, 200, { as: stage.alice });
          expect(body.relation === 'requested_by', 'the relation requested_by');
        },
      ],
      [
        'Bob can’t accept for her',
        async () => {
          const body = { status: 'accepted' };
          await stage.send(`PATCH /connections/${connection}/action`, 403, { as: stage.bob, body });
        },
      ],
      [
        'Alice accepts',
        async () => {
          const { body } = await stage.send(`PATCH /connections/${connection}/action`, 200, {
            as: stage.alice,
            body: { status: 'accepted' },
          });
          expect(body.status === 'accepted', 'an accepted connection');
        },
      ],
      [
        'Bob is told',
        async () =>
          void (await stage.told(stage.bob, 'system', `${stage.alice.username} accepted your follow request`)),
      ],
      [
        'Both list their connection',
        async () => {
          for (const as of [stage.alice, stage.bob]) {
            const { body } = await stage.send('GET /connections?status=accepted', 200, { as });
            expect(body.length === 1 && body[0].id === connection, 'one connection');
          }
        },
      ],
    ],
    farewell: [
      [
        'Bob disconnects',
        async () => void (await stage.send(`DELETE /connections/${connection}`, 204, { as: stage.bob })),
      ],
    ],
  };
};
