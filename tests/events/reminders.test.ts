import { beforeEach, describe, expect, it, vi } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { remind } from '../../functions/src/events/jobs.ts';
import { db } from '../../functions/src/firebase.ts';
import { get, type Person, patch, people, post, useApi } from '../support/api.ts';
import { useTime } from '../support/time.ts';
import { host, inHours, join, leave } from './make.ts';

useApi();

const HOUR = 3_600_000;
const time = useTime();
/** Moves the clock to so many hours from the real now. */
const at = (hours: number) => time(hours * HOUR);
beforeEach(async () => {
  // Each test finds only its own events.
  for (const { ref } of (await db().collection('events').get()).docs) await ref.update({ next_reminder_at: null });
});

const messages = async (who: Person): Promise<string[]> => {
  const { docs } = await db().collection(`users/${who.id}/notifications`).orderBy('created_at').get();
  return docs.map((doc) => doc.get('message'));
};
const DAY_BEFORE = 'Summer Gala begins in 24 hours';
const HOUR_BEFORE = 'Summer Gala begins in an hour';

/** An event in two days, to which the second is going. */
async function planned(over: object = {}): Promise<[Person, Person, string]> {
  const [alice, bob] = (await people(2)) as [Person, Person];
  const { id } = await host(alice, { date: inHours(48), ...over });
  await join(bob, id);
  return [alice, bob, id];
}

describe('those going', () => {
  it('are reminded a day and an hour before, once each', async () => {
    const [alice, bob, id] = await planned();
    const [interested] = (await people(1)) as [Person];
    await join(interested, id, 'interested');
    await remind();
    expect(await messages(bob)).toEqual([]);
    at(24.02);
    await Promise.all([remind(), remind()]);
    await remind();
    expect(await messages(bob)).toEqual([DAY_BEFORE]);
    at(47.05);
    await remind();
    await remind();
    expect(await messages(bob)).toEqual([DAY_BEFORE, HOUR_BEFORE]);
    at(49);
    expect(await remind()).toMatchObject({ events: 0, reminded: 0, failed: 0 });
    for (const who of [alice, interested]) expect(await messages(who)).toEqual([]);
    expect((await get('/notifications', bob)).body[0]).toMatchObject({ type: 'event', target: { kind: 'event', id } });
  });

  it('are told how long it really is', async () => {
    const [, bob] = await planned();
    at(28);
    await remind();
    expect(await messages(bob)).toEqual(['Summer Gala begins in 20 hours']);
  });

  it('are reminded late, with the last one alone, and never of what has begun', async () => {
    const [, bob] = await planned();
    at(47.5);
    await remind();
    expect(await messages(bob)).toEqual(['Summer Gala begins in 30 minutes']);
    const [, carol] = await planned({ date: inHours(50) });
    at(51);
    await remind();
    expect(await messages(carol)).toEqual([]);
    expect(await remind()).toMatchObject({ events: 0 });
  });
});

describe('nothing is told at the old time', () => {
  it('of what was moved, which is told of at its own', async () => {
    const [alice, bob, id] = await planned();
    await patch(`/events/${id}`, { date: inHours(96) }, alice);
    at(24.02);
    await remind();
    expect(await messages(bob)).toEqual([]);
    at(72.02);
    await remind();
    expect(await messages(bob)).toEqual([DAY_BEFORE]);
  });

  it('of what was cancelled, or to who has left', async () => {
    const [alice, bob, id] = await planned();
    await post(`/events/${id}/cancel`, {}, alice);
    const [, carol, other] = await planned();
    await leave(carol, other);
    at(24.02);
    await remind();
    expect([...(await messages(bob)), ...(await messages(carol))]).toEqual([]);
  });

  it('of what is moved or left while the job is at work', async () => {
    const [alice, bob, id] = await planned();
    const [, carol, other] = await planned();
    at(24.02);
    // Both at once: whichever comes first, nothing of the old time is left in the end.
    await Promise.all([remind(), patch(`/events/${id}`, { date: inHours(96) }, alice), leave(carol, other)]);
    await remind();
    const reminded = await messages(bob);
    const { next_reminder_at } = (await db().doc(paths.event(id)).get()).data() ?? {};
    expect(next_reminder_at.toMillis()).toBeGreaterThan(Date.now() + 60 * HOUR);
    expect(reminded.length).toBeLessThanOrEqual(1);
  });
});

describe('a job that dies', () => {
  it('in the middle is taken up, and tells nobody twice', async () => {
    const [alice, ...guests] = (await people(4)) as [Person, ...Person[]];
    const { id } = await host(alice, { date: inHours(48) });
    for (const guest of guests) await join(guest, id);
    at(24.02);
    // Died after it had told, and before it could say so.
    const broken = vi.spyOn(db(), 'runTransaction').mockRejectedValueOnce(new Error('The machine went away'));
    expect(await remind()).toMatchObject({ failed: 1 });
    broken.mockRestore();
    expect(await remind()).toMatchObject({ failed: 0, events: 1 });
    for (const guest of guests) expect(await messages(guest)).toEqual([DAY_BEFORE]);
  });

  it('at one event keeps none of the others', async () => {
    const [, bob, broken] = await planned();
    await db().doc(paths.event(broken)).update({ capacity: 'many' });
    const [, carol] = await planned();
    at(24.02);
    expect(await remind()).toMatchObject({ failed: 1 });
    expect(await messages(bob)).toEqual([]);
    expect(await messages(carol)).toEqual([DAY_BEFORE]);
    await db().doc(paths.event(broken)).delete();
  });
});

describe('what attendees have to follow', () => {
  it('is finished by the job, where the request had no time', async () => {
    const [alice, bob, id] = await planned({ capacity: 1 });
    const [carol] = (await people(1)) as [Person];
    await join(carol, id);
    // As a request leaves it that died right after its commit.
    await db()
      .doc(paths.event(id))
      .update({ capacity: 2, date: new Date(inHours(72)), unsettled: true });
    expect(await remind()).toMatchObject({ settled: 1 });
    expect((await get(`/events/${id}`, carol)).body.attendance.status).toBe('going');
    const { body } = await get('/events?attending=me&when=upcoming', bob);
    expect(body[0].date).toBe((await get(`/events/${id}`, alice)).body.date);
    expect((await db().doc(paths.event(id)).get()).get('unsettled')).toBe(false);
    expect(await remind()).toMatchObject({ settled: 0 });
  });
});
