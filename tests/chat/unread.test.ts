import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { recountUnread } from '../../functions/src/chat/jobs.ts';
import { newUid } from '../../functions/src/contract/ids.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import {
  del,
  expectProblem,
  friends,
  get,
  newPerson,
  type Person,
  patch,
  post,
  type Reply,
  useApi,
} from '../support/api.ts';
import { conversation, race, read, say, seen, toldOf } from './talk.ts';

useApi();

const letOthersKnow = (me: Person, read_marks: boolean) => patch('/users/preferences', { privacy: { read_marks } }, me);

describe('POST /chat/{user_id}/read', () => {
  it('reads up to a message, and never goes back', async () => {
    const [a, b] = await friends();
    const sent = [await say(a, b, '1'), await say(a, b, '2'), await say(b, a, '3'), await say(a, b, '4')];
    const [first, second, , last] = sent.map(({ id }) => id);
    const steps: [until: string | undefined, unread: number][] = [
      [first, 2],
      [second, 1],
      [first, 1],
      [last, 0],
      [first, 0],
      [undefined, 0],
    ];
    for (const [until, unread] of steps) {
      const { status, body } = await read(b, a, until);
      expect([status, body.unread]).toEqual([200, unread]);
      expect((await seen(b, a)).unread).toBe(unread);
    }
    expect(await seen(a, b)).toMatchObject({ seen_at: sent[3]?.timestamp, unread: 1 });
    expect(await seen(b, a)).toMatchObject({ read_at: sent[3]?.timestamp });
  });

  it('reads to the newest without counting', async () => {
    const [a, b] = await friends();
    const { id } = await say(a, b);
    expect((await read(b, a, id)).cost).toMatchObject({ reads: 3, writes: 1, trips: 2 });
    expect((await read(b, a, id)).cost).toMatchObject({ reads: 3, writes: 0 });
  });

  it('refuses messages of others, strangers, and whoever is nobody', async () => {
    const [a, b] = await friends();
    await say(a, b);
    const [c, d] = await friends();
    const { id } = await say(c, d);
    const missing = `${pairId(a.id, b.id)}_${'x'.repeat(22)}`;
    for (const until of [id, missing, 'x', '']) {
      const reply = await read(b, a, until);
      expectProblem(reply, 400, 'invalid_request');
      expect(reply.body.errors[0].field).toBe('until');
    }
    expectProblem(await read(c, a), 404, 'not_found');
    expectProblem(await read(a, a), 404, 'not_found');
    expectProblem(await post(`/chat/${a.id}/read`, {}), 401, 'not_authenticated');
  });

  it('in private lets nobody see it, and counts for oneself', async () => {
    const [a, b] = await friends();
    const sent = [await say(a, b, '1'), await say(a, b, '2'), await say(a, b, '3')];
    await letOthersKnow(b, false);
    const before = await conversation(a, b);
    expect((await read(b, a, sent[1]?.id)).body).toEqual({ unread: 1, read_at: sent[1]?.timestamp });
    expect((await read(b, a)).body.unread).toBe(0);
    expect(await conversation(a, b)).toEqual(before);
    expect(await seen(a, b)).toMatchObject({ seen_at: null });
    expect(await seen(b, a)).toMatchObject({ unread: 0, read_at: sent[2]?.timestamp });
    await say(a, b, '4');
    expect((await get('/chat/conversations', b)).body[0].unread).toBe(1);
    // What was deleted after it was read in private counts for neither.
    await del(`/chat/messages/${sent[0]?.id}`, a);
    expect((await seen(b, a)).unread).toBe(1);
    await letOthersKnow(b, true);
    expect((await read(b, a)).body.unread).toBe(0);
    expect((await conversation(a, b))?.unread).toMatchObject({ [b.id]: 0 });
    expect((await db().doc(paths.chatState(b.id)).get()).get('reads')).toEqual({});
  });
});

