import { request } from 'node:http';
import { describe, expect, inject, it } from 'vitest';
import { bucket } from '../../functions/src/firebase.ts';

// The running suite, as `npm start` has it too: what stands before its emulators, and what they agree on.
const { project, url, functions } = inject('suite');
const api = `${functions}/${project}/us-central1/api/api/v1`;
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

it.each(['hosting', 'functions', 'storage'])(
  '%s keeps connections for longer than a busy machine takes',
  async (name) => {
    const storage = `http://${process.env.FIREBASE_STORAGE_EMULATOR_HOST}/b`;
    const { headers } = await fetch({ hosting: url, functions: `${functions}/elsewhere`, storage }[name] ?? '');
    expect(headers.get('keep-alive')).toBe('timeout=60');
  },
);

describe('Hosting', () => {
  it.each([
    { what: 'what can’t be decoded', path: '/%zz', status: 400 },
    { what: 'the same below /api', path: '/api/v1/%zz', status: 400 },
    { what: 'a name of 8,000 letters', path: `/${'x'.repeat(8000)}`, status: 414 },
    { what: 'the same below /api', path: `/api/v1/users/${'x'.repeat(8000)}`, status: 414 },
    { what: 'an address as it should be', path: '/api/v1/users/x', status: 401 },
  ])('answers $what with $status', async ({ path, status }) => {
    expect((await fetch(url + path)).status).toBe(status);
  });

  it('takes an upload that asks first, as curl does with each larger one', async () => {
    const answered = await new Promise((resolve, reject) => {
      const headers = { 'Content-Type': 'application/json', 'Content-Length': '2', Expect: '100-continue' };
      const asked = request(`${inject('suite').url}/api/v1/users/auth/login`, {
        method: 'POST',
        headers,
        agent: false,
      });
      asked.once('continue', () => asked.end('{}'));
      asked.once('response', (response) => resolve(response.resume().statusCode));
      asked.once('error', reject);
      asked.flushHeaders();
    });
    expect(answered).toBe(400);
  });

  it('passes on a body of unknown length, and a wish to upgrade', async () => {
    const credentials = { username: 'nobody_here', password: 'a long enough phrase' };
    const body = new Blob([JSON.stringify(credentials)]).stream();
    const login = fetch(`${url}/api/v1/users/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      duplex: 'half',
    });
    expect((await login).status).toBe(401);
    const upgraded = await new Promise((resolve, reject) => {
      const headers = { Connection: 'Upgrade', Upgrade: 'websocket' };
      request(`${url}/api/v1/health`, { headers, agent: false }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(upgraded).toBe(200);
  });

  it('tells the dashboard the bucket that the API and the tools use', async () => {
    const answer = await fetch(`${url}/__/firebase/init.json`);
    expect(await answer.json()).toMatchObject({ storageBucket: bucket().name });
  });
});
