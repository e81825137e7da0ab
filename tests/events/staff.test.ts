import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { eventDocument } from '../../functions/src/events/document.ts';
import type { EventDocument } from '../../functions/src/events/schema.ts';
import { forgetCancelled } from '../../functions/src/events/tell.ts';
import { db } from '../../functions/src/firebase.ts';
import { messages } from '../notifications/told.ts';
import { expectProblem, get, type Person, patch, people, post, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { deliverEvent, eventWrite } from './deliver.ts';
import { host, join, leave } from './make.ts';

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

it('one that is over has not been cancelled for those who were there', async () => {
  const [alice, bob] = (await people(2)) as [Person, Person];
  const { id } = await host(alice);
  await join(bob, id);
  await db()
    .doc(paths.event(id))
    .update({ date: new Date(Date.now() - 7_200_000), ends_at: new Date(Date.now() - 3_600_000) });
  const staff = await newStaff('reports');
  await deliverEvent(await eventWrite(id, () => post(`/admin/events/${id}/cancel`, { reason: 'Spam' }, staff)));
  expect([await messages(alice), await messages(bob)]).toEqual([['Summer Gala has been taken down: Spam'], []]);
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

describe('an event that was taken down and put back', () => {
  /** A host, a guest, and a guest who leaves; both were told that it is cancelled. */
  async function takenDown(over: object = {}) {
    const [alice, bob, guest] = (await people(3)) as [Person, Person, Person];
    const staff = await newStaff('reports');
    const { id } = await host(alice, over);
    for (const who of [bob, guest]) await join(who, id);
    const down = await eventWrite(id, () => post(`/admin/events/${id}/cancel`, { reason: 'Spam' }, staff));
    await deliverEvent(down);
    const putBack = () => eventWrite(id, () => post(`/admin/events/${id}/restore`, undefined, staff));
    return { alice, bob, guest, id, putBack };
  }
  const CANCELLED = 'Summer Gala has been cancelled';
  const BACK = 'Summer Gala takes place after all';

  it('takes place after all for those in it, and is cancelled for nobody', async () => {
    const { alice, bob, guest, id, putBack } = await takenDown();
    expect(await messages(guest)).toEqual([CANCELLED]);
    const back = await putBack();
    await leave(guest, id);
    await deliverEvent(back, 2);
    expect([await messages(alice), await messages(bob), await messages(guest)]).toEqual([[BACK], [BACK], []]);
  });

  it('that its host cancels meanwhile is cancelled still', async () => {
    const { alice, bob, id, putBack } = await takenDown();
    await putBack();
    const event = (await eventDocument(id).get()).data() as EventDocument;
    await post(`/events/${id}/cancel`, {}, alice);
    await forgetCancelled(event);
    expect(await messages(bob)).toEqual([CANCELLED]);
  });

  it('that is hidden for another reason is told as that, and can be seen again when it can', async () => {
    const { alice, bob, id, putBack } = await takenDown();
    const staff = await newStaff('users');
    const suspend = (suspension: object | null) =>
      eventWrite(id, () => patch(`/admin/users/${alice.id}`, { suspension }, staff));
    await deliverEvent(await suspend({ reason: 'Spam', until: null }));
    await deliverEvent(await putBack());
    expect(await messages(bob)).toEqual(['Summer Gala can’t be seen at the moment, and may not take place']);
    await deliverEvent(await suspend(null));
    expect(await messages(bob)).toEqual(['Summer Gala can be seen again']);
  });

  it('gives the seat of who has left meanwhile to the first who waits', async () => {
    const { bob, guest, id, putBack } = await takenDown({ capacity: 1 });
    await leave(bob, id);
    await putBack();
    expect((await get(`/events/${id}`, guest)).body.attendance).toMatchObject({ status: 'going' });
    expect((await eventDocument(id).get()).data()).toMatchObject({ taken: 1, waiting: 0, unsettled: false });
  });

  it('that is over by then is no news', async () => {
    const { alice, bob, id, putBack } = await takenDown();
    await db()
      .doc(paths.event(id))
      .update({ date: new Date(Date.now() - 7_200_000), ends_at: new Date(Date.now() - 3_600_000) });
    await deliverEvent(await putBack());
    expect([await messages(alice), await messages(bob)]).toEqual([[], []]);
  });
});
