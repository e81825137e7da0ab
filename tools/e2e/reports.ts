import type { Step, Tell } from './chapter.ts';
import { expect } from './client.ts';

/** Vera of the staff, who joined them in the chapter about verification, decides. */
export const chapter: Tell = (stage) => {
  let id = '';
  const decided: Step[] = [
    [
      'Vera warns Bob, and nobody decides twice',
      async () => {
        const as = stage.actor('vera');
        const { body } = await stage.send(`GET /admin/reports/${id}`, 200, { as });
        expect(body.reporter.id === stage.alice.id, 'who reported it');
        const decision = { action: 'warn', reason: 'Please sell no followers.' };
        await stage.send(`POST /admin/reports/${id}/decision`, 200, { as, body: decision });
        await stage.send(`POST /admin/reports/${id}/decision`, 409, { as, body: decision });
      },
    ],
    [
      'Alice is told the outcome, Bob the warning, to which he objects',
      async () => {
        const { username } = stage.bob;
        await stage.told(
          stage.alice,
          'system',
          `We looked at your report about ${username} and acted on it. Thank you.`,
        );
        const warning = 'Your profile was reported, and this is a warning: Please sell no followers.';
        await stage.told(stage.bob, 'system', warning);
        const body = { text: 'I only sell coffee.' };
        const { body: told } = await stage.send(`POST /reports/${id}/appeal`, 200, { as: stage.bob, body });
        expect(told.appeal.status === 'open', 'an appeal that waits');
        // Who decided first has no say in it.
        const answer = { decision: 'upheld', answer: 'No.' };
        await stage.send(`POST /admin/reports/${id}/appeal`, 403, { as: stage.actor('vera'), body: answer });
      },
    ],
  ];
  return {
    steps: [
      [
        'Alice reports Bob, once',
        async () => {
          const body = { target: { kind: 'user', id: stage.bob.id }, category: 'spam', note: 'Followers for sale' };
          const made = await stage.send('POST /reports', 201, { as: stage.alice, body });
          id = made.body.id;
          await stage.send('POST /reports', 409, { as: stage.alice, body });
        },
      ],
      ...(stage.appoint ? decided : []),
    ],
  };
};
