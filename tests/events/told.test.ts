import { describe, expect, it } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import { messages, told } from '../notifications/told.ts';
import { connect, del, type Person, patch, people, post, useApi } from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';
import { answer, deliverAttendee, deliverEvent, eventWrite, madeEvent } from './deliver.ts';
import { host, join, leave } from './make.ts';

useApi();

/** Bob and his friend, at an event of somebody neither knows. */
async function joining(): Promise<{ bob: Person; friend: Person; id: string }> {
  const [alice, bob, friend] = (await people(3)) as [Person, Person, Person];
  await connect(bob, friend);
  return { bob, friend, id: (await host(alice)).id };
}

describe('an answer that changes', () => {
  it('from interested to going is told as that, and is one friend still', async () => {
    const { bob, friend, id } = await joining();
    const first = await answer(bob, id, 'interested');
    await deliverAttendee(first);
    const second = await answer(bob, id, 'going');
    await deliverAttendee(second, 2);
    const going = { count: 1, is_read: false, message: `${bob.username} is going to Summer Gala` };
    expect(await told(friend)).toMatchObject([going]);
    for (const event of [first, second]) await deliverAttendee(event);
    expect(await told(friend)).toMatchObject([going]);
    await post('/notifications/read', undefined, friend);
    // And back, and again: nothing new.
    for (const status of ['interested', 'going']) await deliverAttendee(await answer(bob, id, status));
    expect(await told(friend)).toMatchObject([{ ...going, is_read: true }]);
  });

  it.each([
    ['in their order', (a: unknown, b: unknown) => [a, b]],
    ['reversed', (a: unknown, b: unknown) => [b, a]],
  ] as const)('before anybody was told is told as it is then, %s', async (_, order) => {
    for (const [from, to, does] of [
      ['interested', 'going', 'is going to'],
      ['going', 'interested', 'is interested in'],
    ] as const) {
      const { bob, friend, id } = await joining();
      const first = await answer(bob, id, from);
      const second = await answer(bob, id, to);
      for (const event of order(first, second)) await deliverAttendee(event as typeof first);
      expect(await told(friend)).toMatchObject([{ count: 1, message: `${bob.username} ${does} Summer Gala` }]);
    }
  });

  it('to nothing and back is told once', async () => {
    const { bob, friend, id } = await joining();
    const first = await answer(bob, id, 'going');
    await leave(bob, id);
    const second = await answer(bob, id, 'going');
    for (const event of [second, first]) await deliverAttendee(event);
    expect(await told(friend)).toMatchObject([{ count: 1 }]);
  });
});

describe('a change', () => {
  it('of the link alone says so', async () => {
    const [alice, bob] = (await people(2)) as [Person, Person];
    const { id } = await host(alice, { link: 'https://meet.example/a' });
    await join(bob, id);
    await deliverEvent(await eventWrite(id, () => patch(`/events/${id}`, { link: 'https://meet.example/b' }, alice)));
    expect(await messages(bob)).toEqual(['Summer Gala has a new link']);
  });
});

describe('the end of a connection', () => {
  it('takes back what was told of events that are for connections, whoever told it, and nothing else', async () => {
    const [alice, bob, carol] = (await people(3)) as [Person, Person, Person];
    for (const [a, b] of [
      [alice, bob],
      [alice, carol],
      [bob, carol],
    ] as const) {
      await connect(a, b);
    }
    const closed = await host(alice, { title: 'Dinner', visibility: 'connections' });
    const open = await host(alice, { title: 'Gala' });
    for (const { id } of [closed, open]) {
      await deliverEvent(await madeEvent(id));
      await deliverAttendee(await answer(carol, id, 'going'));
    }
    expect(await messages(bob)).toHaveLength(4);
    const disconnect = await eventOf(alice, bob, () => del(`/connections/${pairId(alice.id, bob.id)}`, bob));
    await deliverConnection(disconnect);
    expect((await messages(bob)).every((message) => message.endsWith('Gala'))).toBe(true);
    expect(await messages(bob)).toHaveLength(2);
    expect(await messages(carol)).toHaveLength(2);
    // Late, when they are connected again.
    await connect(alice, bob);
    await deliverAttendee(await answer(carol, closed.id, 'interested'));
    const again = await messages(bob);
    await deliverConnection(disconnect);
    expect(await messages(bob)).toEqual(again);
  });
});
