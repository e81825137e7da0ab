import { describe, expect, it } from 'vitest';
import { params } from '../../functions/src/config.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import {
  connect,
  del,
  expectProblem,
  friends,
  get,
  idsOf,
  newPerson,
  type Person,
  patch,
  people,
  post,
  send,
  useApi,
} from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { deliverConnection, eventOf } from '../support/events.ts';
import { useTime } from '../support/time.ts';
import { deliver } from '../support/triggers.ts';
import { conversation, deliverMessage, read, say, seen, stored, toldOf, write } from './talk.ts';

useApi();
const at = useTime();

const two = async () => (await people(2)) as [Person, Person];
const accept = (me: Person, other: Person) => post(`/chat/${other.id}/accept`, undefined, me);
const decline = (me: Person, other: Person) => post(`/chat/${other.id}/decline`, undefined, me);
const box = async (me: Person, name: string) => idsOf(await get(`/chat/conversations?box=${name}`, me));

describe('the first message of a stranger', () => {
  it('waits among the requests of its receiver, and in the list of its sender', async () => {
    const [a, b] = await two();
    const pair = pairId(a.id, b.id);
    await say(a, b, 'May I?');
    expect([await box(a, 'inbox'), await box(a, 'sent'), await box(a, 'requests')]).toEqual([[pair], [pair], []]);
    expect([await box(b, 'inbox'), await box(b, 'sent'), await box(b, 'requests')]).toEqual([[], [], [pair]]);
    expect(await seen(a, b)).toMatchObject({ state: 'request', requested_by: a.id, can_send: false, unread: 0 });
    expect(await seen(b, a)).toMatchObject({ state: 'request', requested_by: a.id, can_send: true, unread: 1 });
    const again = await write(a, b, 'Hello?');
    expectProblem(again, 409, 'conflict', /waits for an answer/);
    expect((await get(`/chat?user_id=${a.id}`, b)).body).toHaveLength(1);
  });

  it('is one message, however often it is sent under its client_id', async () => {
    const [a, b] = await two();
    const first = await say(a, b, 'May I?', { client_id: 'mine' });
    expect(await say(a, b, 'May I?', { client_id: 'mine' })).toEqual(first);
    expectProblem(await write(a, b, 'Or not?', { client_id: 'mine' }), 422, 'idempotency_key_reused');
    expectProblem(await write(a, b, 'May I?', { client_id: 'other' }), 409, 'conflict', /waits for an answer/);
    await decline(b, a);
    expect(await say(a, b, 'May I?', { client_id: 'mine' })).toEqual(first);
    await post(`/users/${a.id}/block`, undefined, b);
    expect(await say(a, b, 'May I?', { client_id: 'mine' })).toEqual(first);
    expectProblem(await write(a, b, 'May I?', { client_id: 'other' }), 404, 'not_found');
  });

  it('leaves no read mark before it is answered', async () => {
    const [a, b] = await two();
    await say(a, b);
    expect((await read(b, a)).body.unread).toBe(0);
    expect(await seen(a, b)).toMatchObject({ seen_at: null });
  });

  it('is accepted by its receiver, and then both may write', async () => {
    const [a, b] = await two();
    await say(a, b);
    expectProblem(await accept(a, b), 403, 'permission_denied');
    const reply = await accept(b, a);
    expect([reply.status, reply.body]).toEqual([
      200,
      expect.objectContaining({ state: 'open', can_send: true, unread: 1 }),
    ]);
    expect((await accept(b, a)).status).toBe(200);
    await say(a, b);
    await say(b, a);
    expectProblem(await decline(b, a), 409, 'conflict');
  });

  it('is accepted by writing back', async () => {
    const [a, b] = await two();
    await say(a, b);
    await say(b, a, 'Sure');
    await say(a, b, 'Great');
    expect(await box(b, 'requests')).toEqual([]);
    expect(await seen(a, b)).toMatchObject({ state: 'open', requested_by: a.id });
  });

  it('is declined without its sender learning it', async () => {
    const [a, b] = await two();
    await say(a, b);
    const before = await seen(a, b);
    const waiting = await write(a, b);
    expectProblem(await decline(a, b), 403, 'permission_denied');
    expect((await decline(b, a)).status).toBe(204);
    expect((await decline(b, a)).status).toBe(204);
    expect(await seen(a, b)).toEqual(before);
    expect(await box(a, 'sent')).toEqual([pairId(a.id, b.id)]);
    const after = await write(a, b);
    expect([after.status, after.body.detail, after.cost]).toEqual([409, waiting.body.detail, waiting.cost]);
    // For who declined it is gone, but for what was received.
    for (const name of ['inbox', 'requests', 'sent']) expect(await box(b, name)).toEqual([]);
    expectProblem(await get(`/chat/${a.id}`, b), 404, 'not_found');
    expectProblem(await read(b, a), 404, 'not_found');
    expect((await get(`/chat?user_id=${a.id}`, b)).body).toHaveLength(1);
    // A change of mind.
    await say(b, a, 'After all');
    await say(a, b);
  });

  it('that was declined may still be accepted', async () => {
    const [a, b] = await two();
    await say(a, b);
    await decline(b, a);
    expect((await accept(b, a)).body).toMatchObject({ state: 'open' });
  });

  it('waits for nothing any more once they are connected', async () => {
    const [a, b] = await two();
    await say(a, b);
    await post('/connections/request', { receiver: b.id }, a);
    const accepted = await eventOf(a, b, () =>
      patch(`/connections/${pairId(a.id, b.id)}/action`, { status: 'accepted' }, b),
    );
    // Also before the trigger has run.
    await say(a, b);
    const [c, d] = await two();
    await say(c, d);
    await post('/connections/request', { receiver: c.id }, d);
    const other = await eventOf(c, d, () =>
      patch(`/connections/${pairId(c.id, d.id)}/action`, { status: 'accepted' }, c),
    );
    for (const event of [accepted, other, other]) await deliverConnection(event);
    expect(await seen(d, c)).toMatchObject({ state: 'open' });
  });

  it('with nobody there is nothing to answer', async () => {
    const [a, b] = await two();
    for (const reply of [await accept(a, b), await decline(a, b)]) expectProblem(reply, 404, 'not_found');
    await connect(a, b);
    await say(a, b);
    expect((await accept(b, a)).status).toBe(200);
  });

  it('that is answered is told of no more as a wish to write', async () => {
    const [a, b] = await two();
    await deliverMessage(() => say(a, b, 'May I?'));
    expect(await toldOf(b, a)).toMatchObject({ message: `${a.username} wants to write to you` });
    expect(await toldOf(b, a)).not.toHaveProperty('in_messages');
    await accept(b, a);
    expect(await toldOf(b, a)).toBeUndefined();
    const [c, d] = await two();
    await deliverMessage(() => say(c, d, 'May I?'));
    await say(d, c, 'Sure');
    expect(await toldOf(d, c)).toBeUndefined();
    // By connecting it is open without having been read: then it is what was written.
    const [e, f] = await two();
    await deliverMessage(() => say(e, f, 'May I?'));
    await post('/connections/request', { receiver: f.id }, e);
    const path = `/connections/${pairId(e.id, f.id)}/action`;
    await deliverConnection(await eventOf(e, f, () => patch(path, { status: 'accepted' }, f)), 2);
    expect(await toldOf(f, e)).toMatchObject({
      message: `${e.username}: May I?`,
      is_read: false,
      in_messages: true,
    });
    // Who accepts has it counted among the messages alone.
    expect((await get('/notifications/unread_count', f)).body).toEqual({ unread_count: 0 });
  });

  it('goes with its one message, and isn’t sent again on the same day', async () => {
    const [a, b] = await two();
    const told = await deliverMessage(() => say(a, b, 'Wrong person'));
    const [{ id }] = (await get(`/chat?user_id=${b.id}`, a)).body;
    const before = await stored(id);
    expect((await del(`/chat/messages/${id}`, a)).status).toBe(204);
    await deliver('onMessageWritten', { before, after: await stored(id) });
    await told();
    for (const who of [a, b]) {
      for (const name of ['inbox', 'requests', 'sent']) expect(await box(who, name)).toEqual([]);
    }
    expect(await toldOf(b, a)).toBeUndefined();
    for (const [me, other] of [
      [a, b],
      [b, a],
    ] as const) {
      expectProblem(await get(`/chat/${other.id}`, me), 404, 'not_found');
      expectProblem(await accept(me, other), 404, 'not_found');
    }
    expectProblem(await write(a, b), 409, 'conflict', /tomorrow/);
    at(25 * 3_600_000);
    await say(a, b, 'Once more');
    expect(await box(b, 'requests')).toEqual([pairId(a.id, b.id)]);
    expect(await seen(b, a)).toMatchObject({ unread: 1, can_send: true });
  });

  it('that was taken back is nobody’s to answer: who was written to begins anew', async () => {
    const [a, b] = await two();
    const { id } = await say(a, b);
    await del(`/chat/messages/${id}`, a);
    await say(b, a, 'Hello');
    expect(await seen(b, a)).toMatchObject({ state: 'request', requested_by: b.id });
    await accept(a, b);
    await say(a, b);
  });

  it('that was declined stays so, also when its sender takes it back and writes again', async () => {
    const [a, b] = await two();
    const { id } = await say(a, b);
    await decline(b, a);
    await del(`/chat/messages/${id}`, a);
    expectProblem(await write(a, b), 409, 'conflict', /tomorrow/);
    at(25 * 3_600_000);
    // Its sender sees no more of it than of one that waits.
    await say(a, b, 'Hello?');
    expect(await seen(a, b)).toMatchObject({ state: 'request', can_send: false });
    for (const name of ['inbox', 'requests']) expect(await box(b, name)).toEqual([]);
    const time = new Date(Date.now() + 25 * 3_600_000).toISOString();
    await deliver('onMessageWritten', { time, after: await stored((await seen(a, b)).last_message.id) });
    expect(await toldOf(b, a)).toBeUndefined();
  });

  it('may be had by connections alone', async () => {
    const [a, b, friend] = (await people(3)) as [Person, Person, Person];
    await connect(b, friend);
    await say(a, b);
    await patch('/users/preferences', { privacy: { messages_from: 'connections' } }, b);
    const stranger = await newPerson();
    expectProblem(await write(stranger, b), 403, 'permission_denied');
    await say(friend, b);
    // What was begun goes on, and who doesn't want strangers may write to one.
    await say(b, a, 'I do remember you');
    await say(a, b);
    await say(b, stranger);
    await say(stranger, b);
  });

  it('is written to a few within an hour only', async () => {
    const before = params.firstMessagesPerHour.value;
    params.firstMessagesPerHour.value = () => 2;
    try {
      const [me, b, c, d, e] = (await people(5)) as [Person, Person, Person, Person, Person];
      await say(me, b);
      await say(me, c);
      const reply = await write(me, d);
      expectProblem(reply, 429, 'rate_limited');
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(3000);
      expect(await conversation(me, d)).toBeUndefined();
      await say(c, me);
      await say(me, c);
      await connect(me, e);
      await say(me, e);
      at(3_600_001);
      await say(me, d);
    } finally {
      params.firstMessagesPerHour.value = before;
    }
  });
});

