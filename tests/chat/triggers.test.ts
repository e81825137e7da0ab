import { describe, expect, it } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { setSender } from '../../functions/src/notifications/push.ts';
import type { PushMessage } from '../../functions/src/notifications/schema.ts';
import { del, friends, get, type Person, patch, people, post, put, useApi } from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';
import { deliver } from '../support/triggers.ts';
import { attach, read, say, stored, toldOf } from './talk.ts';

useApi();

type Event = { before: object | undefined; after: object | undefined };
const sent = async ({ id }: { id: string }): Promise<Event> => ({ before: undefined, after: await stored(id) });
const tell = (event: Event) => deliver('onMessageWritten', event);

/** Deletes a message. @returns the event of it */
async function remove(id: string, by: Person): Promise<Event> {
  const before = await stored(id);
  await del(`/chat/messages/${id}`, by);
  return { before, after: await stored(id) };
}

describe('a message', () => {
  it('is told in one row a conversation, which counts and speaks of the newest', async () => {
    const [a, b] = await friends();
    await tell(await sent(await say(a, b, 'Hi\nBob')));
    expect(await toldOf(b, a)).toMatchObject({
      type: 'message',
      message: `${a.username}: Hi Bob`,
      actor: { id: a.id },
      target: { kind: 'conversation', id: pairId(a.id, b.id) },
      reason: { topic: 'message' },
      count: 1,
      is_read: false,
    });
    const last = await say(a, b, 'Are you there?');
    await tell(await sent(last));
    expect(await toldOf(b, a)).toMatchObject({ message: `${a.username}: Are you there?`, count: 2 });
    expect((await get('/notifications', b)).body[0]).toMatchObject({ created_at: last.timestamp, count: 2 });
    expect(await toldOf(a, b)).toBeUndefined();
  });

  it('that is deleted is told no more to whoever has muted its sender meanwhile', async () => {
    const [a, b] = await friends();
    await tell(await sent(await say(a, b, 'Hi')));
    const { id } = await say(a, b, 'A secret');
    await tell(await sent({ id }));
    await post('/users/mutes', { kind: 'person', id: a.id }, b);
    await tell(await remove(id, a));
    expect(await toldOf(b, a)).toBeUndefined();
  });

  it('twice, late, and the other way round makes the same row', async () => {
    const [a, b] = await friends();
    const [first, second] = [await sent(await say(a, b, '1')), await sent(await say(a, b, '2'))];
    for (const event of [second, first, second, first]) await tell(event);
    expect(await toldOf(b, a)).toMatchObject({ message: `${a.username}: 2`, count: 2 });
    await read(b, a);
    expect(await toldOf(b, a)).toBeUndefined();
    // What was read is told no more, however late its event comes.
    for (const event of [first, second]) await tell(event);
    expect(await toldOf(b, a)).toBeUndefined();
  });

  it('that is deleted is taken out of the row, and the row goes with the last', async () => {
    const [a, b] = await friends();
    const [first, second] = [await say(a, b, '1'), await say(a, b, '2')];
    for (const message of [first, second]) await tell(await sent(message));
    const gone = await remove(second.id, a);
    for (let i = 0; i < 2; i++) await tell(gone);
    expect(await toldOf(b, a)).toMatchObject({ message: `${a.username}: 1`, count: 1 });
    await tell(await remove(first.id, a));
    expect(await toldOf(b, a)).toBeUndefined();
    expect(await tell({ before: gone.after, after: undefined })).toMatchObject({ reads: 0, writes: 0 });
  });

  it('that was read in part is counted anew', async () => {
    const [a, b] = await friends();
    const [first, second] = [await say(a, b, '1'), await say(a, b, '2')];
    for (const message of [first, second]) await tell(await sent(message));
    await read(b, a, first.id);
    expect(await toldOf(b, a)).toMatchObject({ count: 1 });
  });

  it('keeps a row that was read as it is, until something comes after it', async () => {
    const [a, b] = await friends();
    const first = await sent(await say(a, b, '1'));
    await tell(first);
    const row = `message_${pairId(a.id, b.id)}`;
    await patch(`/notifications/${row}/read`, undefined, b);
    await tell(first);
    expect(await toldOf(b, a)).toMatchObject({ is_read: true });
    await tell(await sent(await say(a, b, '2')));
    expect(await toldOf(b, a)).toMatchObject({ is_read: false, count: 2 });
  });

  it('with a picture alone says so, and a long one is cut between what people see as one', async () => {
    const [a, b] = await friends();
    await tell(await sent((await attach(a, b)).body));
    expect(await toldOf(b, a)).toMatchObject({ message: `${a.username} sent a picture` });
    await tell(await sent(await say(a, b, '👨‍👩‍👧‍👦'.repeat(50))));
    expect((await toldOf(b, a))?.message).toMatch(/^\S+: (👨‍👩‍👧‍👦)+…$/u);
  });

  it('is told to nobody after a block, and after its receiver has switched it off', async () => {
    const [a, b] = await friends();
    const event = await sent(await say(a, b));
    const block = await eventOf(a, b, () => post(`/users/${a.id}/block`, undefined, b));
    await tell(event);
    await deliverConnection(block);
    expect(await toldOf(b, a)).toBeUndefined();
    const [c, d] = await friends();
    await patch('/users/preferences', { notifications: { message: { in_app: false } } }, d);
    await tell(await sent(await say(c, d)));
    expect(await toldOf(d, c)).toBeUndefined();
  });

  it('of a conversation that is gone is told to nobody', async () => {
    const [a, b] = await friends();
    const event = await sent(await say(a, b));
    await post('/users/profile/delete', { password: a.password, at_once: true }, a);
    await tell(event);
    expect(await toldOf(b, a)).toBeUndefined();
  });
});

