import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../functions/src/contract/limits.ts';
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

  it('of many at once is taken as far as there is memory, and the rest is asked to come again', async () => {
    const open = Array.from({ length: 40 }, () => begin(11 * MB, 1));
    const refused = await Promise.all(
      open.slice(34).map(async ({ answer }) => {
        const { status, body } = await answer;
        return [status, body.code];
      }),
    );
    expect(refused).toEqual(Array(6).fill([503, 'unavailable']));
    expect((await get('/health')).status).toBe(200);
    for (const { outgoing, answer } of open) {
      answer.catch(() => {});
      outgoing.destroy();
    }
    // Who has gone leaves their room to others.
    await expect
      .poll(async () => {
        const { outgoing, answer } = begin(2, 0);
        outgoing.end('{}');
        return (await answer).status;
      })
      .toBe(401);
  });
});
