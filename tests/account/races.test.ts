import { expect, it } from 'vitest';
import type { AnyRoute } from '../../functions/src/http/route.ts';
import { api } from '../../functions/src/routes.ts';
import { connect, get, newPerson, type Person, people, send, useApi } from '../support/api.ts';
import { CONTENT } from './content-races.ts';
import { EVENTS, PEOPLE } from './people-races.ts';
import { contended, leaveNothing, type Race, run, type Writing } from './race.ts';
import { tracesOf } from './scan.ts';

useApi();

/** Nothing of anybody's is written by these, or only of somebody who isn't there yet. */
const APART = [
  'register',
  'login',
  'refresh',
  'resetPassword',
  'deleteAccount',
  'deleteAccountByPost',
  'restoreAccount',
] as const;

/** Every other route that writes: one without its race doesn't compile. */
const ROUTES: Record<Exclude<Writing, (typeof APART)[number]>, Race> = { ...PEOPLE, ...CONTENT };

// Those of content have a file of their own, which runs beside this one.
leaveNothing({ ...PEOPLE, ...EVENTS });

it('every route that writes is met', () => {
  const writing = Object.entries(api as Record<string, AnyRoute>).filter(([, { method }]) => method !== 'get');
  expect(writing.map(([name]) => name).sort()).toEqual([...APART, ...Object.keys(ROUTES)].sort());
});

it('several who are all connected leave at once', async () => {
  const everybody = await people(4);
  for (const [i, a] of everybody.entries()) for (const b of everybody.slice(i + 1)) await connect(a, b);
  const stays = await newPerson();
  for (const one of everybody) await connect(one, stays);
  const leave = (as: Person) =>
    send('delete', '/users/profile', { as, body: { password: as.password, at_once: true }, contended });
  for (const { status, body } of await Promise.all(everybody.map(leave))) {
    expect([200, 202], JSON.stringify(body)).toContain(status);
  }
  for (const gone of everybody) {
    await run('onErasureAsked', { params: { uid: gone.id } });
    expect(await tracesOf(gone)).toEqual([]);
  }
  expect((await get('/users/profile', stays)).body.connection_count).toBe(0);
});
