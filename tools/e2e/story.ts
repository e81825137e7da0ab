import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { type Actor, type client, eventually, expect } from './client.ts';

type Send = ReturnType<typeof client>;
type Step = [what: string, run: () => Promise<void>];

interface Notification {
  id: string;
  type: string;
  message: string;
  is_read: boolean;
}

/**
 * The seed's story of Alice and Bob, as far as it is built: registration to accepted connection, over REST alone.
 * @returns the steps in order, and those that remove what they made, which are run whatever happened before
 */
export function story(send: Send): { steps: Step[]; cleanUp: Step[] } {
  const run = randomBytes(4).toString('hex');
  const actors = new Map<string, Actor>();
  let connection = '';
  const actor = (name: string): Actor => {
    const found = actors.get(name);
    if (!found) throw new Error(`${name} could not be registered.`);
    return found;
  };

  const register = async (name: string, role: string) => {
    const username = `e2e_${name}_${run}`;
    const password = `${randomBytes(12).toString('base64url')}aA1`;
    const email = `${username}@e2e.example`;
    const { body } = await send('POST /users/auth/register', 201, { body: { username, email, password, role } });
    actors.set(name, { id: body.id, username, password, access: '', refresh: '' });
  };
  const login = async (name: string) => {
    const { username, password } = actor(name);
    const { body } = await send('POST /users/auth/login', 200, { body: { username, password } });
    expect(body.access && body.refresh && body.firebase_token, 'access, refresh and firebase_token');
    Object.assign(actor(name), { access: body.access, refresh: body.refresh });
  };
  const notified = (name: string, type: string, message: string) =>
    eventually(`"${message}" at ${name}'s`, async () => {
      const { body } = await send('GET /notifications', 200, { as: actor(name) });
      return (body as Notification[]).find((entry) => entry.type === type && entry.message === message);
    });

  const steps: Step[] = [
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
    [
      'Alice and Bob register',
      async () => {
        await register('alice', 'influencer');
        await register('bob', 'brand');
      },
    ],
    [
      'Alice’s name is taken',
      async () => {
        const { username, password } = actor('alice');
        const body = { username: username.toUpperCase(), email: `x${run}@e2e.example`, password, role: 'brand' };
        const answer = await send('POST /users/auth/register', 400, { body });
        expect(answer.body.errors[0].field === 'username', 'an error at the username');
      },
    ],
    [
      'They log in',
      async () => {
        await login('alice');
        await login('bob');
      },
    ],
    [
      'A wrong password is refused',
      async () => {
        const body = { username: actor('alice').username, password: 'not this one' };
        await send('POST /users/auth/login', 401, { body });
      },
    ],
    [
      'Alice refreshes her token',
      async () => {
        const { body } = await send('POST /users/auth/refresh', 200, { body: { refresh: actor('alice').refresh } });
        Object.assign(actor('alice'), body);
      },
    ],
    [
      'Alice updates her bio',
      async () => {
        const { body } = await send('PATCH /users/profile', 200, {
          as: actor('alice'),
          body: { bio: 'Lifestyle Vlogger from NYC' },
        });
        expect(body.bio === 'Lifestyle Vlogger from NYC' && body.is_verified === false, 'the new bio, unverified');
      },
    ],
    [
      'Alice uploads a picture',
      async () => {
        const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#c2255c' } })
          .png()
          .toBuffer();
        const form = new FormData();
        form.append('avatar', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'me.png');
        const { body } = await send('PUT /users/profile/avatar', 200, { as: actor('alice'), body: form });
        const image = await fetch(body.avatar_url);
        expect(image.ok && image.headers.get('content-type') === 'image/webp', 'the picture at its address');
      },
    ],
    [
      'Bob finds Alice',
      async () => {
        const { username, id } = actor('alice');
        const { body } = await send(`GET /users?search=${username}`, 200, { as: actor('bob') });
        expect(
          body.some((person: { id: string }) => person.id === id),
          'Alice among the people found',
        );
      },
    ],
    [
      'Bob asks Alice to connect',
      async () => {
        const { body } = await send('POST /connections/request', 201, {
          as: actor('bob'),
          body: { receiver: actor('alice').id },
        });
        expect(body.status === 'pending', 'a pending request');
        connection = body.id;
      },
    ],
    [
      'Alice is told',
      async () => void (await notified('alice', 'follow_request', `${actor('bob').username} wants to follow you`)),
    ],
    [
      'Alice sees that Bob asked',
      async () => {
        const { body } = await send(`GET /users/${actor('bob').username}`, 200, { as: actor('alice') });
        expect(body.relation === 'requested_by', 'the relation requested_by');
      },
    ],
    [
      'Bob can’t accept for her',
      async () =>
        void (await send(`PATCH /connections/${connection}/action`, 403, {
          as: actor('bob'),
          body: { status: 'accepted' },
        })),
    ],
    [
      'Alice accepts',
      async () => {
        const { body } = await send(`PATCH /connections/${connection}/action`, 200, {
          as: actor('alice'),
          body: { status: 'accepted' },
        });
        expect(body.status === 'accepted', 'an accepted connection');
      },
    ],
    [
      'Bob is told',
      async () => void (await notified('bob', 'system', `${actor('alice').username} accepted your follow request`)),
    ],
    [
      'Both were welcomed',
      async () => {
        for (const name of ['alice', 'bob']) await notified(name, 'system', 'Welcome to Infloo!');
      },
    ],
    [
      'Alice reads one, then all',
      async () => {
        const { id } = await notified('alice', 'system', 'Welcome to Infloo!');
        await send(`PATCH /notifications/${id}/read`, 200, { as: actor('alice') });
        await send('POST /notifications/read', 200, { as: actor('alice') });
        const { body } = await send('GET /notifications/unread_count', 200, { as: actor('alice') });
        expect(body.unread_count === 0, 'nothing unread');
      },
    ],
    [
      'Both list their connection',
      async () => {
        for (const name of ['alice', 'bob']) {
          const { body } = await send('GET /connections?status=accepted', 200, { as: actor(name) });
          expect(body.length === 1 && body[0].id === connection, 'one connection');
        }
      },
    ],
    ['Bob disconnects', async () => void (await send(`DELETE /connections/${connection}`, 204, { as: actor('bob') }))],
    [
      'Alice logs out everywhere',
      async () => void (await send('POST /users/auth/logout', 204, { as: actor('alice') })),
    ],
  ];
  const cleanUp = ['alice', 'bob'].map<Step>((name) => [
    `${name} is removed`,
    async () => {
      if (!actors.has(name)) return;
      await login(name);
      const { password, username } = actor(name);
      await send('DELETE /users/profile', 200, { as: actor(name), body: { password } });
      await send('POST /users/auth/login', 401, { body: { username, password } });
    },
  ]);
  return { steps, cleanUp };
}