describe('Reading in private what others know to be read', () => {
  it('goes back no more than reading in the open', async () => {
    const [a, b] = await friends();
    const sent = [await say(a, b, '1'), await say(a, b, '2'), await say(a, b, '3')];
    await read(b, a);
    await letOthersKnow(b, false);
    expect((await read(b, a, sent[0]?.id)).body).toEqual({ unread: 0, read_at: sent[2]?.timestamp });
    expect(await seen(b, a)).toMatchObject({ unread: 0, read_at: sent[2]?.timestamp });
    expect((await db().doc(paths.chatState(b.id)).get()).get('reads') ?? {}).toEqual({});
    await say(a, b, '4');
    expect((await read(b, a, sent[1]?.id)).body.unread).toBe(1);
    expect((await read(b, a)).body.unread).toBe(0);
    expect(await seen(a, b)).toMatchObject({ seen_at: sent[2]?.timestamp });
  });
});

/** What a test expects to be unread, in the simplest way there is: by looking at every message. */
class Model {
  messages: { id: string; to: 'a' | 'b'; deleted: boolean }[] = [];
  shown = { a: 0, b: 0 };
  hidden = { a: 0, b: 0 };
  lets = { a: true, b: true };
  blocked = false;

  read(who: 'a' | 'b', upTo: number): void {
    const marks = this.lets[who] ? this.shown : this.hidden;
    marks[who] = Math.max(marks[who], upTo);
  }
  unread(who: 'a' | 'b'): number {
    const from = Math.max(this.shown[who], this.hidden[who]);
    return this.messages.slice(from).filter(({ to, deleted }) => to === who && !deleted).length;
  }
}

const WHO = fc.constantFrom('a' as const, 'b' as const);
const STEP = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('send' as const), who: WHO, at: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('delete' as const), who: WHO, at: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('read' as const), who: WHO, at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('two tabs' as const), who: WHO, at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('marks' as const), who: WHO, at: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('block' as const), who: WHO, at: fc.nat(9) }) },
);

describe('what is unread', () => {
  it('is what a model says, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 8, maxLength: 16 }), async (steps) => {
        const [a, b] = await friends();
        const people = { a, b };
        const model = new Model();
        // Without a conversation a block would leave two strangers.
        model.messages.push({ id: (await say(a, b)).id, to: 'b', deleted: false });
        for (const { do: what, who, at } of steps) {
          const [me, other] = who === 'a' ? [a, b] : [b, a];
          const place = at % model.messages.length;
          const message = model.messages[place];
          const open = !model.blocked;
          if (what === 'send') {
            const { status, body } = await race('post', '/chat', me, { receiver: other.id, content: 'x' });
            expect(status).toBe(model.blocked ? 404 : 201);
            if (status === 201) model.messages.push({ id: body.id, to: who === 'a' ? 'b' : 'a', deleted: false });
          } else if (what === 'delete' && message) {
            const { status } = await race('delete', `/chat/messages/${message.id}`, me);
            expect(status).toBe(message.to === who ? 403 : 204);
            if (status === 204) message.deleted = true;
          } else if (what === 'read' && open) {
            await read(me, other, message?.id);
            model.read(who, place + 1);
          } else if (what === 'two tabs' && open) {
            const bodies = [{ until: message?.id }, {}];
            const replies = await Promise.all(bodies.map((body) => race('post', `/chat/${other.id}/read`, me, body)));
            expect(replies.map(({ status }) => status)).toEqual([200, 200]);
            model.read(who, model.messages.length);
          } else if (what === 'marks') {
            model.lets[who] = !model.lets[who];
            await letOthersKnow(me, model.lets[who]);
          } else if (what === 'block') {
            await race(model.blocked ? 'delete' : 'post', `/users/${b.id}/block`, a);
            model.blocked = !model.blocked;
          }
        }
        if (model.blocked) await race('delete', `/users/${b.id}/block`, a);
        for (const who of ['a', 'b'] as const) {
          const { unread } = await seen(people[who], who === 'a' ? b : a);
          expect(unread, who).toBe(model.unread(who));
        }
        expect(await recountUnread()).toMatchObject({ repaired: 0 });
      }),
      { numRuns: 12, interruptAfterTimeLimit: 12_000, markInterruptAsFailure: false },
    );
  });

  it('is put right by the job, which says how many', async () => {
    const [a, b] = await friends();
    await say(a, b);
    await say(a, b);
    await letOthersKnow(a, false);
    await say(b, a);
    await read(a, b);
    const document = db().doc(paths.conversation(pairId(a.id, b.id)));
    await document.update({ [`unread.${b.id}`]: 7, [`unread.${a.id}`]: 0 });
    // One that can't be read keeps none of the others.
    const broken = db().doc(paths.conversation(pairId(newUid(), newUid())));
    await broken.set({ updated_at: new Date(Date.now() + 60_000) });
    onTestFinished(async () => void (await broken.delete()));
    expect((await recountUnread()).failed).toBeGreaterThan(0);
    expect([(await seen(b, a)).unread, (await seen(a, b)).unread]).toEqual([2, 0]);
    expect((await document.get()).get('unread')).toEqual({ [a.id]: 1, [b.id]: 2 });
    expect(await toldOf(b, a)).toMatchObject({ count: 2 });
    expect(await recountUnread()).toMatchObject({ repaired: 0 });
  });
});

