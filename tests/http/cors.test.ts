import { describe, expect, inject, it } from 'vitest';
import { expectProblem, origin, send, useApi } from '../support/api.ts';

useApi();

const suite = inject('suite');
const port = 5001 + Number(process.env.TEST_PORT_OFFSET ?? 10_000);
/** The API as every door serves it: in this process as in the cloud, and the built function in the emulator. */
const DOORS = {
  'in this process': () => origin(),
  'at the emulated function': () => `http://127.0.0.1:${port}/${suite.project}/us-central1/api`,
  'through Hosting': () => suite.url,
};
const ORIGINS = ['https://elsewhere.example', 'null', 'capacitor://localhost', 'http://localhost:3000', undefined];
const METHODS = ['OPTIONS', 'HEAD', 'GET'];

async function ask(door: string, method: string, from: string | undefined) {
  const preflight = { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization' };
  const response = await fetch(`${door}/api/v1/health`, {
    method,
    headers: { ...(from && { Origin: from }), ...(method === 'OPTIONS' && preflight) },
  });
  const headers = [...response.headers].filter(([name]) => name.startsWith('access-control-'));
  const vary = (response.headers.get('vary') ?? '').toLowerCase();
  return {
    status: response.status,
    allow: response.headers.get('allow'),
    headers,
    variesByOrigin: /\borigin\b|\*/.test(vary),
    body: await response.text(),
  };
}

describe.each(Object.entries(DOORS))('%s', (_, door) => {
  it.each(METHODS)('%s allows no other origin', async (method) => {
    for (const from of ORIGINS) {
      const { body, ...reply } = await ask(door(), method, from);
      expect([from, reply]).toEqual([
        from,
        {
          status: method === 'OPTIONS' ? 405 : 200,
          allow: method === 'OPTIONS' ? 'GET, HEAD' : null,
          headers: [],
          variesByOrigin: false,
        },
      ]);
      if (method === 'OPTIONS') expect(JSON.parse(body)).toMatchObject({ status: 405, code: 'method_not_allowed' });
    }
  });
});

it('a preflight is answered as any method that a route doesn’t have', async () => {
  const headers = { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'POST' };
  const reply = await send('options', '/users/auth/login', { headers });
  expectProblem(reply, 405, 'method_not_allowed', 'Method "OPTIONS" not allowed.');
  expect(reply.headers.get('allow')).toBe('POST');
});
