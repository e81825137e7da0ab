import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { connect, del, expectProblem, get, newPerson, type Person, patch, post, useApi } from '../support/api.ts';
import { block, stateOf } from './state.ts';

useApi();

const ask = (from: Person, to: Person) => post('/connections/request', { receiver: to.id }, from);
const answer = (who: Person, id: string, status: string) => patch(`/connections/${id}/action`, { status }, who);

describe('POST /connections/request', () => {
  it('asks', async () => {
    const [alice, bob] = [await newPerson({ role: 'brand' }), await newPerson()];
    const reply = await ask(alice, bob);
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      id: pairId(alice.id, bob.id),
      members: [alice.id, bob.id].sort(),
      sender: {
        id: alice.id,
        username: alice.username,
        display_name: alice.username,
        role: 'brand',
        avatar_url: null,
        is_verified: false,
      },
      receiver: expect.objectContaining({ id: bob.id, username: bob.username, role: 'influencer' }),
      status: 'pending',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      responded_at: null,
    });
    // The ceiling of the route is higher: it holds for those who have met before.
    // With its limit: one write and one trip more.
    expect(reply.cost).toEqual({ reads: 3, writes: 2, deletes: 0, trips: 3 });
    expect(await stateOf(alice, bob)).toEqual({ status: 'pending', counts: [0, 0], edges: [false, false] });
  });

  it('refuses oneself', async () => {
    const alice = await newPerson();
    const reply = await ask(alice, alice);
    expectProblem(reply, 400, 'invalid_request', 'You cannot connect with yourself.');
    expect(reply.body.errors[0].field).toBe('receiver');
  });

  it('refuses nobody', async () => {
    const alice = await newPerson();
    const reply = await post('/connections/request', { receiver: newUid() }, alice);
    expectProblem(reply, 404, 'not_found', 'Not found.');
    expect(reply.body.errors[0].field).toBe('receiver');
  });

  it('refuses who isn’t to be found themselves, also where it would accept', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    await ask(bob, alice);
    await db()
      .doc(paths.user(alice.id))
      .update({ withheld: ['hidden'] });
    expectProblem(await ask(alice, bob), 404, 'not_found');
    expect(await stateOf(alice, bob)).toMatchObject({ status: 'pending' });
  });

  it.each([{}, { receiver: 12 }, { receiver: 'x' }, { receiver: `${newUid()}/` }, { receiver: null }])(
    'refuses %j',
    async (body) => {
      const reply = await post('/connections/request', body, await newPerson());
      expectProblem(reply, 400, 'invalid_request');
      expect(reply.body.errors[0].field).toBe('receiver');
    },
  );

  it('is a conflict when it is asked already, or there is a connection', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const { body } = await ask(alice, bob);
    expectProblem(await ask(alice, bob), 409, 'conflict', 'You have already asked this person.');
    await answer(bob, body.id, 'accepted');
    expectProblem(await ask(alice, bob), 409, 'conflict', 'You are already connected.');
    expectProblem(await ask(bob, alice), 409, 'conflict', 'You are already connected.');
  });

  it('accepts the request that it crosses', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    await ask(alice, bob);
    const reply = await ask(bob, alice);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ status: 'accepted', sender: { id: alice.id }, receiver: { id: bob.id } });
    expect(await stateOf(alice, bob)).toEqual({ status: 'accepted', counts: [1, 1], edges: [true, true] });
  });

  it('waits a week after a refusal, unless the other side asks', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const { body } = await ask(alice, bob);
    await answer(bob, body.id, 'rejected');
    expectProblem(await ask(alice, bob), 409, 'conflict', /declined your request\. You can ask again in 7 days/);
    const daysAgo = (days: number) => Timestamp.fromMillis(Date.now() - days * 24 * 60 * 60 * 1000);
    const document = db().doc(`connections/${body.id}`);
    await document.update({ responded_at: daysAgo(6.99) });
    expectProblem(await ask(alice, bob), 409, 'conflict');
    await document.update({ responded_at: daysAgo(7.01) });
    const again = await ask(alice, bob);
    expect(again.body).toMatchObject({ status: 'pending', sender: { id: alice.id }, responded_at: null });
    expect(Date.parse(again.body.created_at)).toBeGreaterThan(Date.parse(body.created_at));
  });

  it('lets the one who refused ask at once', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    await answer(bob, (await ask(alice, bob)).body.id, 'rejected');
    const reply = await ask(bob, alice);
    expect(reply.body).toMatchObject({ status: 'pending', sender: { id: bob.id }, receiver: { id: alice.id } });
  });

  it('tells the blocked nothing, and the one who blocked what to do', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    await block(alice, bob);
    expectProblem(await ask(bob, alice), 404, 'not_found', 'Not found.');
    expect((await ask(bob, alice)).body.errors).toEqual(
      (await post('/connections/request', { receiver: newUid() }, bob)).body.errors,
    );
    expectProblem(await ask(alice, bob), 409, 'conflict', 'You have blocked this person. Unblock them first.');
    expect((await stateOf(alice, bob)).status).toBe('blocked');
  });
});

