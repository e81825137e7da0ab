import type { Step, Tell } from './chapter.ts';
import { expect } from './client.ts';

/** What staff do: told where somebody can be made staff. Vera joined them in the chapter about verification. */
export const chapter: Tell = (stage) => {
  const vera = () => stage.actor('vera');
  const change = (body: object) => stage.send(`PATCH /admin/users/${stage.bob.id}`, 200, { as: vera(), body });
  const credentials = () => ({ username: stage.bob.username, password: stage.bob.password });

  const steps: Step[] = [
    [
      'Vera suspends Bob for a day',
      async () => {
        const until = new Date(Date.now() + 86_400_000).toISOString();
        await change({ suspension: { reason: 'Sold followers.', until } });
        await stage.send(`GET /users/${stage.bob.username}`, 404, { as: stage.alice });
      },
    ],
    [
      'He is out, and is told why',
      async () => {
        const { body } = await stage.send('POST /users/auth/login', 403, { body: credentials() });
        expect(body.suspension.reason === 'Sold followers.', 'the reason');
      },
    ],
    [
      'She restores him',
      async () => {
        await change({ suspension: null });
        await stage.login('bob');
        await stage.send(`GET /users/${stage.bob.username}`, 200, { as: stage.alice });
      },
    ],
  ];
  return { steps: stage.appoint ? steps : [] };
};
