import sharp from 'sharp';
import type { Tell } from './chapter.ts';
import { expect } from './client.ts';

const picture = async (): Promise<FormData> => {
  const bytes = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#c2255c' } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.append('avatar', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'me.png');
  return form;
};

export const chapter: Tell = (stage) => ({
  steps: [
    [
      'Alice and Bob register',
      async () => {
        await stage.register('alice', 'influencer');
        await stage.register('bob', 'brand');
      },
    ],
    [
      'Alice’s name is taken',
      async () => {
        const { username, password } = stage.alice;
        const body = { username: username.toUpperCase(), email: `x${stage.run}@e2e.example`, password, role: 'brand' };
        const answer = await stage.send('POST /users/auth/register', 400, { body });
        expect(answer.body.errors[0].field === 'username', 'an error at the username');
      },
    ],
    [
      'They log in',
      async () => {
        await stage.login('alice');
        await stage.login('bob');
      },
    ],
    [
      'A wrong password is refused',
      async () => {
        const body = { username: stage.alice.username, password: 'not this one' };
        await stage.send('POST /users/auth/login', 401, { body });
      },
    ],
    [
      'Alice refreshes her token',
      async () => {
        const { body } = await stage.send('POST /users/auth/refresh', 200, { body: { refresh: stage.alice.refresh } });
        Object.assign(stage.alice, body);
      },
    ],
    [
      'Alice updates her bio',
      async () => {
        const bio = 'Lifestyle Vlogger from NYC';
        const { body } = await stage.send('PATCH /users/profile', 200, { as: stage.alice, body: { bio } });
        expect(body.bio === bio && body.is_verified === false, 'the new bio, unverified');
      },
    ],
    [
      'Alice uploads a picture',
      async () => {
        const body = await picture();
        const answer = await stage.send('PUT /users/profile/avatar', 200, { as: stage.alice, body });
        const image = await fetch(answer.body.avatar_url);
        expect(image.ok && image.headers.get('content-type') === 'image/webp', 'the picture at its address');
      },
    ],
  ],
  farewell: [
    [
      'Alice logs out everywhere',
      async () => void (await stage.send('POST /users/auth/logout', 204, { as: stage.alice })),
    ],
  ],
});
