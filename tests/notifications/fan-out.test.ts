import type { Timestamp, Transaction } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { notifyMany } from '../../functions/src/notifications/fan-out.ts';
import { bump, type News } from '../../functions/src/notifications/notify.ts';
import { addEdge, connectionsOf, removeEdge, setQuiet, withoutEdge } from '../../functions/src/store/edges.ts';
import { metered } from '../../functions/src/store/meter.ts';
import { connect, newPerson, type Person, people, useApi } from '../support/api.ts';
import { told } from './told.ts';

useApi();

const PATIENCE = { call: 20_000, total: 60_000 };
let counter = 0;

/** Something that happened, which stays true as long as its document is there. */
async function news(host: Person, over: Partial<News> = {}): Promise<News> {
  counter += 1;
  const path = `events/event_${counter}`;
  await db().doc(path).set({ title: 'Summer Gala' });
  return {
    id: `event_${counter}_${host.id}`,
    topic: 'hosting',
    at: new Date().toISOString(),
    message: `${host.username} is hosting a new event: Summer Gala`,
    actor: { id: host.id, username: host.username, display_name: host.username, avatar_url: null },
    target: { kind: 'event', id: `event_${counter}` },
    cause: { path, holds: (event) => event !== undefined },
    ...over,
  };
}

const exists = async (uid: string, id: string): Promise<boolean> =>
  (await db().doc(paths.notification(uid, id)).get()).exists;

describe('notifyMany', () => {
  it('tells every connection once, however often it is delivered, and nobody else', async () => {
    const [host, ...friends] = (await people(4)) as [Person, ...Person[]];
    const stranger = await newPerson();
    for (const friend of friends) await connect(host, friend);
    const event = await news(host);
    expect(await notifyMany(host.id, event)).toBe(3);
    await Promise.all([notifyMany(host.id, event), notifyMany(host.id, event)]);
    for (const friend of friends) expect((await told(friend)).map(({ message }) => message)).toEqual([event.message]);
    expect(await told(stranger)).toEqual([]);
  });

  it('tells nobody whose cause is gone, and takes back what was written meanwhile', async () => {
    const [host, friend] = (await people(2)) as [Person, Person];
    await connect(host, friend);
    const gone = await news(host);
    await db().doc(gone.cause.path).delete();
    await notifyMany(host.id, gone);
    expect(await told(friend)).toEqual([]);
    // Whoever comes late looks first.
    const late = { at: new Date(Date.now() - 60_000).toISOString() };
    const { cost, result } = metered(() => notifyMany(host.id, { ...gone, ...late }), PATIENCE);
    expect(await result).toBe(0);
    expect(cost.writes).toBe(0);
    let looks = 0;
    const fading = await news(host, { ...late, cause: { path: gone.cause.path, holds: () => looks++ === 0 } });
    await notifyMany(host.id, fading);
    expect(looks).toBe(2);
    expect(await told(friend)).toEqual([]);
  });

  it('leaves nothing with those who leave while it runs', async () => {
    const [host, friend, leaver] = (await people(3)) as [Person, Person, Person];
    for (const who of [friend, leaver]) await connect(host, who);
    let looks = 0;
    const leaving = async (ids: string[]) => (looks++ === 0 ? ids : ids.filter((id) => id !== leaver.id));
    const event = await news(host);
    await notifyMany(host.id, event, leaving);
    expect([await exists(friend.id, event.id), await exists(leaver.id, event.id)]).toEqual([true, false]);
  });

  it('leaves out who has switched the type off, without asking them', async () => {
    const [host, loud, silent] = (await people(3)) as [Person, Person, Person];
    for (const who of [loud, silent]) await connect(host, who);
    await db()
      .doc(paths.edges(host.id, 0))
      .update({ quiet: { hosting: [silent.id] } });
    expect(await notifyMany(host.id, await news(host))).toBe(1);
    expect(await told(silent)).toEqual([]);
  });

  it('asks again who the connections are where they have changed, and each change says so', async () => {
    const [host, friend] = (await people(2)) as [Person, Person];
    await connect(host, friend);
    const { cost, result } = metered(async () => notifyMany(host.id, await news(host)), PATIENCE);
    expect(await result).toBe(1);
    expect(cost.reads).toBe(4);
    const edges = db().doc(paths.edges(host.id, 0));
    const quiet = { hosting: true, attendance: false, everything: false };
    for (const change of [
      (tx: Transaction) => setQuiet(tx, host.id, friend.id, 0, quiet),
      (tx: Transaction) => addEdge(tx, host.id, newUid(), 0),
      (tx: Transaction) => removeEdge(tx, host.id, friend.id, 0),
      (tx: Transaction) => void tx.update(edges, withoutEdge(friend.id)),
    ]) {
      const before = (await edges.get()).get('changed_at') as Timestamp;
      await db().runTransaction(async (tx) => change(tx));
      expect((await edges.get()).get('changed_at').toMillis()).toBeGreaterThan(before.toMillis());
    }
  });

  it('costs a read for five thousand, two more, and a write each', async () => {
    const host = await newPerson();
    const ids = Array.from({ length: 300 }, newUid);
    await db().doc(paths.edges(host.id, 0)).set({ ids });
    const event = await news(host);
    const { cost, result } = metered(() => notifyMany(host.id, event), PATIENCE);
    expect(await result).toBe(300);
    expect([cost.reads, cost.writes]).toEqual([3, 300]);
  });
});

