import type { Tell } from './chapter.ts';
import { expect } from './client.ts';

export const chapter: Tell = (stage) => ({
  steps: [
    [
      'Bob finds Alice',
      async () => {
        const { username, id } = stage.alice;
        const { body } = await stage.send(`GET /users?search=${username}`, 200, { as: stage.bob });
        expect(
          body.some((person: { id: string }) => person.id === id),
          'Alice among the people found',
        );
      },
    ],
  ],
});