describe('what meets at one conversation', () => {
  const statuses = (replies: Reply[]) => replies.map(({ status }) => status).sort();

  it('fifty sends under one client_id are one message', async () => {
    const [a, b] = await friends();
    const body = { receiver: b.id, content: 'Hi', client_id: 'one' };
    const replies = await Promise.all(Array.from({ length: 50 }, () => race('post', '/chat', a, body)));
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect((await get(`/chat?user_id=${b.id}`, a)).body).toHaveLength(1);
    expect((await seen(b, a)).unread).toBe(1);
  });

  it('both write to each other for the first time: one conversation, open to both', async () => {
    for (let round = 0; round < 3; round++) {
      const [a, b] = [await newPerson(), await newPerson()];
      const replies = await Promise.all([
        race('post', '/chat', a, { receiver: b.id, content: '1' }),
        race('post', '/chat', b, { receiver: a.id, content: '2' }),
      ]);
      expect(statuses(replies)).toEqual([201, 201]);
      expect(await seen(a, b)).toMatchObject({ state: 'open', unread: 1 });
      expect(await seen(b, a)).toMatchObject({ state: 'open', unread: 1 });
    }
  });

  it('accepting and declining at once is one of the two', async () => {
    for (let round = 0; round < 3; round++) {
      const [a, b] = [await newPerson(), await newPerson()];
      await say(a, b);
      const [accepted, declined] = await Promise.all(
        ['accept', 'decline'].map((answer) => race('post', `/chat/${a.id}/${answer}`, b)),
      );
      // Who has declined may accept; who has accepted can't decline.
      expect(accepted?.status).toBe(200);
      expect([204, 409]).toContain(declined?.status);
      expect(await seen(b, a)).toMatchObject({ state: 'open' });
    }
  });

  it('a message that meets a block is there and closed in, or isn’t there', async () => {
    for (let round = 0; round < 3; round++) {
      const [a, b] = await friends();
      await say(a, b);
      const [sent] = await Promise.all([
        race('post', '/chat', a, { receiver: b.id, content: 'Wait' }),
        race('post', `/users/${a.id}/block`, b),
      ]);
      expect([201, 404]).toContain(sent?.status);
      expect((await get(`/chat?user_id=${a.id}`, b)).body).toHaveLength(sent?.status === 201 ? 2 : 1);
      expect(await conversation(a, b)).toMatchObject({ blocked: true, open_to: [], listed: [] });
      expect((await race('post', '/chat', a, { receiver: b.id, content: 'x' })).status).toBe(404);
    }
  });

  it('sending, reading and deleting at once leaves the count true', async () => {
    const [a, b] = await friends();
    const sent = [await say(a, b), await say(a, b), await say(a, b)];
    await Promise.all([
      ...sent.map(({ id }) => race('delete', `/chat/messages/${id}`, a)),
      ...sent.map(({ id }) => race('post', `/chat/${a.id}/read`, b, { until: id })),
      ...Array.from({ length: 5 }, () => race('post', '/chat', a, { receiver: b.id, content: 'x' })),
    ]);
    expect(await recountUnread()).toMatchObject({ repaired: 0 });
    expect((await read(b, a)).body.unread).toBe(0);
  });
});
