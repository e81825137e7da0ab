import { describe, expect, it } from 'vitest';
import { eraseAccount } from '../../functions/src/account/erase.ts';
import { newTimedId } from '../../functions/src/contract/ids.ts';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { tracesOf } from '../account/scan.ts';
import { connect, del, get, type Person, patch, people, post, type Reply, send, useApi } from '../support/api.ts';
import { crowd } from './crowd.ts';
import { postPicture, storyForm } from './post.ts';

useApi();

const feedOf = async (who: Person): Promise<string[]> =>
  (await get('/stories', who)).body.map(({ id }: { id: string }) => id);
const viewersOf = async (author: Person, id: string): Promise<string[]> =>
  (await get(`/stories/${id}/viewers`, author)).body.map(({ username }: Person) => username);
const countOf = async (author: Person, id: string): Promise<number> =>
  (await get('/stories/my_stories', author)).body.find((story: { id: string }) => story.id === id).view_count;
const view = (who: Person, id: string) => post(`/stories/${id}/view`, undefined, who);
const audience = async (id: string, shard: number): Promise<string[] | undefined> =>
  (
    await db()
      .doc(paths.audience(`story_${id}_${shard}`))
      .get()
  ).get('members');
const disconnect = (who: Person, other: Person) => del(`/connections/${pairId(who.id, other.id)}`, who);

describe('connecting', () => {
  it('shows each at once what the other has posted before', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    const [ofA, ofB] = [await postPicture(a), await postPicture(b)];
    expect([await feedOf(a), await feedOf(b)]).toEqual([[], []]);
    await connect(a, b);
    expect([await feedOf(a), await feedOf(b)]).toEqual([[ofB], [ofA]]);
    expect((await get('/stories', b)).body[0]).toMatchObject({ user: a.username, seen: false });
  });

  it('does so where a request crosses another, too', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    const id = await postPicture(a);
    await post('/connections/request', { receiver: b.id }, a);
    await post('/connections/request', { receiver: a.id }, b);
    expect(await feedOf(b)).toEqual([id]);
  });

  it('shows nothing while it is only asked, or after a refusal', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    await postPicture(a);
    const { body } = await post('/connections/request', { receiver: a.id }, b);
    expect(await feedOf(b)).toEqual([]);
    await patch(`/connections/${body.id}/action`, { status: 'rejected' }, a);
    expect(await feedOf(b)).toEqual([]);
  });

  it('costs a write a story, and nothing that others see changes', async () => {
    const [a, b, c] = (await people(3)) as [Person, Person, Person];
    await connect(a, b);
    const ids = [await postPicture(a), await postPicture(a)];
    await view(b, ids[0] ?? '');
    const asked = await post('/connections/request', { receiver: a.id }, c);
    const accepted = await patch(`/connections/${asked.body.id}/action`, { status: 'accepted' }, a);
    expect(accepted.cost).toEqual({ reads: 6, writes: 7, deletes: 0, trips: 3 });
    expect((await feedOf(c)).sort()).toEqual(ids.sort());
    expect((await get('/stories', b)).body.map(({ seen }: { seen: boolean }) => seen)).toEqual([true, false]);
  });

  it('opens another document where the last one is full', async () => {
    const [a, b, c] = (await people(3)) as [Person, Person, Person];
    await crowd(a, LIMITS.audience_members - 1);
    const id = await postPicture(a);
    await connect(a, b);
    expect(await audience(id, 0)).toHaveLength(LIMITS.audience_members);
    expect(await audience(id, 1)).toBeUndefined();
    await connect(a, c);
    expect(await audience(id, 1)).toEqual([c.id]);
    expect([await feedOf(b), await feedOf(c)]).toEqual([[id], [id]]);
    for (const who of [b, c]) await view(who, id);
    expect(await countOf(a, id)).toBe(2);
    expect(await viewersOf(a, id)).toEqual([c.username, b.username]);
    await del(`/stories/${id}`, a);
    expect([await audience(id, 0), await audience(id, 1)]).toEqual([undefined, undefined]);
  });
});

