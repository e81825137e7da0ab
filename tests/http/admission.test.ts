import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import { budget, hasRoom } from '../../functions/src/http/held.ts';
import { get, origin, useApi } from '../support/api.ts';

useApi();

const MB = 1024 * 1024;

interface Answer {
  status: number;
  type: string;
  body: { code: string; status: number; detail: string };
}

/** Starts a request that says how long it will be, and sends as little as `sent` of it. */
function begin(length: number, sent: number, path = '/api/v1/users/profile/avatar') {
  const outgoing = request(`${origin()}${path}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', 'Content-Length': length },
    agent: false,
  });
  const answer = new Promise<Answer>((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: String(response.headers['content-type']),
          body: JSON.parse(text),
        }),
      );
    });
  });
  outgoing.write(Buffer.alloc(sent));
  return { outgoing, answer };
}

describe('a body', () => {
  it('that is too long for any route is refused before it is received', async () => {
    const { outgoing, answer } = begin(LIMITS.body + 1, 1);
    expect(await answer).toMatchObject({
      status: 413,
      type: 'application/problem+json',
      body: { code: 'payload_too_large', status: 413, detail: 'The body is larger than 11 MB.' },
    });
    outgoing.destroy();
  });

  it('that is sent in spite of it does no harm', async () => {
    const { outgoing, answer } = begin(40 * MB, 40 * MB);
    outgoing.end();
    expect((await answer).status).toBe(413);
    expect((await get('/health')).status).toBe(200);
  });

  it("that is announced, and doesn't come, shuts nobody out", async () => {
    const idle = Array.from({ length: 60 }, () => begin(LIMITS.body, 1));
    for (const { answer } of idle) answer.catch(() => {});
    const { outgoing, answer } = begin(2, 0);
    outgoing.end('{}');
    expect((await answer).status).toBe(401);
    for (const { outgoing } of idle) outgoing.destroy();
  });

  it('of many at once is taken as far as there is memory, and the rest is asked to come again', async () => {
    const { bytes } = budget;
    budget.bytes = 3 * MB;
    try {
      const open = Array.from({ length: 3 }, () => begin(2 * MB, MB));
      for (const { answer } of open) answer.catch(() => {});
      // All three have arrived so far: then there is room for nothing more.
      await expect.poll(() => hasRoom()).toBe(false);
      const late = begin(MB, 1);
      expect(await late.answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect((await get('/health')).status).toBe(200);
      // What comes in spite of it isn't kept either.
      open[0]?.outgoing.end(Buffer.alloc(MB));
      expect(await open[0]?.answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      for (const { outgoing } of [...open, late]) outgoing.destroy();
      // Who has gone leaves their room to others.
      await expect.poll(() => hasRoom(3 * MB)).toBe(true);
    } finally {
      budget.bytes = bytes;
    }
  });
});
