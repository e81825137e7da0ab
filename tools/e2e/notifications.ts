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
