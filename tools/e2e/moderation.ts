import type { Tell } from './chapter.ts';
import { expect } from './client.ts';

export const chapter: Tell = (stage) => {
  const mallory = () => stage.actor('mallory');
  const found = async (): Promise<boolean> => {
    const { body } = await stage.send(`GET /users?search=${stage.alice.username}`, 200, { as: mallory() });
    return body.some(({ id }: { id: string }) => id === stage.alice.id);
  };
  return {
    steps: [
      [
        'Mallory asks Alice to connect',
        async () => {
          await stage.register('mallory', 'entrepreneur');
          await stage.login('mallory');
          expect(await found(), 'Alice among the people found');
          const body = { receiver: stage.alice.id };
          await stage.send('POST /connections/request', 201, { as: mallory(), body });
        },
      ],
      [
        'Alice blocks her, and isn’t to be found any more',
        async () => {
          await stage.send(`POST /users/${mallory().id}/block`, 204, { as: stage.alice });
          expect(!(await found()), 'nobody');
          await stage.send(`GET /users/${stage.alice.username}`, 404, { as: mallory() });
          const body = { receiver: stage.alice.id };
          await stage.send('POST /connections/request', 404, { as: mallory(), body });
        },
      ],
      [
        'Alice sees whom she has blocked',
        async () => {
          const { body } = await stage.send('GET /users/blocks', 200, { as: stage.alice });
          expect(body.length === 1 && body[0].id === mallory().id, 'Mallory alone');
        },
      ],
      [
        'Alice unblocks her',
        async () => {
          await stage.send(`DELETE /users/${mallory().id}/block`, 204, { as: stage.alice });
          expect(await found(), 'Alice among the people found');
        },
      ],
    ],
  };
};
