import { describe, expect, it } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import {
  connect,
  del,
  expectProblem,
  friends,
  get,
  idsOf,
  newPerson,
  nextOf,
  type Person,
  people,
  post,
  useApi,
} from '../support/api.ts';
import { useTime } from '../support/time.ts';
import { conversation, read, say, seen, write } from './talk.ts';

useApi();
const at = useTime();

const contents = ({ body }: { body: { content: string }[] }): string[] => body.map(({ content }) => content);

describe('POST /chat', () => {
  it('sends a message that both find, whose id says where it lies', async () => {
    const [a, b] = await friends();
    const message = await say(a, b, 'Hi Bob');
    expect(message).toMatchObject({
      sender: a.id,
      receiver: b.id,
      content: 'Hi Bob',
      attachment: null,
      client_id: null,
    });
    expect(message.id.startsWith(`${pairId(a.id, b.id)}_`)).toBe(true);
    for (const [me, other] of [
      [a, b],
      [b, a],
    ] as const) {
      expect((await get(`/chat/?user_id=${other.id}`, me)).body).toEqual([message]);
      expect(await seen(me, other)).toMatchObject({ state: 'open', can_send: true, last_message: message });
    }
    expect(await seen(b, a)).toMatchObject({ person: { id: a.id, username: a.username }, unread: 1, read_at: null });
    expect(await seen(a, b)).toMatchObject({ person: { id: b.id }, unread: 0, seen_at: null });
  });

  it('costs a read and two writes', async () => {
    const [a, b] = await friends();
    await say(a, b);
    expect((await write(b, a)).cost).toEqual({ reads: 1, writes: 2, deletes: 0, trips: 2 });
  });

  it('keeps content as it is typed', async () => {
    const [a, b] = await friends();
    const typed = [
      '  two  spaces\n\n\n\nand lines \t',
      'e\u0301 isn’t é',
      '👨‍👩‍👧‍👦 ❤️ \u202eשלום\u202c',
      '<b>&amp;</b>',
      '\r\n.',
    ];
    for (const content of typed) expect((await say(a, b, content)).content).toBe(content);
    expect(contents(await get(`/chat?user_id=${a.id}`, b))).toEqual(typed.toReversed());
  });

  it.each<[string, unknown, string?]>([
    ['nothing', ''],
    ['spaces and lines', ' \n\t  '],
    ['joiners and marks of direction', '\u200d\u200c\u200e\u200f\u2060\ufeff'],
    ['what is drawn as nothing', '\u3164\u2800\u115f\u034f\ufe0f'],
    ['a control character', 'a\u0000b'],
    ['an escape', 'a\u001b[31mb'],
    ['half a character', 'a\ud83db'],
    ['4,001 characters', 'x'.repeat(4001)],
    ['16,001 bytes', `${'ü'.repeat(8000)}x`],
    ['4,000 families', '👨‍👩‍👧‍👦'.repeat(4000)],
    ['a number', 7],
    ['a list', ['Hi']],
    ['null', null],
  ])('refuses %s', async (_, content) => {
    const [a, b] = [await newPerson(), await newPerson()];
    const reply = await post('/chat', { receiver: b.id, content }, a);
    // What isn't text at all isn't JSON of ours.
    expect([400]).toContain(reply.status);
    if (reply.body.code === 'invalid_request') expect(reply.body.errors[0].field).toBe('content');
    expect(await conversation(a, b)).toBeUndefined();
  });

  it('takes as many characters as people count', async () => {
    const [a, b] = await friends();
    for (const content of ['x'.repeat(4000), '❤️'.repeat(2600), 'ü'.repeat(4000)]) await say(a, b, content);
  });

  it.each<[string, (me: Person) => object, number, string?]>([
    ['oneself', (me) => ({ receiver: me.id, content: 'x' }), 400, 'receiver'],
    ['nobody', () => ({ receiver: '0'.repeat(28), content: 'x' }), 404],
    ['a name', (me) => ({ receiver: me.username, content: 'x' }), 400, 'receiver'],
    ['no receiver', () => ({ content: 'x' }), 400, 'receiver'],
    ['an unknown field', (me) => ({ receiver: me.id, content: 'x', sender: me.id }), 400, 'sender'],
    ['a path of another kind', (me) => ({ receiver: '0'.repeat(28), path: `uploads/${me.id}/avatar/0` }), 400, 'path'],
    ['a client_id with a slash', (me) => ({ receiver: me.id, content: 'x', client_id: 'a/b' }), 400, 'client_id'],
    ['a client_id of 65', (me) => ({ receiver: me.id, content: 'x', client_id: 'a'.repeat(65) }), 400, 'client_id'],
  ])('refuses %s', async (_, body, status, field) => {
    const me = await newPerson();
    const reply = await post('/chat', body(me), me);
    expect(reply.status, JSON.stringify(reply.body)).toBe(status);
    if (field) expect(reply.body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it('is one message, however often it is sent under its client_id', async () => {
    const [a, b] = await friends();
    const first = await say(a, b, 'Hi', { client_id: 'mine-1' });
    expect(await say(a, b, 'Hi', { client_id: 'mine-1' })).toEqual(first);
    expect((await get(`/chat?user_id=${b.id}`, a)).body).toHaveLength(1);
    expect((await seen(b, a)).unread).toBe(1);
    const other = await write(a, b, 'Something else', { client_id: 'mine-1' });
    expectProblem(other, 422, 'idempotency_key_reused');
    expect(other.body.errors[0].field).toBe('client_id');
    // Of the other one it is another message.
    expect((await say(b, a, 'Hi', { client_id: 'mine-1' })).id).not.toBe(first.id);
    // To somebody else, too.
    const c = await newPerson();
    await connect(a, c);
    expect((await say(a, c, 'Hi', { client_id: 'mine-1' })).id).not.toBe(first.id);
    // Deleted, it doesn't come back.
    await del(`/chat/messages/${first.id}`, a);
    expect(await say(a, b, 'Hi', { client_id: 'mine-1' })).toMatchObject({ id: first.id, content: '' });
  });

  it('goes with an Idempotency-Key beside it', async () => {
    const [a, b] = await friends();
    const key = { 'Idempotency-Key': crypto.randomUUID() };
    const ask = () => post('/chat', { receiver: b.id, content: 'Hi', client_id: 'c' }, a, key);
    const [first, second] = [await ask(), await ask()];
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.body).toEqual(first.body);
    expect((await say(a, b, 'Hi', { client_id: 'c' })).id).toBe(first.body.id);
  });

  it('has one order, whatever clocks say', async () => {
    const [a, b] = await friends();
    const sent: string[] = [];
    for (const [i, skew] of [0, 7_200_000, -7_200_000, 0, -1000, 0].entries()) {
      at(skew);
      sent.push((await say(i % 2 ? a : b, i % 2 ? b : a, `${i}`)).timestamp);
    }
    expect(sent).toEqual(sent.toSorted());
    expect(new Set(sent).size).toBe(sent.length);
    expect(contents(await get(`/chat?user_id=${b.id}`, a))).toEqual(['5', '4', '3', '2', '1', '0']);
  });
});

describe('GET /chat', () => {
  it('goes back page by page, and reads what it shows', async () => {
    const [a, b] = await friends();
    for (let i = 0; i < 5; i++) await say(i % 2 ? a : b, i % 2 ? b : a, `${i}`);
    const first = await get(`/chat?user_id=${b.id}&limit=2`, a);
    expect([contents(first), first.cost]).toEqual([['4', '3'], { reads: 2, writes: 0, deletes: 0, trips: 1 }]);
    await say(a, b, 'meanwhile');
    const second = await get(nextOf(first) ?? '', a);
    const third = await get(nextOf(second) ?? '', a);
    expect([...contents(second), ...contents(third)]).toEqual(['2', '1', '0']);
    expect(nextOf(third)).toBeUndefined();
  });

  it('without somebody shows the newest of each conversation', async () => {
    const [a, b, c] = (await people(3)) as [Person, Person, Person];
    for (const other of [b, c]) await connect(a, other);
    await say(b, a, 'old');
    await say(b, a, 'b');
    await say(a, c, 'c');
    expect(contents(await get('/chat', a))).toEqual(['c', 'b']);
    expect(contents(await get('/chat', c))).toEqual(['c']);
  });

  it('shows nobody else anything, and has nothing with nobody or oneself', async () => {
    const [a, b] = await friends();
    await say(a, b);
    const stranger = await newPerson();
    for (const id of [a.id, stranger.id, '0'.repeat(28)]) {
      expect((await get(`/chat?user_id=${id}`, stranger)).body).toEqual([]);
    }
    expect((await get('/chat', stranger)).body).toEqual([]);
    expectProblem(await get(`/chat?user_id=${pairId(a.id, b.id)}`, a), 400, 'invalid_request');
    expectProblem(await get(`/chat?user_id=${b.id}`), 401, 'not_authenticated');
  });

  it('takes a cursor of another conversation for a moment in this one, and no more', async () => {
    const [a, b] = await friends();
    const [c, d] = await friends();
    for (let i = 0; i < 3; i++) await say(a, b, `${i}`);
    for (let i = 0; i < 3; i++) await say(c, d, `secret ${i}`);
    const foreign = nextOf(await get(`/chat?user_id=${d.id}&limit=2`, c))?.replace(d.id, b.id) ?? '';
    expect(contents(await get(foreign, a)).every((content) => !content.startsWith('secret'))).toBe(true);
    expectProblem(await get(`/chat?user_id=${b.id}&cursor=eyJ4IjoxfQ`, a), 400, 'invalid_cursor');
  });
});

describe('GET /chat/conversations', () => {
  it('lists them, the latest first, a page at a time', async () => {
    const [me, ...others] = (await people(4)) as [Person, Person, Person, Person];
    for (const other of others) {
      await connect(me, other);
      await say(other, me);
    }
    const ids = others.map(({ id }) => pairId(me.id, id)).toReversed();
    const first = await get('/chat/conversations?limit=2', me);
    expect(first.cost).toEqual({ reads: 3, writes: 0, deletes: 0, trips: 1 });
    const second = await get(nextOf(first) ?? '', me);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
    // A new message brings it up again; a deletion doesn't move anything.
    const { id } = await say(me, others[0] as Person);
    expect(idsOf(await get('/chat/conversations', me))[0]).toBe(ids[2]);
    await del(`/chat/messages/${id}`, me);
    expect((await get('/chat/conversations', me)).body[0]).toMatchObject({ id: ids[2], last_message: { content: '' } });
  });

  it('of nobody is empty, and of a stranger 404', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    expect((await get('/chat/conversations', a)).body).toEqual([]);
    expectProblem(await get(`/chat/${b.id}`, a), 404, 'not_found');
    expectProblem(await get(`/chat/${a.id}`, a), 404, 'not_found');
    expectProblem(await get('/chat/conversations?box=outbox', a), 400, 'invalid_request');
  });
});

describe('DELETE /chat/messages/{id}', () => {
  it('leaves its place, and nothing of what it said', async () => {
    const [a, b] = await friends();
    const [old, message] = [await say(a, b, 'old'), await say(a, b, 'secret')];
    const reply = await del(`/chat/messages/${message.id}`, a);
    expect([reply.status, reply.cost]).toEqual([204, { reads: 3, writes: 2, deletes: 0, trips: 2 }]);
    const { body } = await get(`/chat?user_id=${a.id}`, b);
    expect(body).toEqual([{ ...message, content: '', deleted_at: expect.any(String) }, old]);
    expect(await seen(b, a)).toMatchObject({ unread: 1, last_message: { id: message.id, content: '' } });
    expect(JSON.stringify(await conversation(a, b))).not.toContain('secret');
    // Twice is once.
    expect((await del(`/chat/messages/${message.id}`, a)).status).toBe(204);
    expect((await seen(b, a)).unread).toBe(1);
  });

  it('of one that was read counts nothing down', async () => {
    const [a, b] = await friends();
    const { id } = await say(a, b);
    await read(b, a);
    await say(a, b);
    await del(`/chat/messages/${id}`, a);
    expect((await seen(b, a)).unread).toBe(1);
  });

  it('is for who wrote it alone', async () => {
    const [a, b] = await friends();
    const { id } = await say(a, b);
    expectProblem(await del(`/chat/messages/${id}`, b), 403, 'permission_denied');
    expectProblem(await del(`/chat/messages/${id}`, await newPerson()), 404, 'not_found');
    expectProblem(await del(`/chat/messages/${id.slice(0, -1)}_`, a), 404, 'not_found');
    expectProblem(await del('/chat/messages/x', a), 404, 'not_found');
    expectProblem(await del(`/chat/messages/${id}`), 401, 'not_authenticated');
    // The id of a pair is sorted; turned round, or with oneself, it is nobody's.
    const [one, two, key] = [id.slice(0, 28), id.slice(29, 57), id.slice(58)];
    for (const forged of [`${two}_${one}_${key}`, `${one}_${one}_${key}`, `${two}_${two}_${key}`]) {
      expectProblem(await del(`/chat/messages/${forged}`, a), 404, 'not_found');
    }
    expect((await get(`/chat?user_id=${a.id}`, b)).body[0].content).toBe('Hi');
  });
});