describe('connectionsOf', () => {
  it('finds those in later shards, however few stand in the first', async () => {
    const me = await newPerson();
    const [first, second] = [newUid(), newUid()];
    await db()
      .doc(paths.edges(me.id, 0))
      .set({ ids: [first] });
    await db()
      .doc(paths.edges(me.id, 2))
      .set({ ids: [second], quiet: { hosting: [second] } });
    const mine = await connectionsOf(me.id);
    expect(mine.ids).toEqual([first, second]);
    expect(mine.whoWant('hosting')).toEqual([first]);
    expect(mine.whoWant('attendance')).toEqual([first, second]);
  });
});

describe('bump', () => {
  const messages = (count: number) => (count === 1 ? 'Ann: hello' : `${count} messages from Ann`);
  const message = async (from: Person, at = new Date().toISOString()) => {
    const { message: _, ...rest } = await news(from, { id: `message_${from.id}`, topic: 'message', at });
    return { ...rest, message: messages };
  };

  it('keeps one row and counts what is unread, each happening once', async () => {
    const [ann, me] = (await people(2)) as [Person, Person];
    await bump(me.id, await message(ann), 'm1');
    expect(await told(me)).toMatchObject([{ message: 'Ann: hello', count: 1, is_read: false }]);
    await bump(me.id, await message(ann), 'm2');
    await bump(me.id, await message(ann), 'm2');
    await bump(me.id, await message(ann), 'm1');
    expect(await told(me)).toMatchObject([{ message: '2 messages from Ann', count: 2 }]);
  });

  it('begins anew after it was read, and is not woken by what comes twice', async () => {
    const [ann, me] = (await people(2)) as [Person, Person];
    await bump(me.id, await message(ann), 'm1');
    await db()
      .doc(paths.notification(me.id, `message_${ann.id}`))
      .update({ is_read: true });
    await bump(me.id, await message(ann), 'm1');
    expect(await told(me)).toMatchObject([{ is_read: true, count: 1 }]);
    await bump(me.id, await message(ann), 'm2');
    expect(await told(me)).toMatchObject([{ is_read: false, count: 1, message: 'Ann: hello' }]);
  });

  it('takes its place by the newest, whichever comes first', async () => {
    const [ann, me] = (await people(2)) as [Person, Person];
    const [early, late] = ['2026-01-01T10:00:00.000Z', '2026-01-01T11:00:00.000Z'];
    await bump(me.id, await message(ann, late), 'm2');
    await bump(me.id, await message(ann, early), 'm1');
    expect(await told(me)).toMatchObject([{ count: 2, created_at: late }]);
  });

  it('goes on to name who did the last, and says the same where one that comes late is a step of it', async () => {
    const [ann, ben, me] = (await people(3)) as [Person, Person, Person];
    const by = async (who: Person, at: string) => ({
      ...(await message(who, at)),
      id: 'event_joined_x',
      message: (count: number, last: { username: string } | null) => `${last?.username} (${count}) by ${who.username}`,
    });
    const [early, late] = ['2026-01-01T10:00:00.000Z', '2026-01-01T11:00:00.000Z'] as const;
    await bump(me.id, await by(ann, late), 'ann');
    await bump(me.id, await by(ben, early), 'ben');
    const [row] = await told(me);
    expect(row).toMatchObject({ count: 2, created_at: late, actor: { id: ann.id } });
    expect(row?.message).toMatch(new RegExp(`^${ann.username} \\(2\\)`));
    expect(row?.actors.map(({ id }) => id)).toEqual([ann.id, ben.id]);
    await bump(me.id, await by(ben, early), 'ben_going', 'ben');
    expect(await told(me)).toMatchObject([{ count: 2, message: row?.message }]);
  });

  it('counts ten at once', async () => {
    const [ann, me] = (await people(2)) as [Person, Person];
    const one = await message(ann);
    await Promise.all(Array.from({ length: 5 }, (_, i) => bump(me.id, one, `m${i}`)));
    expect(await told(me)).toMatchObject([{ count: 5 }]);
  });

  it('tells nobody who isn’t there, and nothing whose cause is gone', async () => {
    const [ann, me] = (await people(2)) as [Person, Person];
    const nobody = newUid();
    await bump(nobody, await message(ann), 'm1');
    expect(await exists(nobody, `message_${ann.id}`)).toBe(false);
    const gone = await message(ann);
    await db().doc(gone.cause.path).delete();
    await bump(me.id, gone, 'm1');
    expect(await told(me)).toEqual([]);
  });
});
