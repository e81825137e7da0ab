import { describe, expect, it } from 'vitest';
import { messages, readAll, told } from '../notifications/told.ts';
import { type Person, patch, people, post, useApi } from '../support/api.ts';
import { useTime } from '../support/time.ts';
import { deliverEvent, eventWrite, madeEvent } from './deliver.ts';
import { host, inHours, join, leave } from './make.ts';

useApi();

const pass = useTime();
const MINUTE = 60_000;

describe('a change', () => {
  async function attended(): Promise<[host: Person, guest: Person, id: string]> {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice, { date: '2027-06-01T10:00:00Z', location: 'Main Street 12, Berlin' });
    await join(bob, id, 'interested');
    return [alice, bob, id];
  }
  const change = (id: string, by: Person, body: object) => eventWrite(id, () => patch(`/events/${id}`, body, by));

  it('of time or place is told to those in it, and not to the host', async () => {
    const [alice, bob, id] = await attended();
    await deliverEvent(await change(id, alice, { date: '2027-06-02T10:00:00Z', time_zone: 'Europe/Berlin' }), 2);
    expect(await told(bob)).toMatchObject([
      { type: 'event', message: 'Summer Gala has been moved to 2027-06-02 12:00 (Europe/Berlin)', is_read: false },
    ]);
    expect(await told(alice)).toEqual([]);
  });

  it('of the end alone says when it ends', async () => {
    const [alice, bob, id] = await attended();
    await deliverEvent(await change(id, alice, { ends_at: '2027-06-01T15:00:00Z' }));
    expect(await messages(bob)).toEqual(['Summer Gala now ends at 2027-06-01 15:00 (UTC)']);
  });

  it('that follows within minutes is told in the same row, also to who has read it', async () => {
    const [alice, bob, id] = await attended();
    const first = await change(id, alice, { date: '2027-06-02T10:00:00Z' });
    await deliverEvent(first);
    await readAll(bob);
    const second = await change(id, alice, { location: 'Oranienplatz, Berlin' });
    await deliverEvent(second);
    expect(await told(bob)).toMatchObject([
      { message: 'Summer Gala has been moved to 2027-06-02 10:00 (UTC), Oranienplatz, Berlin', is_read: false },
    ]);
    // Older and repeated deliveries wake nobody.
    await readAll(bob);
    for (const event of [first, second, first]) await deliverEvent(event);
    expect(await told(bob)).toMatchObject([{ is_read: true, message: expect.stringContaining('Oranienplatz') }]);
    pass(11 * MINUTE);
    await deliverEvent(await change(id, alice, { location: 'Tempelhof, Berlin' }));
    expect(await messages(bob)).toEqual([
      'Summer Gala now takes place here: Tempelhof, Berlin',
      'Summer Gala has been moved to 2027-06-02 10:00 (UTC), Oranienplatz, Berlin',
    ]);
  });

  it('that is taken back within minutes goes', async () => {
    const [alice, bob, id] = await attended();
    const there = await change(id, alice, { date: '2027-06-02T10:00:00Z' });
    await deliverEvent(there);
    expect(await told(bob)).toHaveLength(1);
    const back = await change(id, alice, { date: '2027-06-01T10:00:00Z' });
    await deliverEvent(back);
    expect(await told(bob)).toEqual([]);
    await deliverEvent(there);
    expect(await told(bob)).toEqual([]);
  });

  it.each([
    ['a mended typo', { location: 'Main Stret 12, Berlin' }],
    ['another title', { title: 'Summer Galà', description: 'New' }],
    ['another capacity', { capacity: 50 }],
  ])('that is %s is told to nobody', async (_, body) => {
    const [alice, bob, id] = await attended();
    await deliverEvent(await change(id, alice, body));
    expect(await told(bob)).toEqual([]);
  });

  it('to cancelled takes the place of what was told before', async () => {
    const [alice, bob, id] = await attended();
    const moved = await change(id, alice, { date: '2027-06-02T10:00:00Z' });
    await deliverEvent(moved);
    const cancelled = await eventWrite(id, () => post(`/events/${id}/cancel`, { message: 'Rain.\nSorry!' }, alice));
    await deliverEvent(cancelled, 2);
    expect(await messages(bob)).toEqual(['Summer Gala has been cancelled: Rain. Sorry!']);
    await deliverEvent(moved);
    expect(await messages(bob)).toHaveLength(1);
    expect(await told(alice)).toEqual([]);
  });

  it('isn’t told to who has left', async () => {
    const [alice, bob, id] = await attended();
    const moved = await change(id, alice, { date: '2027-06-02T10:00:00Z' });
    await leave(bob, id);
    await deliverEvent(moved);
    expect(await told(bob)).toEqual([]);
  });

  it('of its counts alone costs nothing', async () => {
    const [, , id] = await attended();
    const { after } = await madeEvent(id);
    const [cost] = await deliverEvent({ before: after, after: { ...after, counts: {} }, time: inHours(0) });
    expect(cost).toMatchObject({ reads: 0, writes: 0 });
  });
});