describe('the end of a connection', () => {
  const ENDS: [string, (who: Person, other: Person) => Promise<Reply>][] = [
    ['disconnecting', disconnect],
    ['being disconnected', (who, other) => disconnect(other, who)],
    ['blocking', (who, other) => post(`/users/${other.id}/block`, undefined, who)],
    ['being blocked', (who, other) => post(`/users/${who.id}/block`, undefined, other)],
  ];

  it.each(ENDS)('by %s takes everything of each from the other at once', async (_, end) => {
    const [a, b, friend] = (await people(3)) as [Person, Person, Person];
    await connect(a, b);
    await connect(a, friend);
    const [ofA, ofB] = [await postPicture(a), await postPicture(b)];
    for (const who of [b, friend]) await view(who, ofA);
    await view(a, ofB);
    expect([await countOf(a, ofA), await countOf(b, ofB)]).toEqual([2, 1]);
    expect((await end(a, b)).status).toBe(204);
    expect([await feedOf(a), await feedOf(b), await feedOf(friend)]).toEqual([[], [], [ofA]]);
    expect([await view(b, ofA), await view(a, ofB)].map(({ status }) => status)).toEqual([404, 404]);
    // Neither the list nor the count tells that there was somebody.
    expect([await viewersOf(a, ofA), await viewersOf(b, ofB)]).toEqual([[friend.username], []]);
    expect([await countOf(a, ofA), await countOf(b, ofB)]).toEqual([1, 0]);
    expect((await get('/stories/latest', b)).body.latest).toBeNull();
  });

  it('is forgotten when they connect again', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    await connect(a, b);
    const id = await postPicture(a);
    await view(b, id);
    await disconnect(b, a);
    await connect(b, a);
    expect((await get('/stories', b)).body).toMatchObject([{ id, seen: false }]);
    await view(b, id);
    expect(await countOf(a, id)).toBe(1);
  });

  it('leaves a count alone that they had no part in', async () => {
    const [a, b, c] = (await people(3)) as [Person, Person, Person];
    for (const who of [b, c]) await connect(a, who);
    const id = await postPicture(a);
    await view(c, id);
    await disconnect(b, a);
    expect(await countOf(a, id)).toBe(1);
  });

  it('costs what they showed each other', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    await connect(a, b);
    const ids = [await postPicture(a), await postPicture(a)];
    await view(b, ids[0] ?? '');
    // The connection, and two audiences; of the one that was seen the count is lowered.
    expect((await disconnect(a, b)).cost).toEqual({ reads: 3, writes: 7, deletes: 1, trips: 3 });
  });
});

describe('the end of an account', () => {
  const leave = (who: Person) =>
    send('delete', '/users/profile', { as: who, body: { password: who.password, at_once: true } });

  it('takes a viewer out of everything they could see, and what they have seen', async () => {
    const [author, leaver, friend] = (await people(3)) as [Person, Person, Person];
    for (const who of [leaver, friend]) await connect(author, who);
    const [seen, unseen] = [await postPicture(author), await postPicture(author)];
    for (const who of [leaver, friend]) await view(who, seen);
    expect((await leave(leaver)).body).toMatchObject({ status: 'erased' });
    expect(await viewersOf(author, seen)).toEqual([friend.username]);
    expect([await countOf(author, seen), await countOf(author, unseen)]).toEqual([1, 0]);
    expect(await tracesOf(leaver)).toEqual([]);
  });

  it('takes an author’s stories from everybody', async () => {
    const [leaver, friend] = (await people(2)) as [Person, Person];
    await connect(leaver, friend);
    const ids = [await postPicture(leaver), await postPicture(leaver)];
    await view(friend, ids[0] ?? '');
    const reply = await leave(leaver);
    // Two stories, an audience each, two files each, and the edges.
    expect(reply.body).toMatchObject({ status: 'erased', removed: { connections: 1, documents: 9 } });
    expect(await feedOf(friend)).toEqual([]);
    expect((await view(friend, ids[0] ?? '')).status).toBe(404);
    expect(await tracesOf(leaver)).toEqual([]);
  });

  it('takes more stories than fit into a page', async () => {
    const [leaver] = (await people(1)) as [Person];
    const id = await postPicture(leaver);
    const story = (await db().doc(paths.story(id)).get()).data();
    const batch = db().batch();
    for (let i = 0; i < 120; i++) {
      const more = newTimedId(Date.now());
      batch.set(db().doc(paths.story(more)), { ...story, id: more, shards: 1 });
      batch.set(db().doc(paths.audience(`story_${more}_0`)), { author: { id: leaver.id }, members: [] });
    }
    await batch.commit();
    expect(await eraseAccount(leaver.id, 8)).toMatchObject({ state: 'erased', removed: { documents: 243 } });
    expect(await tracesOf(leaver)).toEqual([]);
  });
});

describe('what posting and the feed cost', () => {
  it.each([
    [0, { reads: 3, writes: 1 }],
    [1, { reads: 3, writes: 2 }],
    [2_001, { reads: 3, writes: 3 }],
    [10_000, { reads: 4, writes: 6 }],
  ])('with %d connections', async (size, expected) => {
    const [author, reader, other] = (await people(3)) as [Person, Person, Person];
    if (size > 0) {
      await connect(author, reader);
      await crowd(author, size - 1);
      await connect(reader, other);
      await crowd(reader, size - 1);
    }
    const posted = await post('/stories', storyForm(), author);
    expect(posted.cost).toMatchObject({ ...expected, deletes: 0, trips: 3 });
    const shards = Math.ceil(size / LIMITS.audience_members);
    expect((await db().doc(paths.story(posted.body.id)).get()).get('shards')).toBe(shards);
    if (size > 0) await postPicture(other);
    const feed = await get('/stories', reader);
    expect(feed.body).toHaveLength(size > 0 ? 2 : 0);
    expect(feed.cost).toEqual({ reads: Math.max(1, feed.body.length), writes: 0, deletes: 0, trips: 1 });
    expect((await get('/stories/latest', reader)).cost).toEqual({ reads: 1, writes: 0, deletes: 0, trips: 1 });
    const viewed = size > 0 ? await view(reader, posted.body.id) : undefined;
    if (viewed) expect(viewed.cost).toEqual({ reads: 1, writes: 2, deletes: 0, trips: 2 });
    const removed = await del(`/stories/${posted.body.id}`, author);
    expect(removed.cost).toEqual({ reads: 1, writes: 0, deletes: 1 + shards, trips: 2 });
  });
});
