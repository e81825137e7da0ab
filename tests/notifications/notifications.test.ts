import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import { expectProblem, get, newPerson, type Person, patch, post, useApi } from '../support/api.ts';

useApi();

/** Writes `n` notifications, one a minute, the last one newest. */
async function fill(person: Person, n: number, over: (i: number) => object = () => ({})): Promise<void> {
  const start = Date.parse('2026-01-01T00:00:00.000Z');
  const writer = db().bulkWriter();
  const writes = Array.from({ length: n }, (_, i) => {
    const id = `system_number_${String(i).padStart(4, '0')}`;
    return writer.create(db().doc(`users/${person.id}/notifications/${id}`), {
      id,
      type: 'system',
      message: `Number ${i}`,
      actor: null,
      actors: [],
      actor_ids: [],
      reason: { topic: 'welcome', through: null },
      target: { kind: 'user', id: person.id },
      is_read: false,
      created_at: new Date(start + i * 60_000),
      count: 1,
      ...over(i),
    });
  });
  await Promise.all([...writes, writer.close()]);
}

const unread = async (person: Person): Promise<number> =>
  (await get('/notifications/unread_count', person)).body.unread_count;
const idsAt = async (path: string, person: Person): Promise<string[]> =>
  (await get(path, person)).body.map(({ id }: { id: string }) => id);

describe('GET /notifications', () => {
  let me: Person;
  beforeAll(async () => {
    me = await newPerson();
    // Every three share a moment: the order must still be total.
    await fill(me, 25, (i) => ({
      created_at: new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 3))),
      is_read: i % 5 === 0,
      actor: i === 24 ? { id: me.id, username: 'Bob', display_name: 'Bob', avatar_url: null } : null,
    }));
  });

  it('lists the newest 20 first', async () => {
    const reply = await get('/notifications', me);
    expect(reply.status).toBe(200);
    expect(reply.body).toHaveLength(20);
    expect(reply.body[0]).toEqual({
      id: 'system_number_0024',
      type: 'system',
      message: 'Number 24',
      actor: { id: me.id, username: 'Bob', display_name: 'Bob', avatar_url: null },
      actors: [],
      reason: { topic: 'welcome', through: null },
      target: { kind: 'user', id: me.id },
      is_read: false,
      created_at: '2026-01-09T00:00:00.000Z',
      count: 1,
    });
    const times = reply.body.map(({ created_at }: { created_at: string }) => created_at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it.each([1, 2, 4, 24, 25, 100])('in pages of %i, without a gap or a double', async (limit) => {
    const found: string[] = [];
    for (let next: string | undefined = `/notifications?limit=${limit}`; next; ) {
      const reply = await get(next, me);
      found.push(...reply.body.map(({ id }: { id: string }) => id));
      next = /<\/api\/v1([^>]+)>/.exec(reply.headers.get('link') ?? '')?.[1];
    }
    expect(found).toEqual(await idsAt('/notifications?limit=100', me));
    expect(new Set(found).size).toBe(25);
  });

  it('is one’s own', async () => {
    const other = await newPerson();
    expect((await get('/notifications', other)).body).toEqual([]);
    expect(await unread(other)).toBe(0);
  });

  it('counts the unread', async () => {
    const reply = await get('/notifications/unread_count', me);
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({ unread_count: 20 });
    expect(reply.cost).toEqual({ reads: 2, writes: 0, deletes: 0, trips: 1 });
  });

  it('goes through those that count as messages to leave them out', async () => {
    const other = await newPerson();
    const writer = db().bulkWriter();
    for (let i = 0; i < 1001; i++) {
      void writer.create(db().doc(`users/${other.id}/notifications/m${i}`), { is_read: false, in_messages: true });
    }
    await writer.close();
    const { body, cost } = await get('/notifications/unread_count', other);
    expect([body, cost.reads]).toEqual([{ unread_count: 0 }, 4]);
  });

  it.each(['?unread=true', '?limit=-1', '?limit=1.5', '?offset=3'])('refuses %s', async (query) => {
    expectProblem(await get(`/notifications${query}`, me), 400, 'invalid_request');
    expectProblem(await get(`/notifications/unread_count${query}`, me), 400, 'invalid_request');
  });
});

describe('PATCH /notifications/{id}/read', () => {
  it('marks one, at the cost of one write, and again without harm', async () => {
    const me = await newPerson();
    await fill(me, 3);
    for (let i = 0; i < 2; i++) {
      const reply = await patch('/notifications/system_number_0001/read', undefined, me);
      expect([reply.status, reply.body]).toEqual([200, { id: 'system_number_0001', is_read: true }]);
      expect(reply.cost).toEqual({ reads: 0, writes: 1, deletes: 0, trips: 1 });
    }
    const list = (await get('/notifications', me)).body;
    expect(list.map(({ is_read }: { is_read: boolean }) => is_read)).toEqual([false, true, false]);
    expect(await unread(me)).toBe(2);
  });

  it('knows nothing of others’', async () => {
    const [me, other] = [await newPerson(), await newPerson()];
    await fill(other, 1);
    expectProblem(await patch('/notifications/system_number_0000/read', undefined, me), 404, 'not_found');
    expect(await unread(other)).toBe(1);
    const document = await db().doc(`users/${me.id}/notifications/system_number_0000`).get();
    expect(document.exists).toBe(false);
  });

  it.each(['nothing', '..', '%2e%2e', 'a%2Fb', '__id__', 'a'.repeat(201), '%F0%9F%92%A9'])(
    'knows no id %s',
    async (id) => {
      const reply = await patch(`/notifications/${id}/read`, undefined, await newPerson());
      expectProblem(reply, 404, 'not_found');
    },
  );

  it('takes no fields', async () => {
    const me = await newPerson();
    await fill(me, 1);
    const reply = await patch('/notifications/system_number_0000/read', { is_read: false }, me);
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors).toEqual([{ field: 'is_read', message: 'Unknown field.' }]);
  });
});

