import type { Tell } from './chapter.ts';

export const chapter: Tell = (stage) => ({
  steps: [],
  cleanUp: [
    [
      'Everybody who registered is removed',
      async () => {
        for (const name of stage.names) {
          await stage.login(name);
          const { username, password } = stage.actor(name);
          await stage.send('DELETE /users/profile', 200, { as: stage.actor(name), body: { password } });
          await stage.send('POST /users/auth/login', 401, { body: { username, password } });
          stage.left(name);
        }
      },
    ],
  ],
});