describe('PATCH /connections/{id}/action', () => {
  it('accepts', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const asked = (await ask(alice, bob)).body;
    const reply = await answer(bob, asked.id, 'accepted');
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({ ...asked, status: 'accepted', responded_at: expect.any(String) });
    expect(await stateOf(alice, bob)).toEqual({ status: 'accepted', counts: [1, 1], edges: [true, true] });
  });

  it('rejects, and forms no link', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const asked = (await ask(alice, bob)).body;
    const reply = await answer(bob, asked.id, 'rejected');
    expect(reply.body).toEqual({ ...asked, status: 'rejected', responded_at: expect.any(String) });
    expect(await stateOf(alice, bob)).toEqual({ status: 'rejected', counts: [0, 0], edges: [false, false] });
  });

  it('is the receiver’s alone', async () => {
    const [alice, bob, eve] = [await newPerson(), await newPerson(), await newPerson()];
    const { body } = await ask(alice, bob);
    for (const status of ['accepted', 'rejected']) {
      expectProblem(await answer(alice, body.id, status), 403, 'permission_denied', 'Only the person who was asked');
      // A stranger must not learn who knows whom: the same words as where there is nothing.
      expectProblem(await answer(eve, body.id, status), 404, 'not_found', 'Not found.');
      expectProblem(await answer(eve, pairId(eve.id, bob.id), status), 404, 'not_found', 'Not found.');
    }
    expect((await stateOf(alice, bob)).status).toBe('pending');
  });

  it('is final', async () => {
    const [alice, bob, carol] = [await newPerson(), await newPerson(), await newPerson()];
    const accepted = await connect(alice, bob);
    const rejected = (await ask(alice, carol)).body.id;
    await answer(carol, rejected, 'rejected');
    for (const status of ['accepted', 'rejected']) {
      expectProblem(await answer(bob, accepted, status), 409, 'conflict', 'answered already');
      expectProblem(await answer(carol, rejected, status), 409, 'conflict', 'answered already');
      expectProblem(await answer(alice, rejected, status), 403, 'permission_denied');
    }
    expect(await stateOf(alice, bob)).toMatchObject({ status: 'accepted', counts: [1, 1] });
  });

  it('does not exist where there is a block', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    await block(alice, bob);
    for (const who of [alice, bob]) {
      expectProblem(await answer(who, pairId(alice.id, bob.id), 'accepted'), 404, 'not_found');
    }
  });

  it.each([{}, { status: 'pending' }, { status: 'blocked' }, { status: 'Accepted' }, { status: ['accepted'] }])(
    'refuses %j',
    async (body) => {
      const [alice, bob] = [await newPerson(), await newPerson()];
      const { id } = (await ask(alice, bob)).body;
      expectProblem(await patch(`/connections/${id}/action`, body, bob), 400, 'invalid_request');
    },
  );

  it.each(['12', 'a_b', '..%2Fusers', '%00', `${newUid()}_${newUid()}_${newUid()}`])('knows no id %s', async (id) => {
    expectProblem(await answer(await newPerson(), id, 'accepted'), 404, 'not_found');
  });
});

describe('DELETE /connections/{id}', () => {
  it('withdraws a request, which the sender may then ask once more, and the other side at any time', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const { id } = (await ask(alice, bob)).body;
    expectProblem(await del(`/connections/${id}`, bob), 409, 'conflict', 'accept or reject');
    expect((await del(`/connections/${id}`, alice)).status).toBe(204);
    expect(await stateOf(alice, bob)).toEqual({ status: 'withdrawn', counts: [0, 0], edges: [false, false] });
    expectProblem(await del(`/connections/${id}`, alice), 404, 'not_found');
    for (const who of [alice, bob]) expect((await get('/connections', who)).body).toEqual([]);
    expect((await ask(alice, bob)).status).toBe(201);
    expect((await del(`/connections/${id}`, alice)).status).toBe(204);
    expectProblem(await ask(alice, bob), 409, 'conflict', 'again in 24 hours');
    expect((await ask(bob, alice)).status).toBe(201);
  });

  it('disconnects from either side, and takes back counters and edges', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    for (const who of [alice, bob]) {
      const id = await connect(alice, bob);
      expect(await stateOf(alice, bob)).toEqual({ status: 'accepted', counts: [1, 1], edges: [true, true] });
      expect((await del(`/connections/${id}`, who)).status).toBe(204);
      expect(await stateOf(alice, bob)).toEqual({ status: null, counts: [0, 0], edges: [false, false] });
    }
  });

  it('does not undo a refusal, nor a block', async () => {
    const [alice, bob, carol, eve] = [await newPerson(), await newPerson(), await newPerson(), await newPerson()];
    const { id } = (await ask(alice, bob)).body;
    await answer(bob, id, 'rejected');
    expectProblem(await del(`/connections/${id}`, alice), 409, 'conflict');
    expectProblem(await del(`/connections/${id}`, bob), 409, 'conflict');
    await block(alice, carol);
    for (const who of [alice, carol, eve]) {
      expectProblem(await del(`/connections/${pairId(alice.id, carol.id)}`, who), 404, 'not_found');
    }
    expect((await stateOf(alice, carol)).status).toBe('blocked');
  });
});
