import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { isPassing } from '../../functions/src/store/codes.ts';

const argumentError = (message: string) => Object.assign(new Error(message), { code: 'auth/argument-error' });

it('keys that could not be fetched are a passing fault, and a bad token is none', () => {
  expect(isPassing(argumentError('Error fetching public keys for Google certs: connect ECONNREFUSED'))).toBe(true);
  expect(isPassing(argumentError('Firebase ID token has invalid signature.'))).toBe(false);
  // The Admin SDK still says so.
  const jwt = createRequire(import.meta.url)
    .resolve('firebase-admin')
    .replace(/lib\/.*$/, 'lib/utils/jwt.js');
  expect(readFileSync(jwt, 'utf8')).toMatch(/Error fetching public keys/);
});
