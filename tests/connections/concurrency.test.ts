import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import { db } from '../../functions/src/firebase.ts';
import { connect, newPerson, type Person, people, type Reply, send, useApi } from '../support/api.ts';
import { stateOf } from './state.ts';

useApi();

const contended = true;
const ask = (as: Person, to: Person) =>
  send('post', '/connections/request', { as, body: { receiver: to.id }, contended });
const answer = (as: Person, id: string, status: string) =>
  send('patch', `/connections/${id}/action`, { as, body: { status }, contended });
const remove = (as: Person, id: string) => send('delete', `/connections/${id}`, { as, contended });
const times = <T>(n: number, work: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, i) => work(i)));
const statuses = (replies: Reply[]) => new Set(replies.map(({ status }) => status));

// Transactions that lose a race wait a second or more before they try again.
describe('at once', () => {
  it('50 requests that cross end in one connection', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const replies = await times(50, (i) => (i % 2 ? ask(alice, bob) : ask(bob, alice)));
    // One made it, one crossed it; the others came too late.
    expect(
      replies
        .filter(({ status }) => status === 201)
        .map(({ body }) => body.status)
        .sort(),
    ).toEqual(['accepted', 'pending']);
    expect(statuses(replies)).toEqual(new Set([201, 409]));
    expect(await stateOf(alice, bob)).toEqual({ status: 'accepted', counts: [1, 1], edges: [true, true] });
    const documents = await db().collection('connections').where('members', 'array-contains', alice.id).get();
    expect(documents.docs.map(({ id }) => id)).toEqual([pairId(alice.id, bob.id)]);
  });

  it('20 equal requests ask once', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const replies = await times(20, () => ask(alice, bob));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(statuses(replies)).toEqual(new Set([201, 409]));
    expect(await stateOf(alice, bob)).toEqual({ status: 'pending', counts: [0, 0], edges: [false, false] });
  });

  it('10 acceptances count once', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const { id } = (await ask(alice, bob)).body;
    const replies = await times(10, () => answer(bob, id, 'accepted'));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(statuses(replies)).toEqual(new Set([200, 409]));
    expect(await stateOf(alice, bob)).toEqual({ status: 'accepted', counts: [1, 1], edges: [true, true] });
  });

  it('accepting and refusing leave one answer', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const { id } = (await ask(alice, bob)).body;
    const replies = await times(10, (i) => answer(bob, id, i % 2 ? 'accepted' : 'rejected'));
    const [won, ...more] = replies.filter(({ status }) => status === 200);
    expect(more).toEqual([]);
    const accepted = won?.body.status === 'accepted';
    expect(await stateOf(alice, bob)).toEqual({
      status: won?.body.status,
      counts: accepted ? [1, 1] : [0, 0],
      edges: [accepted, accepted],
    });
  });

  it('10 disconnects count once', async () => {
    const [alice, bob] = [await newPerson(), await newPerson()];
    const id = await connect(alice, bob);
    const replies = await times(10, (i) => remove(i % 2 ? alice : bob, id));
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(statuses(replies)).toEqual(new Set([204, 404]));
    expect(await stateOf(alice, bob)).toEqual({ status: null, counts: [0, 0], edges: [false, false] });
  });

  it('one person accepts many', async () => {
    const star = await newPerson();
    const fans = await people(12);
    const asked = await Promise.all(fans.map((fan) => ask(fan, star)));
    const replies = await Promise.all(asked.map(({ body }) => answer(star, body.id, 'accepted')));
    expect(statuses(replies)).toEqual(new Set([200]));
    const [user, edges] = await db().getAll(db().doc(`users/${star.id}`), db().doc(`users/${star.id}/edges/0`));
    expect(user?.get('connection_count')).toBe(12);
    expect(new Set(edges?.get('ids'))).toEqual(new Set(fans.map(({ id }) => id)));
  });
});

