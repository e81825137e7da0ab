import { expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { messages } from '../notifications/told.ts';
import { expectProblem, get, type Person, people, post, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { deliverEvent, eventWrite } from './deliver.ts';
import { host, join } from './make.ts';

useApi();

it('staff see any event, and take it down for a reason that its host is told', async () => {
  const [alice, bob] = (await people(2)) as [Person, Person];
  const staff = await newStaff('reports');
  const closed = await host(alice, { visibility: 'connections' });
  expectProblem(await get(`/events/${closed.id}`, staff), 404, 'not_found');
  expect((await get(`/admin/events/${closed.id}`, staff)).body).toMatchObject({ id: closed.id });
  const { id } = await host(alice);
  await join(bob, id);
  for (const body of [{}, { reason: ' ' }]) {
    expectProblem(await post(`/admin/events/${id}/cancel`, body, staff), 400, 'invalid_request');
  }
  const take = () => post(`/admin/events/${id}/cancel`, { reason: 'It sells followers.' }, staff);
  const down = await eventWrite(id, take);
  await deliverEvent(down, 2);
  expect((await take()).body).toMatchObject({ status: 'cancelled', sequence: 1 });
  // Nobody learns the reason but the host, who finds it still.
  expect(JSON.stringify((await get(`/events/${id}`, alice)).body)).not.toContain('followers');
  expect((await get(`/events/${id}`, alice)).body).toMatchObject({ status: 'cancelled' });
  for (const as of [bob, undefined]) expectProblem(await get(`/events/${id}`, as), 404, 'not_found');
  expect((await get('/events?attending=me', bob)).body).toEqual([]);
  expect((await get(`/events?host=${alice.id}`, bob)).body).toEqual([]);
  expect(await messages(alice)).toEqual(['Summer Gala has been taken down: It sells followers.']);
  expect(await messages(bob)).toEqual(['Summer Gala has been cancelled']);
  expect((await db().doc(paths.event(id)).get()).get('taken_down')).toBe('It sells followers.');
});

it('one that is over or cancelled can be taken down, too', async () => {
  const [alice] = (await people(1)) as [Person];
  const staff = await newStaff('reports');
  const { id } = await host(alice);
  await post(`/events/${id}/cancel`, { message: 'Buy followers' }, alice);
  expect((await post(`/admin/events/${id}/cancel`, { reason: 'Spam' }, staff)).body).toMatchObject({ sequence: 2 });
  expectProblem(await get(`/events/${id}`), 404, 'not_found');
  expectProblem(await post('/admin/events/nothing/cancel', { reason: 'Spam' }, staff), 404, 'not_found');
});

it('one that its host had cancelled stays cancelled where that is undone, said why or not', async () => {
  const [alice] = (await people(1)) as [Person];
  const staff = await newStaff('reports');
  for (const body of [{}, { message: 'Rain' }, undefined]) {
    const { id } = await host(alice);
    if (body) await post(`/events/${id}/cancel`, body, alice);
    await post(`/admin/events/${id}/cancel`, { reason: 'Spam' }, staff);
    expect((await post(`/admin/events/${id}/restore`, undefined, staff)).body).toMatchObject({ taken_down: null });
    expect((await get(`/events/${id}`, alice)).body.status).toBe(body ? 'cancelled' : 'scheduled');
  }
});

it('staff find every event by its words, whatever lists show', async () => {
  const [alice] = (await people(1)) as [Person];
  const staff = await newStaff('reports');
  const word = `Gala${alice.username}`;
  const closed = await host(alice, { title: `${word} closed`, visibility: 'connections' });
  const down = await host(alice, { title: `${word} down` });
  const cancelled = await host(alice, { title: `${word} cancelled` });
  await post(`/events/${cancelled.id}/cancel`, {}, alice);
  await post(`/admin/events/${down.id}/cancel`, { reason: 'Spam' }, staff);
  const { body, cost } = await get(`/admin/events?search=${word}`, staff);
  expect(body.map(({ id }: { id: string }) => id)).toEqual([cancelled.id, down.id, closed.id]);
  expect(body[1]).toMatchObject({ taken_down: 'Spam', status: 'cancelled' });
  expect(cost.reads).toBe(3);
  const first = await get(`/admin/events?search=${word}&limit=2`, staff);
  expect(first.body).toHaveLength(2);
  expect(first.headers.get('link')).toContain('cursor=');
  expect((await get(`/admin/events?search=${word}nothing`, staff)).body).toEqual([]);
  expectProblem(await get('/admin/events?when=past', staff), 400, 'invalid_request');
  for (const who of [alice, await newStaff('verifications')]) {
    expectProblem(await get('/admin/events', who), 403, 'permission_denied');
  }
});
