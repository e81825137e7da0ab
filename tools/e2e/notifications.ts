import type { Tell } from './chapter.ts';
import { expect } from './client.ts';

const WELCOME = 'Welcome to Infloo!';

export const chapter: Tell = (stage) => ({
  steps: [
    [
      'Both were welcomed',
      async () => {
        for (const who of [stage.alice, stage.bob]) await stage.told(who, 'system', WELCOME);
      },
    ],
    [
      'Alice registers her phone, and chooses what she is told of',
      async () => {
        const as = stage.alice;
        const body = { kind: 'fid', value: `installation-of-${as.username}`, platform: 'ios' };
        await stage.send('PUT /users/devices/phone', 200, { as, body });
        const choice = { notifications: { hosting: { in_app: false } } };
        const { body: chosen } = await stage.send('PATCH /users/preferences', 200, { as, body: choice });
        expect(chosen.notifications.hosting.in_app === false, 'new events switched off');
        await stage.send('PATCH /users/preferences', 200, {
          as,
          body: { notifications: { hosting: { in_app: true } } },
        });
      },
    ],
    [
      'She mutes Bob, and hears him again',
      async () => {
        const as = stage.alice;
        await stage.send('POST /users/mutes', 204, { as, body: { kind: 'person', id: stage.bob.id } });
        const { body } = await stage.send('GET /users/mutes', 200, { as });
        expect(body.people.length === 1 && body.people[0].id === stage.bob.id, 'Bob alone');
        await stage.send(`DELETE /users/mutes/person/${stage.bob.id}`, 204, { as });
        await stage.send('DELETE /users/devices/phone', 204, { as });
      },
    ],
    [
      'Alice reads one, then all',
      async () => {
        const as = stage.alice;
        const { id } = await stage.told(as, 'system', WELCOME);
        await stage.send(`PATCH /notifications/${id}/read`, 200, { as });
        await stage.send('POST /notifications/read', 200, { as });
        const { body } = await stage.send('GET /notifications/unread_count', 200, { as });
        expect(body.unread_count === 0, 'nothing unread');
      },
    ],
  ],
});
