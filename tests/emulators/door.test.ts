import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, inject, it } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { bucket } from '../../functions/src/firebase.ts';

// The running suite, as `npm start` has it too: what stands before its emulators, and what they agree on.
const { project, url, functions, env } = inject('suite');
const api = `${functions}/${project}/us-central1/api/api/v1`;
const run = randomUUID().slice(0, 6);
const credentials = (name: string) => ({ username: `${name}_${run}`, password: 'a long enough phrase' });

// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
const json = async (response: Response): Promise<{ status: number; body: any }> => ({
  status: response.status,
  body: await response.json(),
});
const post = (base: string, path: string, body: object) =>
  fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).then(json);
const register = (name: string) =>
  post(api, '/users/auth/register', { ...credentials(name), email: `${name}_${run}@door.example`, role: 'brand' });

/** The notifications below a uid, read past the rules from the database that triggers listen to. */
async function told(uid: string): Promise<string[]> {
  const documents = `http://${env.FIRESTORE_EMULATOR_HOST}/v1/projects/${project}/databases/(default)/documents`;
  const answer = await fetch(`${documents}/users/${uid}/notifications`, { headers: { Authorization: 'Bearer owner' } });
  const { documents: found = [] } = (await answer.json()) as { documents?: { fields: Record<string, never> }[] };
  return found.map(({ fields }) => (fields.message as { stringValue: string } | undefined)?.stringValue ?? '');
}
async function isTold(uid: string, message: string): Promise<void> {
  await expect.poll(() => told(uid), { timeout: 15_000 }).toContain(message);
}

/** A profile as the demo world writes it. */
async function writeProfile(uid: string): Promise<void> {
  const text = (stringValue: string) => ({ stringValue });
  const created_at = { timestampValue: new Date().toISOString() };
  const names = { id: text(uid), username: text(`w_${run}`), display_name: text('W'), role: text('brand') };
  const more = ['bio', 'company_name', 'business_category', 'location'].map((field) => [field, text('')]);
  const answer = await fetch(
    `http://${env.FIRESTORE_EMULATOR_HOST}/v1/projects/${project}/databases/(default)/documents/users?documentId=${uid}`,
    {
      method: 'POST',
      headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
      body: JSON.stringify({
        fields: {
          ...names,
          ...Object.fromEntries(more),
          avatar_url: { nullValue: null },
          social_links: { mapValue: { fields: {} } },
          is_verified: { booleanValue: false },
          connection_count: { integerValue: 0 },
          search_tokens: { arrayValue: { values: [] } },
          created_at,
        },
      }),
    },
  );
  expect(answer.status).toBe(200);
}

const door = async (state: 'open' | 'closed') =>
  expect((await fetch(`${functions}/__door/${state}`, { method: 'PUT' })).status).toBe(204);

describe('the door before the functions', () => {
  it('loses nobody’s welcome, whether they come before, while or after the world is made', async () => {
    const before = await register('before');
    await door('closed');
    const world = newUid();
    let answered = false;
    const meanwhile = register('meanwhile').finally(() => (answered = true));
    try {
      await writeProfile(world);
      // Told though the door is closed: it was written before.
      await isTold(before.body.id, 'Welcome to Infloo!');
      expect(answered).toBe(false);
    } finally {
      await door('open');
    }
    const waited = await meanwhile;
    expect([before.status, waited.status]).toEqual([201, 201]);
    const after = await register('after');
    for (const { body } of [waited, after]) await isTold(body.id, 'Welcome to Infloo!');
    // What is written now is told again, so the event of what was written then has been dropped.
    const later = newUid();
    await writeProfile(later);
    await isTold(later, 'Welcome to Infloo!');
    expect(await told(world)).toEqual([]);
  });
});

/** A request whose body is sent to its end whatever the answer, in pieces of 1 MB. */
function send(to: string, megabytes: number, headers: Record<string, string>): Promise<number | string> {
  return new Promise((resolve) => {
    const outgoing = request(to, { method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    const piece = Buffer.alloc(1024 * 1024, 'x');
    for (let i = 0; i < megabytes; i++) outgoing.write(piece);
    outgoing.end();
  });
}

describe('a body of 33 MB', () => {
  const headers = { 'Content-Type': 'application/json' };
  it.each([
    ['declared', { ...headers, 'Content-Length': String(33 * 1024 * 1024) }],
    ['in chunks', { ...headers, 'Transfer-Encoding': 'chunked' }],
  ])('%s, is refused as in the cloud, and everything goes on', async (_, sent) => {
    for (const base of [api, `${url}/api/v1`]) {
      expect(await send(`${base}/users/auth/login`, 33, sent)).toBe(413);
      expect((await fetch(`${base}/health`)).status).toBe(200);
    }
  });
});

describe('Hosting', () => {
  it.each([
    ['/%zz', 400],
    ['/api/v1/%zz', 400],
    [`/${'x'.repeat(8000)}`, 414],
    [`/api/v1/users/${'x'.repeat(8000)}`, 414],
    ['/api/v1/users/x', 401],
  ])('answers %.20s with %i', async (path, status) => {
    expect((await fetch(url + path)).status).toBe(status);
  });

  it('passes on a body of unknown length, and a wish to upgrade', async () => {
    const body = new Blob([JSON.stringify(credentials('nobody'))]).stream();
    const login = fetch(`${url}/api/v1/users/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      duplex: 'half',
    });
    expect((await login).status).toBe(401);
    const upgraded = await new Promise((resolve, reject) => {
      const headers = { Connection: 'Upgrade', Upgrade: 'websocket' };
      request(`${url}/api/v1/health`, { headers }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(upgraded).toBe(200);
  });

  it('tells the dashboard the bucket that the API and the tools use', async () => {
    const { body } = await json(await fetch(`${url}/__/firebase/init.json`));
    expect(body.storageBucket).toBe(bucket().name);
  });
});