describe('a block', () => {
  it('closes the conversation to both at once, and its end opens it as it was', async () => {
    const [a, b] = await friends();
    const { id } = await say(a, b, 'Before');
    await post(`/users/${b.id}/block`, undefined, a);
    for (const [me, other] of [
      [a, b],
      [b, a],
    ] as const) {
      expectProblem(await write(me, other), 404, 'not_found');
      expectProblem(await get(`/chat/${other.id}`, me), 404, 'not_found');
      expectProblem(await read(me, other), 404, 'not_found');
      for (const name of ['inbox', 'requests', 'sent']) expect(await box(me, name)).toEqual([]);
      expect((await get('/chat', me)).body).toEqual([]);
      // What was received stays.
      expect(idsOf(await get(`/chat?user_id=${other.id}`, me))).toEqual([id]);
    }
    expect((await del(`/chat/messages/${id}`, a)).status).toBe(204);
    await del(`/users/${b.id}/block`, a);
    await say(b, a);
    expect(await seen(a, b)).toMatchObject({ state: 'open', unread: 1 });
  });

  it('keeps a request what it was', async () => {
    const [a, b] = await two();
    await say(a, b);
    await post(`/users/${a.id}/block`, undefined, b);
    expectProblem(await accept(b, a), 404, 'not_found');
    expectProblem(await decline(b, a), 404, 'not_found');
    await del(`/users/${a.id}/block`, b);
    expect(await box(b, 'requests')).toEqual([pairId(a.id, b.id)]);
    expectProblem(await write(a, b), 409, 'conflict');
  });

  it('answers as if there were nobody', async () => {
    const [a, b, c] = (await people(3)) as [Person, Person, Person];
    await post(`/users/${a.id}/block`, undefined, b);
    const [blocked, nobody] = [await write(a, b), await write(a, { id: '0'.repeat(28) })];
    expect({ ...blocked.body, request_id: '' }).toEqual({ ...nobody.body, request_id: '' });
    expect(blocked.cost).toEqual(nobody.cost);
    await connect(a, c);
    await say(a, c);
    await post(`/users/${a.id}/block`, undefined, c);
    expect((await write(a, c)).cost).toEqual(nobody.cost);
  });
});

