import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { AT_ONCE, goOnWith } from '../../functions/src/runtime/long-work.ts';
import { setQueue } from '../../functions/src/runtime/queue.ts';
import { writeChannel } from '../../functions/src/store/meter.ts';
import { TRIGGERS } from '../../functions/src/triggers.ts';
import { deliverEvent, eventWrite, madeEvent } from '../events/deliver.ts';
import { host, join } from '../events/make.ts';
import { told as toldTo } from '../notifications/told.ts';
import { newPerson, type Person, patch, people, post, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';

useApi();

/** What was asked of the queue. */
const queued: string[] = [];
beforeEach(async () => {
  queued.length = 0;
  for (const { ref } of await kept()) await ref.delete();
  onTestFinished(setQueue(async (id) => void queued.push(id)));
});

const FRIENDS = 2_500;

/** Somebody with more connections than an event tells of by itself. */
async function popular(n = FRIENDS): Promise<[host: Person, friends: string[]]> {
  const alice = await newPerson();
  const friends = Array.from({ length: n }, newUid).sort();
  await db().doc(paths.edges(alice.id, 0)).set({ ids: friends });
  return [alice, friends];
}

const told = async (event: string): Promise<number> => {
  const found = db().collectionGroup('notifications').where('target.id', '==', event);
  return (await found.count().get()).data().count;
};
/** What somebody was told of an event. */
const rowsOf = async (who: Person, event: string): Promise<string[]> =>
  (await toldTo(who)).flatMap(({ target, message }) => (target.id === event ? [message] : [])).sort();
const kept = async () => (await db().collection('fan_outs').get()).docs;

/** Runs `work` until the n-th notification is on its way, and lets the machine go away then. */
async function dieAfter(n: number, work: () => Promise<unknown>): Promise<void> {
  let written = 0;
  const bulk = db().bulkWriter.bind(db());
  const spy = vi.spyOn(db(), 'bulkWriter').mockImplementation((options) => {
    const writer = bulk(options);
    const create = writer.create.bind(writer);
    vi.spyOn(writer, 'create').mockImplementation((...args) => {
      written += 1;
      if (written > n) return Promise.reject(Object.assign(new Error('The machine went away'), { code: 14 }));
      return create(...args);
    });
    return writer;
  });
  await expect(work()).rejects.toMatchObject({ code: 14 });
  spy.mockRestore();
}

describe('a fan-out past a thousand', () => {
  it('goes on as a task, and tells everybody once', async () => {
    const [alice, friends] = await popular();
    const { id } = await host(alice);
    const made = { ...(await madeEvent(id)), id: 'the-same' };
    await deliverEvent(made);
    expect(await told(id)).toBe(0);
    const [letter] = await kept();
    expect(letter?.data()).toMatchObject({
      trigger: 'onEventWritten',
      cursor: null,
      people: expect.arrayContaining([alice.id]),
    });
    // No more of the event than the work goes by.
    expect(letter?.get('after')).not.toHaveProperty('description');
    expect(queued).toEqual([letter?.id]);
    // Delivered again, it is the same work.
    await deliverEvent(made);
    expect(queued).toEqual([letter?.id, letter?.id]);
    const [work = ''] = queued;
    const cost = await goOnWith(TRIGGERS, work);
    expect(await told(id)).toBe(FRIENDS);
    // The work, the connections, whether these have changed, and the cause; and twice how far it has come.
    expect([cost.reads, cost.writes]).toEqual([4, FRIENDS + 2]);
    expect(await goOnWith(TRIGGERS, work)).toMatchObject({ reads: 1, writes: 0 });
    expect(friends).toHaveLength(FRIENDS);
  });

  it('that dies in the middle goes on where it was, and tells nobody twice', async () => {
    const [alice, friends] = await popular();
    const { id } = await host(alice);
    await deliverEvent(await madeEvent(id));
    const [work = ''] = queued;
    await dieAfter(1_500, () => goOnWith(TRIGGERS, work));
    const before = await told(id);
    expect(before).toBeGreaterThanOrEqual(1_000);
    expect(before).toBeLessThan(FRIENDS);
    const { cursor } = (await db().doc(paths.fanOut(work)).get()).data() ?? {};
    expect(cursor).toBe(friends[999]);
    const first = db().doc(paths.notification(friends[0] ?? '', `event_${id}_${alice.id}`));
    await first.update({ is_read: true });
    const cost = await goOnWith(TRIGGERS, work);
    expect(await told(id)).toBe(FRIENDS);
    expect((await first.get()).get('is_read')).toBe(true);
    // Only those after the cursor are written for.
    expect(cost.writes).toBeLessThanOrEqual(FRIENDS - 1_000 + 2);
    expect(await kept()).toEqual([]);
  });

  it('whose cause is gone meanwhile leaves nothing', async () => {
    const [alice] = await popular(1_200);
    const { id } = await host(alice);
    await deliverEvent(await madeEvent(id));
    const [work = ''] = queued;
    await post(`/events/${id}/cancel`, {}, alice);
    await goOnWith(TRIGGERS, work);
    expect(await told(id)).toBe(0);
    expect(await kept()).toEqual([]);
  });

  it('of one who can’t be told for another reason is a dead letter', async () => {
    const [alice] = await popular(1_200);
    const { id } = await host(alice);
    await deliverEvent(await madeEvent(id));
    const [work = ''] = queued;
    await db()
      .doc(paths.fanOut(work))
      .update({ after: { nonsense: true } });
    await goOnWith(TRIGGERS, work);
    expect(await kept()).toEqual([]);
    const letters = await db().collection('dead_letters').get();
    expect(letters.docs.map((doc) => doc.get('trigger'))).toContain('onEventWritten');
  });

  it('ends with whoever it was about', async () => {
    const [alice] = await popular(2_200);
    const { id } = await host(alice);
    await deliverEvent(await madeEvent(id));
    const [work = ''] = queued;
    const note = () => {
      writeChannel.unsubscribe(note);
      void db().doc(paths.fanOut(work)).delete();
    };
    writeChannel.subscribe(note);
    await goOnWith(TRIGGERS, work);
    expect(await kept()).toEqual([]);
    const letters = await db().collection('dead_letters').where('people', 'array-contains', alice.id).get();
    expect(letters.docs).toEqual([]);
  });

  it('that can’t be asked for is asked for again with the event', async () => {
    const [alice] = await popular(1_200);
    const { id } = await host(alice);
    const made = { ...(await madeEvent(id)), id: 'another' };
    const back = setQueue(async () => Promise.reject(Object.assign(new Error('No queue'), { code: 'unavailable' })));
    await expect(deliverEvent(made)).rejects.toThrow('No queue');
    back();
    onTestFinished(setQueue(async (work) => void queued.push(work)));
    await deliverEvent(made);
    expect(queued).toHaveLength(1);
    for (const { ref } of await kept()) await ref.delete();
  });
});

describe('a fan-out of up to a thousand', () => {
  it('is done by the event itself', async () => {
    const [alice] = await popular(AT_ONCE);
    const { id } = await host(alice);
    const [cost] = await deliverEvent(await madeEvent(id));
    expect(queued).toEqual([]);
    expect(await told(id)).toBe(AT_ONCE);
    expect([cost?.reads, cost?.writes]).toEqual([3, AT_ONCE]);
  });
});

describe('those in a large event', () => {
  it('are told of a change by a task', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice);
    await join(bob, id);
    const event = db().doc(paths.event(id));
    const answer = (await db().doc(paths.attendee(id, bob.id)).get()).data() ?? {};
    const guests = Array.from({ length: 1_200 }, newUid);
    const writer = db().bulkWriter();
    const account = (await db().doc(paths.account(bob.id)).get()).data() ?? {};
    for (const uid of guests) {
      void writer.create(db().doc(paths.attendee(id, uid)), { ...answer, id: uid });
      // What they want to be told of.
      void writer.create(db().doc(paths.account(uid)), account);
    }
    await writer.close();
    await event.update({ 'counts.going': 1_201 });
    await deliverEvent(await eventWrite(id, () => patch(`/events/${id}`, { location: 'Elsewhere entirely' }, alice)));
    expect(queued).toHaveLength(1);
    let most = 0;
    const note = () => {
      most += 1;
    };
    writeChannel.subscribe(note);
    await goOnWith(TRIGGERS, queued[0] ?? '');
    writeChannel.unsubscribe(note);
    expect(await told(id)).toBe(1_201);
    expect(most).toBeLessThanOrEqual(1_201 + 4);
  });

  /** As many as are told by a task, as far as the event knows. */
  const crowd = (id: string) => db().doc(paths.event(id)).update({ 'counts.going': 1_201 });

  it('are told again and of a change, each from where that has stopped', async () => {
    const HIDDEN = 'Summer Gala can’t be seen at the moment, and may not take place';
    const SHOWN = 'Summer Gala can be seen again';
    const MOVED = 'Summer Gala now takes place here: Boston';
    const [alice, ...others] = (await people(3)) as [Person, Person, Person];
    const [bob, erin] = others.sort((a, b) => (a.id < b.id ? -1 : 1)) as [Person, Person];
    for (const [cursor, ...expected] of [
      [`first ${bob.id}`, [HIDDEN, MOVED], [SHOWN, MOVED]],
      [`second ${bob.id}`, [HIDDEN], [HIDDEN, MOVED]],
      // One from before walks had names.
      [bob.id, [HIDDEN, MOVED], [SHOWN, MOVED]],
    ] as const) {
      const { id } = await host(alice);
      for (const who of [bob, erin]) await join(who, id);
      const set = (withheld: string[], sequence: number) =>
        eventWrite(id, () => db().doc(paths.event(id)).update({ withheld, sequence }));
      await deliverEvent(await set(['staff'], 1));
      await deliverEvent(await eventWrite(id, () => patch(`/events/${id}`, { location: 'Boston' }, alice)));
      await crowd(id);
      await deliverEvent(await set([], 3));
      const work = queued.pop() ?? '';
      await db().doc(paths.fanOut(work)).update({ cursor });
      await goOnWith(TRIGGERS, work);
      const found = await Promise.all([bob, erin].map((who) => rowsOf(who, id)));
      expect(found, cursor).toEqual(expected);
    }
  });

  it('that is put back keep what they were told until the task', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const staff = await newStaff('reports');
    const { id } = await host(alice);
    await join(bob, id);
    await deliverEvent(await eventWrite(id, () => post(`/admin/events/${id}/cancel`, { reason: 'Spam' }, staff)));
    await crowd(id);
    await deliverEvent(await eventWrite(id, () => post(`/admin/events/${id}/restore`, undefined, staff)));
    expect(await rowsOf(bob, id)).toEqual(['Summer Gala has been cancelled']);
    await goOnWith(TRIGGERS, queued[0] ?? '');
    expect(await rowsOf(bob, id)).toEqual(['Summer Gala takes place after all']);
  });
});
