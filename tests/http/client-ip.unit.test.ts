import { afterEach, expect, it } from 'vitest';
import { trustProxy } from '../../functions/src/http/client-ip.ts';

afterEach(() => {
  delete process.env.TRUSTED_PROXIES;
});

it.each([
  ['our own socket, whoever it is', '203.0.113.9', 0, true],
  ['the edge', '23.235.33.1', 1, true],
  ['the edge, written as IPv6', '::ffff:23.235.33.1', 1, true],
  ['the edge in IPv6', '2a04:4e40::1', 1, true],
  ['somebody else', '203.0.113.9', 1, false],
  ['a neighbour of the edge', '23.235.64.0', 1, false],
  ['somebody else in IPv6', '2001:db8::1', 1, false],
])('believes %s: %s at hop %i → %s', (_, address, hop, believed) => {
  process.env.TRUSTED_PROXIES = ' 23.235.32.0/20, 2a04:4e40::/32 ,';
  expect(trustProxy()(address, hop)).toBe(believed);
});

it('believes nobody beyond the socket where no network is trusted', () => {
  process.env.TRUSTED_PROXIES = ',';
  expect(trustProxy()('127.0.0.1', 1)).toBe(false);
});
