import { describe, expect, it } from 'vitest';
import { direct, EDGE, LIMIT, newAddress, next, register, statuses, upTo, useLimits } from './limits.ts';

useLimits();

describe('who an address is', () => {
  it.each<[string, (client: string, i: number) => Record<string, string>]>([
    ['seen by Google', (client) => direct(client)],
    ['behind a forged header', (client, i) => direct(client, `10.0.0.${i}`)],
    ['behind a forged chain', (client, i) => direct(client, `198.51.100.${i}, 10.0.0.${i}, unknown, ${'9'.repeat(i)}`)],
    ['behind an address that claims to be the edge', (client, i) => direct(client, `198.51.100.${i}, ${EDGE}`)],
    ['through Hosting', (client) => direct(EDGE, client)],
    ['through Hosting, behind a forged header', (client, i) => direct(EDGE, `198.51.100.${i}, ${client}`)],
    ['through two of its machines', (client, i) => direct('151.101.77.7', `198.51.100.${i}, ${client}, ${EDGE}`)],
    [
      'behind other headers of the kind',
      (client, i) => ({
        ...direct(client),
        'X-Real-IP': `198.51.100.${i}`,
        Forwarded: `for=198.51.100.${i}`,
        'Fastly-Client-IP': `198.51.100.${i}`,
        'X-Client-IP': `198.51.100.${i}`,
        'CF-Connecting-IP': `198.51.100.${i}`,
      }),
    ],
  ])('%s', async (_, headersOf) => {
    const [client, other] = [newAddress(), newAddress()];
    expect(await statuses(LIMIT.register + 1, (i) => register(headersOf(client, i)))).toEqual(
      upTo(LIMIT.register, 201),
    );
    expect((await register(direct(client))).status).toBe(429);
    expect((await register(direct(EDGE, client))).status).toBe(429);
    expect((await register(headersOf(other, 1))).status).toBe(201);
  });

  it('in IPv6 is a whole /64', async () => {
    const network = next().toString(16);
    const customer = `2001:db8:${network}:1`;
    const from = (i: number) => register(direct(`${customer}:${i}:${i}::${i}`));
    expect(await statuses(LIMIT.register + 1, from)).toEqual(upTo(LIMIT.register, 201));
    expect((await register(direct('2a04:4e40::1', `${customer}::7`))).status).toBe(429);
    expect((await register(direct(`2001:db8:${network}:2::1`))).status).toBe(201);
  });
});