describe('somebody who is suspended', () => {
  const change = (who: Person, staff: Person, body: object) =>
    send('patch', `/admin/users/${who.id}`, { as: staff, body });

  it('is written to by nobody meanwhile, and what was written stays', async () => {
    const [a, b] = await friends();
    const [stranger, staff] = [await newPerson(), await newStaff('users')];
    await deliverMessage(() => say(b, a));
    expect(await toldOf(a, b)).toBeDefined();
    const { id } = await say(a, b);
    expect((await change(b, staff, { suspension: { reason: 'Spam', until: null } })).status).toBe(200);
    for (const from of [a, stranger]) expectProblem(await write(from, b), 404, 'not_found');
    // It is as after a block: nothing tells one from the other.
    expectProblem(await get(`/chat/${b.id}`, a), 404, 'not_found');
    expect(idsOf(await get('/chat/conversations', a))).toEqual([]);
    expect(await conversation(a, b)).toMatchObject({ open_to: [b.id], listed: [b.id], withheld: [b.id] });
    expect(await toldOf(a, b)).toBeUndefined();
    expect(idsOf(await get(`/chat?user_id=${b.id}`, a))).toContain(id);
    expect((await change(b, staff, { suspension: null })).status).toBe(200);
    await say(a, b);
    expect(await seen(a, b)).toMatchObject({ can_send: true, last_message: { receiver: b.id } });
    await say(stranger, b);
  });
});
