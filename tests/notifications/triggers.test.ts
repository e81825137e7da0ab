import { describe, expect, it } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import { db } from '../../functions/src/firebase.ts';
import { welcome } from '../../functions/src/users/triggers.ts';
import { del, get, newPerson, type Person, patch, post, useApi } from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';

useApi();

const ask = (from: Person, to: Person) =>
  eventOf(from, to, () => post('/connections/request', { receiver: to.id }, from));
const answer = (from: Person, to: Person, status: 'accepted' | 'rejected') =>
  eventOf(from, to, () => patch(`/connections/${pairId(from.id, to.id)}/action`, { status }, to));
const remove = (who: Person, other: Person) =>
  eventOf(who, other, () => del(`/connections/${pairId(who.id, other.id)}`, who));

interface Told {
  id: string;
  type: string;
  message: string;
  is_read: boolean;
}
const toldTo = async (person: Person): Promise<Told[]> => (await get('/notifications', person)).body;
const messagesTo = async (person: Person): Promise<string[]> => (await toldTo(person)).map(({ message }) => message);
const markRead = (person: Person, { id }: Told) => patch(`/notifications/${id}/read`, undefined, person);

const two = async (): Promise<[Person, Person]> => [await newPerson(), await newPerson()];
const wants = ({ username }: Person) => `${username} wants to follow you`;
const accepted = ({ username }: Person) => `${username} accepted your follow request`;

describe('what is told', () => {
  it('Bob wants to follow you; Alice accepted your follow request', async () => {
    const [alice, bob] = [await newPerson({ username: 'Alice' }), await newPerson({ username: 'Bob' })];
    await deliverConnection(await ask(bob, alice));
    expect((await get('/notifications', alice)).body).toEqual([
      {
        id: expect.stringMatching(new RegExp(`^follow_request_${pairId(alice.id, bob.id)}-\\d+_${bob.id}$`)),
        type: 'follow_request',
        message: 'Bob wants to follow you',
        actor: { id: bob.id, username: 'Bob', display_name: 'Bob', avatar_url: null },
        actors: [{ id: bob.id, username: 'Bob', display_name: 'Bob', avatar_url: null }],
        reason: { topic: 'request', through: bob.id },
        target: { kind: 'connection', id: pairId(alice.id, bob.id) },
        is_read: false,
        created_at: expect.any(String),
        count: 1,
      },
    ]);
    expect(await toldTo(bob)).toEqual([]);
    await deliverConnection(await answer(bob, alice, 'accepted'));
    expect(await toldTo(bob)).toEqual([
      expect.objectContaining({
        type: 'system',
        message: 'Alice accepted your follow request',
        actor: { id: alice.id, username: 'Alice', display_name: 'Alice', avatar_url: null },
        target: { kind: 'connection', id: pairId(alice.id, bob.id) },
      }),
    ]);
    expect(await messagesTo(alice)).toEqual(['Bob wants to follow you']);
  });

  it('Welcome to Infloo!', async () => {
    const me = await newPerson();
    const profile = await db().doc(`users/${me.id}`).get();
    await Promise.all([1, 2, 3, 4, 5].map(() => welcome(profile.data())));
    expect(await toldTo(me)).toEqual([
      expect.objectContaining({
        type: 'system',
        message: 'Welcome to Infloo!',
        actor: null,
        target: { kind: 'user', id: me.id },
        is_read: false,
      }),
    ]);
  });

  it('no welcome to an account that was taken back', async () => {
    const me = await newPerson();
    const profile = await db().doc(`users/${me.id}`).get();
    await profile.ref.delete();
    await welcome(profile.data());
    expect(await toldTo(me)).toEqual([]);
  });

  it('a crossed request is an acceptance', async () => {
    const [alice, bob] = await two();
    await deliverConnection(await ask(bob, alice));
    await deliverConnection(await ask(alice, bob));
    expect(await messagesTo(bob)).toEqual([accepted(alice)]);
    // It was answered by asking back, and so counts as read.
    expect(await toldTo(alice)).toMatchObject([{ message: wants(bob), is_read: true }]);
  });

  it('an accepted request counts as read, whichever of two events comes first, and however often', async () => {
    const [alice, bob] = await two();
    const asked = await ask(bob, alice);
    await deliverConnection(asked);
    const answered = await answer(bob, alice, 'accepted');
    await deliverConnection(answered, 3);
    await deliverConnection(asked, 2);
    expect(await toldTo(alice)).toMatchObject([{ message: wants(bob), is_read: true }]);
    expect((await get('/notifications/unread_count', alice)).body).toEqual({ unread_count: 0 });
  });

  it('nothing of a refusal, a block or a disconnection', async () => {
    const [alice, bob] = await two();
    await deliverConnection(await ask(bob, alice));
    await deliverConnection(await answer(bob, alice, 'rejected'));
    // An answered request is no alert any more.
    expect([await toldTo(alice), await toldTo(bob)]).toEqual([[], []]);
    await deliverConnection(await eventOf(alice, bob, () => post(`/users/${bob.id}/block`, undefined, alice)));
    expect([await toldTo(alice), await toldTo(bob)]).toEqual([[], []]);

    const [carol, dave] = await two();
    await ask(carol, dave);
    await answer(carol, dave, 'accepted');
    await deliverConnection(await remove(carol, dave));
    expect([await toldTo(carol), await toldTo(dave)]).toEqual([[], []]);
  });
});

