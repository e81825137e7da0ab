import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { claimsOf } from '../../functions/src/http/tokens.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const MINUTE = 60_000;

let time = Date.parse('2026-01-01T00:00:00Z');
let restore: () => void;
beforeEach(() => {
  vi.stubEnv('GCLOUD_PROJECT', 'demo-tokens');
  restore = setClock(() => time);
});
afterEach(() => restore());

const token = (claims: object = {}, minutes = 60): string => {
  const seconds = time / 1000;
  const known = {
    uid: 'u',
    iat: seconds,
    auth_time: seconds,
    exp: seconds + minutes * 60,
    username: 'a',
    role: 'brand',
  };
  const content = `${encode({ alg: 'RS256' })}.${encode({ ...known, jti: randomUUID(), ...claims })}`;
  return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
};

/** As Firebase Admin: by the signature, and by the hour. */
const check = vi.fn(async (sent: string): Promise<unknown> => {
  const [head = '', body = '', signature = ''] = sent.split('.');
  const good = verify('sha256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'));
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  if (!good || claims.exp * 1000 <= time) throw new Error('no');
  return claims;
});
const calls = async (work: () => Promise<unknown>): Promise<number> => {
  check.mockClear();
  await work();
  return check.mock.calls.length;
};
const invalid = { code: 'invalid_token' };

it('a signature that was good is not checked again', async () => {
  const mine = token();
  expect(await calls(() => claimsOf(mine, check))).toBe(1);
  expect(await calls(() => claimsOf(mine, check))).toBe(0);
  expect(await claimsOf(mine, check)).toMatchObject({ uid: 'u', username: 'a', role: 'brand' });
});

it('but after five minutes it is', async () => {
  const mine = token();
  await claimsOf(mine, check);
  time += 5 * MINUTE;
  expect(await calls(() => claimsOf(mine, check))).toBe(1);
});

it('a token that expires meanwhile opens nothing', async () => {
  const mine = token({}, 2);
  await claimsOf(mine, check);
  time += 2 * MINUTE;
  await expect(claimsOf(mine, check)).rejects.toMatchObject(invalid);
});

it('any other token is checked for itself, however alike', async () => {
  const mine = token();
  await claimsOf(mine, check);
  const [head = '', body = '', signature = ''] = mine.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const forged = [
    `${head}.${encode({ ...claims, uid: 'somebody else' })}.${signature}`,
    `${head}.${body}.${signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))}`,
    `${head}.${body}.`,
    `${head}.${body}`,
  ];
  for (const one of forged) await expect(claimsOf(one, check)).rejects.toMatchObject(invalid);
  for (const one of forged) await expect(claimsOf(one, check)).rejects.toMatchObject(invalid);
});

it('a refusal is not remembered, and neither is a token without our claims', async () => {
  const mine = token();
  await expect(claimsOf(mine, () => Promise.reject(new Error('no')))).rejects.toMatchObject(invalid);
  expect(await claimsOf(mine, check)).toMatchObject({ uid: 'u' });
  const stranger = token({ username: undefined });
  await expect(claimsOf(stranger, check)).rejects.toMatchObject(invalid);
  expect(await calls(() => claimsOf(stranger, check).catch(() => {}))).toBe(1);
});

it('nobody is signed out because the keys could not be fetched', async () => {
  const away = Object.assign(new Error('Error fetching public keys for Google certs: 503'), {
    code: 'auth/argument-error',
  });
  await expect(claimsOf(token(), () => Promise.reject(away))).rejects.toBe(away);
});