describe('phones', () => {
  it('tell of messages once each, and of no request', async () => {
    const pushed: PushMessage[] = [];
    const restore = setSender(async (message, devices) => {
      pushed.push(message);
      return devices.map(() => 'sent' as const);
    });
    try {
      const [a, b, stranger] = (await people(3)) as [Person, Person, Person];
      const device = { kind: 'fid', value: 'an-installation-id', platform: 'android' };
      expect((await put('/users/devices/phone', device, b)).status).toBeLessThan(300);
      await tell(await sent(await say(stranger, b, 'Buy this')));
      expect(pushed).toEqual([]);
      await say(b, a);
      const event = await sent(await say(a, b, 'Hello'));
      for (let i = 0; i < 2; i++) await tell(event);
      expect(pushed).toMatchObject([{ to: b.id, data: { target_kind: 'conversation' } }]);
    } finally {
      restore();
    }
  });
});

describe('a request', () => {
  it('is told without what it says, and its row goes when it is declined', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    const event = await sent(await say(a, b, 'secret'));
    for (let i = 0; i < 2; i++) await tell(event);
    expect(await toldOf(b, a)).toMatchObject({ message: `${a.username} wants to write to you` });
    await post(`/chat/${a.id}/decline`, undefined, b);
    expect(await toldOf(b, a)).toBeUndefined();
    await tell(event);
    expect(await toldOf(b, a)).toBeUndefined();
  });
});

describe('a new name', () => {
  it('comes into conversations', async () => {
    const [a, b] = await friends();
    await say(a, b);
    const document = db().doc(paths.user(a.id));
    const before = (await document.get()).data();
    await patch('/users/profile', { display_name: 'Alice Anew' }, a);
    const after = (await document.get()).data();
    for (let i = 0; i < 2; i++) await deliver('onUserUpdated', { params: { uid: a.id }, before, after });
    const [shown] = (await get('/chat/conversations', b)).body;
    expect(shown.person).toMatchObject({ id: a.id, display_name: 'Alice Anew' });
  });
});