describe('however often and in whatever order events come', () => {
  it('delivered twice, and five times at once, it is one notification', async () => {
    const [alice, bob] = await two();
    const asked = await ask(bob, alice);
    await deliverConnection(asked);
    await deliverConnection(asked);
    await deliverConnection(asked, 5);
    expect(await messagesTo(alice)).toEqual([wants(bob)]);
    const answered = await answer(bob, alice, 'accepted');
    await deliverConnection(answered, 5);
    expect(await messagesTo(bob)).toEqual([accepted(alice)]);
  });

  it('what was read stays read', async () => {
    const [alice, bob] = await two();
    const asked = await ask(bob, alice);
    await deliverConnection(asked);
    const [told] = await toldTo(alice);
    if (!told) throw new Error('Nothing was told.');
    await markRead(alice, told);
    await deliverConnection(asked, 2);
    expect(await toldTo(alice)).toEqual([{ ...told, is_read: true }]);
  });

  it('reversed, the request is not told any more', async () => {
    const [alice, bob] = await two();
    const asked = await ask(bob, alice);
    const answered = await answer(bob, alice, 'accepted');
    await deliverConnection(answered);
    await deliverConnection(asked);
    expect(await messagesTo(bob)).toEqual([accepted(alice)]);
    expect(await toldTo(alice)).toEqual([]);
  });

  it('a withdrawn request takes its notification along', async () => {
    const [alice, bob] = await two();
    await deliverConnection(await ask(bob, alice));
    expect(await messagesTo(alice)).toEqual([wants(bob)]);
    const withdrawn = await remove(bob, alice);
    await deliverConnection(withdrawn, 3);
    expect(await toldTo(alice)).toEqual([]);
  });

  it('late, after the withdrawal, nothing is told', async () => {
    const [alice, bob] = await two();
    const asked = await ask(bob, alice);
    const withdrawn = await remove(bob, alice);
    await deliverConnection(withdrawn);
    await deliverConnection(asked, 2);
    expect(await toldTo(alice)).toEqual([]);
  });

  it('late, after withdrawal and a new request, only the new one is told', async () => {
    const [alice, bob] = await two();
    const first = await ask(bob, alice);
    const withdrawn = await remove(bob, alice);
    const daysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
    await db()
      .doc(`connections/${pairId(alice.id, bob.id)}`)
      .update({ responded_at: daysAgo });
    const second = await ask(bob, alice);
    await deliverConnection(second);
    await deliverConnection(first);
    await deliverConnection(withdrawn);
    expect(await messagesTo(alice)).toEqual([wants(bob)]);
  });

  it('an acceptance that comes after the disconnection is not told', async () => {
    const [alice, bob] = await two();
    await ask(bob, alice);
    const answered = await answer(bob, alice, 'accepted');
    await remove(alice, bob);
    await deliverConnection(answered);
    expect(await toldTo(bob)).toEqual([]);
  });

  it('asked anew after a refusal, it is told anew', async () => {
    const [alice, bob] = await two();
    await deliverConnection(await ask(bob, alice));
    await deliverConnection(await answer(bob, alice, 'rejected'));
    const pair = db().doc(`connections/${pairId(alice.id, bob.id)}`);
    await pair.update({ responded_at: new Date(Date.now() - 8 * 24 * 60 * 60 * 1000) });
    const again = await ask(bob, alice);
    await deliverConnection(again, 3);
    // The one before went with its answer.
    expect(await messagesTo(alice)).toEqual([wants(bob)]);
    // The other way round, too.
    await deliverConnection(await answer(bob, alice, 'rejected'));
    await deliverConnection(await ask(alice, bob));
    expect(await messagesTo(bob)).toEqual([wants(alice)]);
  });

  it('a copied summary that changes tells nothing', async () => {
    const [alice, bob] = await two();
    await deliverConnection(await ask(bob, alice));
    const [told] = await toldTo(alice);
    if (!told) throw new Error('Nothing was told.');
    const pair = db().doc(`connections/${pairId(alice.id, bob.id)}`);
    await deliverConnection(await eventOf(alice, bob, () => pair.update({ 'sender.display_name': 'Robert' })));
    expect(await toldTo(alice)).toEqual([told]);
    await deliverConnection(await answer(bob, alice, 'accepted'));
    await deliverConnection(await eventOf(alice, bob, () => pair.update({ 'sender.is_verified': true })));
    expect(await messagesTo(bob)).toEqual([accepted(alice)]);
  });
});
