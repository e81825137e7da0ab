import { describe, expect, it } from 'vitest';
import { paths } from '../../functions/src/contract/paths.ts';
import { remind } from '../../functions/src/events/jobs.ts';
import { db } from '../../functions/src/firebase.ts';
import { messages, told } from '../notifications/told.ts';
import { connect, expectProblem, get, type Person, patch, people, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { answer, deliverAttendee, deliverEvent, eventWrite, type Heard, madeEvent } from './deliver.ts';
import { host, inHours } from './make.ts';

useApi();

const suspension = { reason: 'Spam', until: null };

/** A host whom staff suspend and restore; a guest, and a friend of the guest’s who was told. */
async function hosted(over: object = {}) {
  const [alice, bob, friend] = (await people(3)) as [Person, Person, Person];
  const staff = await newStaff('users');
  await connect(alice, bob);
  await connect(bob, friend);
  const { id } = await host(alice, over);
  await deliverEvent(await madeEvent(id));
  await deliverAttendee(await answer(bob, id));
  const suspend = () => patch(`/admin/users/${alice.id}`, { suspension }, staff);
  const restore = () => patch(`/admin/users/${alice.id}`, { suspension: null }, staff);
  const hide = (): Promise<Heard> => eventWrite(id, suspend);
  const show = (): Promise<Heard> => eventWrite(id, restore);
  return { alice, bob, friend, id, hide, show };
}

const GONE = 'Summer Gala can’t be seen at the moment, and may not take place';
const BACK = 'Summer Gala can be seen again';

describe('an event whose host isn’t to be found', () => {
  it('is told to those in it in one row, and whatever else told of it goes', async () => {
    const { alice, bob, friend, id, hide, show } = await hosted();
    expect(await messages(bob)).toContain(`${alice.username} is hosting a new event: Summer Gala`);
    expect(await messages(friend)).toContain(`${bob.username} is going to Summer Gala`);
    const hidden = await hide();
    expectProblem(await get(`/events/${id}`, bob), 404, 'not_found');
    await deliverEvent(hidden);
    const [row, ...others] = (await told(bob)).filter(({ target }) => target.id === id);
    expect(row).toMatchObject({ message: GONE, is_read: false, reason: { topic: 'change', through: null } });
    expect(others).toEqual([]);
    expect((await told(friend)).filter(({ target }) => target.id === id)).toEqual([]);
    await deliverEvent(hidden, 2);
    expect((await messages(bob)).filter((message) => message === GONE)).toHaveLength(1);
    const shown = await show();
    await deliverEvent(shown);
    expect((await told(bob)).filter(({ target }) => target.id === id)).toMatchObject([{ message: BACK }]);
    // Late ones bring nothing old back.
    for (const event of [hidden, shown, hidden]) await deliverEvent(event);
    expect((await told(bob)).filter(({ target }) => target.id === id)).toMatchObject([{ message: BACK }]);
    expect((await told(friend)).filter(({ target }) => target.id === id)).toEqual([]);
  });

  it('that is there again before anybody was told is told to nobody', async () => {
    const { bob, id, hide, show } = await hosted();
    const before = (await told(bob)).filter(({ target }) => target.id === id);
    const [hidden, shown] = [await hide(), await show()];
    for (const event of [shown, hidden]) await deliverEvent(event);
    expect((await told(bob)).filter(({ target }) => target.id === id)).toEqual(before);
  });

  it('that was moved meanwhile is told with that, once it is there again', async () => {
    const { alice, bob, id } = await hosted();
    const set = (withheld: string[], sequence: number) =>
      eventWrite(id, () => db().doc(paths.event(id)).update({ withheld, sequence }));
    await deliverEvent(await set(['staff'], 1));
    await deliverEvent(await eventWrite(id, () => patch(`/events/${id}`, { location: 'Boston' }, alice)));
    expect((await told(bob)).filter(({ target }) => target.id === id)).toMatchObject([{ message: GONE }]);
    await deliverEvent(await set([], 3));
    const now = (await told(bob)).filter(({ target }) => target.id === id).map(({ message }) => message);
    expect(now.sort()).toEqual([BACK, 'Summer Gala now takes place here: Boston']);
  });

  it('is reminded of to nobody meanwhile', async () => {
    const { bob, id, hide } = await hosted({ date: inHours(0.9) });
    await db()
      .doc(paths.event(id))
      .update({ next_reminder_at: new Date(Date.now() - 1_000) });
    await deliverEvent(await hide());
    await remind();
    expect((await messages(bob)).filter((message) => message.includes('Gala'))).toEqual([GONE]);
  });

  it('doesn’t tell friends of a guest who isn’t to be found', async () => {
    const [alice, bob, friend] = (await people(3)) as [Person, Person, Person];
    await connect(bob, friend);
    const { id } = await host(alice);
    const joined = await answer(bob, id);
    await db()
      .doc(paths.user(bob.id))
      .update({ withheld: ['hidden'] });
    await deliverAttendee(joined);
    expect(await messages(friend)).not.toContain(`${bob.username} is going to Summer Gala`);
    expect((await get(`/events/${id}/friends`, friend)).body).toEqual({ count: 0, people: [] });
  });
});
