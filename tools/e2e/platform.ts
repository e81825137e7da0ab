import type { Tell } from './chapter.ts';
import { expect } from './client.ts';

export const chapter: Tell = ({ send }) => ({
  steps: [
    ['The API answers', async () => void (await send('GET /health', 200))],
    [
      'Its description is served',
      async () => expect((await send('GET /openapi.json', 200)).body.openapi === '3.1.0', 'OpenAPI 3.1'),
    ],
    [
      'Nobody gets in without a token',
      async () => {
        const { body } = await send('GET /users/profile', 401);
        expect(body.detail === 'Authentication credentials were not provided.', 'the seed’s words');
      },
    ],
  ],
});