describe('POST /notifications/seen', () => {
  const idOf = (i: number) => `system_number_${String(i).padStart(4, '0')}`;
  const at = (i: number) => new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString();

  it('marks those that were seen, in one request, and neither what is newer by now nor anybody else’s', async () => {
    const [me, other] = [await newPerson(), await newPerson()];
    await fill(me, 5, (i) => ({ is_read: i === 0 }));
    await fill(other, 5);
    const seen = { ids: [0, 1, 2, 3, 3].map(idOf), until: at(3) };
    // It tells of something newer meanwhile.
    await db()
      .doc(`users/${me.id}/notifications/${idOf(2)}`)
      .update({ created_at: new Date(at(4)), count: 2 });
    const reply = await post('/notifications/seen', seen, me);
    expect([reply.status, reply.body]).toEqual([200, { read: 2, of: 4 }]);
    expect(reply.cost).toMatchObject({ reads: 4, writes: 2 });
    const { body } = await get('/notifications', me);
    const open = (body as { id: string; is_read: boolean }[]).filter(({ is_read }) => !is_read);
    expect(open.map(({ id }) => id).toSorted()).toEqual([idOf(2), idOf(4)]);
    expect(await unread(other)).toBe(5);
    // Again, and of what was withdrawn: without harm.
    expect((await post('/notifications/seen', { ...seen, ids: [idOf(1), 'gone'] }, me)).body).toEqual({
      read: 0,
      of: 2,
    });
  });

  it.each([
    [{ ids: [], until: at(0) }, 'ids'],
    [{ ids: Array.from({ length: 101 }, (_, i) => idOf(i)), until: at(0) }, 'ids'],
    [{ ids: ['a/b'], until: at(0) }, 'ids.0'],
    [{ ids: [idOf(0)] }, 'until'],
    [{ ids: [idOf(0)], until: 'now' }, 'until'],
  ])('refuses %j', async (body, field) => {
    const reply = await post('/notifications/seen', body, await newPerson());
    expectProblem(reply, 400, 'invalid_request');
    expect(reply.body.errors[0].field).toBe(field);
  });

  it('is taken back one by one', async () => {
    const [me, other] = [await newPerson(), await newPerson()];
    await fill(me, 1, () => ({ is_read: true }));
    const reply = await patch(`/notifications/${idOf(0)}/unread`, undefined, me);
    expect([reply.status, reply.body]).toEqual([200, { id: idOf(0), is_read: false }]);
    expect(await unread(me)).toBe(1);
    expectProblem(await patch(`/notifications/${idOf(0)}/unread`, undefined, other), 404, 'not_found');
  });
});

describe('POST /notifications/read', () => {
  it('marks all, and nobody else’s', async () => {
    const [me, other] = [await newPerson(), await newPerson()];
    await fill(me, 5, (i) => ({ is_read: i === 0 }));
    await fill(other, 2);
    const reply = await post('/notifications/read', undefined, me);
    expect([reply.status, reply.body]).toEqual([200, { read: 4 }]);
    expect(await unread(me)).toBe(0);
    expect(await unread(other)).toBe(2);
    expect((await post('/notifications/read', undefined, me)).body).toEqual({ read: 0 });
  });

  it('marks more than a batch holds', async () => {
    const me = await newPerson();
    await fill(me, 1203);
    const counted = await get('/notifications/unread_count', me);
    expect(counted.body).toEqual({ unread_count: 1203 });
    expect(counted.cost.reads).toBe(3);
    const reply = await post('/notifications/read', {}, me);
    expect([reply.status, reply.body]).toEqual([200, { read: 1203 }]);
    expect(await unread(me)).toBe(0);
  });

  it('marks each once when asked twice at once', async () => {
    const me = await newPerson();
    await fill(me, 30);
    const replies = await Promise.all([1, 2, 3].map(() => post('/notifications/read', undefined, me)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await unread(me)).toBe(0);
  });

  it('takes no fields', async () => {
    expectProblem(await post('/notifications/read', { before: 'now' }, await newPerson()), 400, 'invalid_request');
  });
});
