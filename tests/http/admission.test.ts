import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import { budget, hasRoom } from '../../functions/src/http/held.ts';
import { SMALL } from '../../functions/src/http/receive.ts';
import { route } from '../../functions/src/http/route.ts';
import { get, origin, useApi } from '../support/api.ts';
import { serveRoutes } from '../support/serve.ts';

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
      body: {
        code: 'payload_too_large',
        status: 413,
        detail: expect.stringMatching(/larger than 11 MB\. Put larger files into your inbox/),
      },
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

  /** Makes the instance small while `work` runs. */
  const withRoomFor = async (bytes: number, work: () => Promise<void>) => {
    const before = budget.bytes;
    budget.bytes = bytes;
    try {
      await work();
      // Who has gone leaves their room to others.
      await expect.poll(() => hasRoom(bytes)).toBe(true);
    } finally {
      budget.bytes = before;
    }
  };

  it('of many at once is taken as far as there is memory, and the rest is asked to come again', () =>
    withRoomFor(3 * MB - 3 * SMALL, async () => {
      const open = Array.from({ length: 3 }, () => begin(2 * MB, MB));
      for (const { answer } of open) answer.catch(() => {});
      // All three have arrived so far: then there is room for nothing more.
      await expect.poll(() => hasRoom()).toBe(false);
      const late = begin(MB, 1);
      expect(await late.answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      // What is small is taken all the same.
      const small = begin(2, 0);
      small.outgoing.end('{}');
      expect((await small.answer).status).toBe(401);
      // What comes in spite of it isn't kept either.
      open[0]?.outgoing.end(Buffer.alloc(MB));
      expect(await open[0]?.answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      for (const { outgoing } of [...open, late]) outgoing.destroy();
    }));

  it('that has come farther than others goes before them: not all are refused when all come at once', () =>
    withRoomFor(3 * MB - 3 * SMALL, async () => {
      const ahead = begin(1.5 * MB, MB + 2);
      const others = Array.from({ length: 2 }, () => begin(2 * MB, MB - 1));
      await expect.poll(() => hasRoom()).toBe(false);
      ahead.outgoing.end(Buffer.alloc(MB / 2 - 2));
      // It was received, and so the token was looked for.
      expect((await ahead.answer).status).toBe(401);
      for (const { outgoing } of others) outgoing.end(Buffer.alloc(MB + 1));
      const answers = await Promise.all(others.map(async ({ answer }) => (await answer).status));
      expect(answers.toSorted()).toEqual([401, 503]);
    }));

  it('weighs twice where its length isn’t known, because it is joined at the end', () =>
    withRoomFor(2 * MB, async () => {
      const sent = request(`${origin()}/api/v1/users/profile/avatar`, { method: 'PUT', agent: false });
      sent.on('error', () => {});
      sent.write(Buffer.alloc(MB + SMALL));
      await expect.poll(() => hasRoom()).toBe(false);
      sent.destroy();
    }));
});

let finish = () => {};
const slow = route({
  method: 'post',
  path: '/slow',
  auth: 'public',
  summary: 'Works on what it got',
  body: z.looseObject({}),
  seconds: 1,
  response: [204, null],
  cost: { reads: 0, writes: 0, trips: 0 },
  handler: () =>
    new Promise<void>((resolve) => {
      finish = resolve;
    }),
});
const address = serveRoutes([slow]);

it('a body weighs until nobody works on it, whatever was answered meanwhile', async () => {
  const { bytes } = budget;
  budget.bytes = MB / 2;
  const body = JSON.stringify({ x: 'x'.repeat(MB / 2) });
  const ask = () =>
    fetch(`${address()}/slow`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  try {
    // It takes longer than a request may.
    expect((await ask()).status).toBe(503);
    expect(hasRoom(MB / 4)).toBe(false);
    finish();
    await expect.poll(() => hasRoom(MB / 2)).toBe(true);
  } finally {
    budget.bytes = bytes;
  }
});