/** What is between two people, as the words of the README have it. Nobody waits here, neither a day nor seven. */
interface Model {
  status: 'pending' | 'accepted' | 'rejected' | 'withdrawn' | null;
  sender: 0 | 1;
  /** How often the sender has asked, and withdrawn it each time. */
  asks: number;
}
interface Real {
  two: [Person, Person];
}
type Step = fc.AsyncCommand<Model, Real>;

/** After every step both sides' counters and edges say what the one document says. */
async function expectLike(model: Model, { two: [a, b] }: Real): Promise<void> {
  const connected = model.status === 'accepted';
  expect(await stateOf(a, b)).toEqual({
    status: model.status,
    counts: connected ? [1, 1] : [0, 0],
    edges: [connected, connected],
  });
}

class Ask implements Step {
  readonly who: 0 | 1;
  constructor(who: 0 | 1) {
    this.who = who;
  }
  check = () => true;
  toString = () => `ask(${this.who})`;
  async run(model: Model, real: Real): Promise<void> {
    const { status } = await ask(real.two[this.who], real.two[this.who === 0 ? 1 : 0]);
    const mine = model.sender === this.who;
    const again = model.status === 'withdrawn' && mine;
    if (
      model.status === null ||
      ((model.status === 'rejected' || model.status === 'withdrawn') && !mine) ||
      (again && model.asks < 2)
    ) {
      expect(status).toBe(201);
      Object.assign(model, { status: 'pending', sender: this.who, asks: again ? model.asks + 1 : 1 });
    } else if (model.status === 'pending' && !mine) {
      expect(status).toBe(201);
      model.status = 'accepted';
    } else expect(status).toBe(409);
    await expectLike(model, real);
  }
}

class AnswerIt implements Step {
  readonly who: 0 | 1;
  readonly status: 'accepted' | 'rejected';
  constructor(who: 0 | 1, status: 'accepted' | 'rejected') {
    this.who = who;
    this.status = status;
  }
  check = () => true;
  toString = () => `answer(${this.who}, ${this.status})`;
  async run(model: Model, real: Real): Promise<void> {
    const [a, b] = real.two;
    const { status } = await answer(real.two[this.who], pairId(a.id, b.id), this.status);
    if (model.status === null || model.status === 'withdrawn') expect(status).toBe(404);
    else if (model.sender === this.who) expect(status).toBe(403);
    else if (model.status === 'pending') {
      expect(status).toBe(200);
      model.status = this.status;
    } else expect(status).toBe(409);
    await expectLike(model, real);
  }
}

class Remove implements Step {
  readonly who: 0 | 1;
  constructor(who: 0 | 1) {
    this.who = who;
  }
  check = () => true;
  toString = () => `remove(${this.who})`;
  async run(model: Model, real: Real): Promise<void> {
    const [a, b] = real.two;
    const { status } = await remove(real.two[this.who], pairId(a.id, b.id));
    if (model.status === null || model.status === 'withdrawn') expect(status).toBe(404);
    else if (model.status === 'accepted' || (model.status === 'pending' && model.sender === this.who)) {
      expect(status).toBe(204);
      model.status = model.status === 'pending' ? 'withdrawn' : null;
    } else expect(status).toBe(409);
    await expectLike(model, real);
  }
}

it('any order of steps leaves counters, edges and connection of one mind', async () => {
  const who = fc.constantFrom(0 as const, 1 as const);
  const steps = [
    who.map((person) => new Ask(person)),
    fc.tuple(who, fc.constantFrom('accepted' as const, 'rejected' as const)).map(([p, s]) => new AnswerIt(p, s)),
    who.map((person) => new Remove(person)),
  ];
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 15, size: 'max' }), async (commands) => {
      const two: [Person, Person] = [await newPerson(), await newPerson()];
      const model: Model = { status: null, sender: 0, asks: 0 };
      await fc.asyncModelRun(() => ({ model, real: { two } }), commands);
    }),
    { numRuns: 20, seed: 20_261_123 },
  );
});
