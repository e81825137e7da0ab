import type { Tell } from './chapter.ts';
import { eventually, expect } from './client.ts';

export const chapter: Tell = (stage) => ({
  steps: [
    [
      'Bob takes a copy of his data along',
      async () => {
        await stage.send('POST /users/export', 202, { as: stage.bob });
        const ready = await eventually(
          'a copy that is ready',
          async () => {
            const { body } = await stage.send('GET /users/export', 200, { as: stage.bob });
            return body.state === 'ready' ? body : undefined;
          },
          60,
        );
        const file = await fetch(ready.url);
        const bytes = new Uint8Array(await file.arrayBuffer());
        expect(file.ok && bytes.length === ready.size, 'the whole archive at its address');
        expect(String.fromCharCode(...bytes.slice(0, 2)) === 'PK', 'a zip archive');
      },
    ],
    [
      'Alice deletes her account, and Bob finds her no more',
      async () => {
        await stage.login('alice');
        const { username, password } = stage.alice;
        const { body } = await stage.send('POST /users/profile/delete', 200, { as: stage.alice, body: { password } });
        expect(body.status === 'leaving' && Date.parse(body.erases_at) > Date.now(), 'seven days of grace');
        await stage.send(`GET /users/${username}`, 404, { as: stage.bob });
        const refused = await stage.send('POST /users/auth/login', 403, { body: { username, password } });
        expect(refused.body.code === 'account_leaving', 'an offer to restore it');
      },
    ],
    [
      'Alice changes her mind, and is there again',
      async () => {
        const { username, password } = stage.alice;
        const { body } = await stage.send('POST /users/profile/restore', 200, { body: { username, password } });
        Object.assign(stage.alice, { access: body.access, refresh: body.refresh });
        await stage.send(`GET /users/${username}`, 200, { as: stage.bob });
      },
    ],
  ],
  cleanUp: [
    [
      'Everybody who registered is removed',
      async () => {
        for (const name of stage.names) {
          // Where a step failed in between, somebody may still be leaving.
          const { username, password } = stage.actor(name);
          const { body: tokens } = await stage.send('POST /users/profile/restore', 200, {
            body: { username, password },
          });
          Object.assign(stage.actor(name), { access: tokens.access, refresh: tokens.refresh });
          const body = { password, at_once: true };
          const gone = await stage.send('DELETE /users/profile', 200, { as: stage.actor(name), body });
          await stage.send('POST /users/auth/login', 401, { body: { username, password } });
          const { body: certificate } = await stage.send(`GET /users/certificates/${gone.body.certificate}`, 200);
          expect(certificate.removed.user === 1, 'a certificate');
          stage.left(name);
        }
      },
    ],
  ],
});
