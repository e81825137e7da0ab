import sharp from 'sharp';
import type { Step, Tell } from './chapter.ts';
import { eventually, expect } from './client.ts';

/** A picture of a driving license, as far as a program goes. */
const license = (): Promise<Buffer> =>
  sharp({ create: { width: 856, height: 540, channels: 3, background: '#f4e3d7' } })
    .jpeg()
    .toBuffer();

const form = (bytes: Buffer): FormData => {
  const sent = new FormData();
  sent.append('doc_type', 'identity');
  sent.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'license.jpg');
  return sent;
};

export const chapter: Tell = (stage) => {
  const vera = () => stage.actor('vera');
  let paper: Buffer = Buffer.alloc(0);
  let id = '';
  const sendIn = async () => {
    const { body } = await stage.send('POST /users/verify', 201, { as: stage.alice, body: form(paper) });
    expect(body.status === 'pending' && body.doc_type === 'identity', 'a request that waits');
    id = body.id;
  };
  const mine = async () => {
    const { body } = await stage.send('GET /users/verify', 200, { as: stage.alice });
    return body.find((request: { id: string }) => request.id === id);
  };

  const decided: Step[] = [
    [
      'Vera joins the staff, and finds it in the queue',
      async () => {
        await stage.register('vera', 'entrepreneur');
        await stage.login('vera');
        await stage.send('GET /admin/verifications', 403, { as: vera() });
        await stage.appoint?.(vera().id);
        await stage.login('vera');
        const { body } = await stage.send(`GET /admin/verifications/${id}`, 200, { as: vera() });
        expect(body.profile.id === stage.alice.id && body.name === stage.alice.username, 'Alice’s request');
      },
    ],
    [
      'She opens the file, which Alice sees',
      async () => {
        await stage.send(`GET /admin/verifications/${id}/file`, 200, { as: vera() });
        expect((await mine()).opened.length === 1, 'one opening');
      },
    ],
    [
      'She can’t read it, and says so',
      async () => {
        const body = { decision: 'rejected', reason: 'unreadable' };
        await stage.send(`POST /admin/verifications/${id}/decision`, 200, { as: vera(), body });
        const { status, reason } = await mine();
        expect(status === 'rejected' && reason === 'unreadable', 'the rejection with its reason');
        await stage.told(stage.alice, 'system', 'Your identity could not be verified. It can’t be read clearly.');
      },
    ],
    ['Alice tries again', sendIn],
    [
      'Vera approves it',
      async () => {
        const body = { decision: 'approved', approves: stage.alice.username };
        await stage.send(`POST /admin/verifications/${id}/decision`, 200, { as: vera(), body });
        await stage.send(`POST /admin/verifications/${id}/decision`, 409, { as: vera(), body });
        expect((await mine()).status === 'approved', 'the approval');
      },
    ],
    [
      'Alice has the tick, and so she is shown to Bob',
      async () => {
        const profile = await stage.send('GET /users/profile', 200, { as: stage.alice });
        expect(profile.body.is_verified === true, 'is_verified');
        await stage.told(stage.alice, 'system', `Your identity is verified: ${stage.alice.username}`);
        await eventually('Alice among the verified', async () => {
          const search = `GET /users?verified=true&search=${stage.alice.username}`;
          const { body } = await stage.send(search, 200, { as: stage.bob });
          return body.some(({ id }: { id: string }) => id === stage.alice.id) || undefined;
        });
      },
    ],
    [
      'She calls herself something else, and the tick goes',
      async () => {
        const patch = { as: stage.alice, body: { display_name: 'Alicia' } };
        const { body } = await stage.send('PATCH /users/profile', 200, patch);
        expect(body.is_verified === false && (await mine()).status === 'lapsed', 'an approval that has lapsed');
        const back = { as: stage.alice, body: { display_name: stage.alice.username } };
        await stage.send('PATCH /users/profile', 200, back);
      },
    ],
  ];

  return {
    steps: [
      [
        'Alice uploads her driving license',
        async () => {
          paper = await license();
          await sendIn();
          await stage.send('POST /users/verify', 409, { as: stage.alice, body: form(paper) });
        },
      ],
      ...(stage.appoint ? decided : []),
    ],
  };
};
