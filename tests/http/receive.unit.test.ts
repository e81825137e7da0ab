import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import type { RawRequest } from '../../functions/src/http/body.ts';
import { budget, hasRoom, release } from '../../functions/src/http/held.ts';
import { receive, SMALL } from '../../functions/src/http/receive.ts';

/** Sends pieces as a request, and receives them. */
async function received(pieces: readonly Buffer[], headers: NodeJS.Dict<string>): Promise<Buffer | undefined> {
  const req = Object.assign(new PassThrough(), { headers }) as unknown as RawRequest & PassThrough;
  const done = receive(req);
  for (const piece of pieces) req.write(piece);
  req.end();
  try {
    await done;
  } finally {
    release(req);
  }
  return req.rawBody;
}

const anyPieces = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: SMALL + 10 }), fc.integer({ min: 0, max: 255 }))
    .map(([n, x]) => Buffer.alloc(n, x)),
  { minLength: 1, maxLength: 6 },
);

it('however a body is cut into pieces, it is what was sent', async () => {
  await fc.assert(
    fc.asyncProperty(anyPieces, async (pieces) => {
      const whole = Buffer.concat(pieces);
      for (const headers of [{ 'content-length': String(whole.length) }, { 'transfer-encoding': 'chunked' }]) {
        expect((await received(pieces, headers))?.equals(whole)).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
  expect(hasRoom(budget.bytes)).toBe(true);
});

it('one that is too long holds nothing, and is refused at its end', async () => {
  const pieces = Array.from({ length: 12 }, () => Buffer.alloc(1024 * 1024));
  expect(pieces.length * 1024 * 1024).toBeGreaterThan(LIMITS.body);
  await expect(received(pieces, { 'transfer-encoding': 'chunked' })).rejects.toMatchObject({
    code: 'payload_too_large',
  });
  expect(hasRoom(budget.bytes)).toBe(true);
});
