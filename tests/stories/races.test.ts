import { describe, expect, it } from 'vitest';
import { newTimedId } from '../../functions/src/contract/ids.ts';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { connect, get, type Person, people, post, type Reply, send, useApi } from '../support/api.ts';
import { postPicture, storyForm } from './post.ts';

useApi();

const contended = true;
const story = (as: Person) => send('post', '/stories', { as, body: storyForm(), contended });
const view = (as: Person, id: string) => send('post', `/stories/${id}/view`, { as, contended });
const remove = (as: Person, id: string) => send('delete', `/stories/${id}`, { as, contended });
const disconnect = (as: Person, other: Person) =>
  send('delete', `/connections/${pairId(as.id, other.id)}`, { as, contended });
const block = (as: Person, other: Person) => send('post', `/users/${other.id}/block`, { as, contended });
const accept = (as: Person, other: Person) =>
  send('patch', `/connections/${pairId(as.id, other.id)}/action`, { as, body: { status: 'accepted' }, contended });

const shownTo = async (who: Person): Promise<string[]> =>
  (await get('/stories', who)).body.map(({ id }: { id: string }) => id);

/** Holds what the database says of stories together: each in its audience's count, and nothing without its other half. */
async function expectConsistent(ids: string[]): Promise<void> {
  const { docs } = await db()
    .collection(collectionOf(paths.audience('_')))
    .where('source', 'in', ids)
    .get();
  for (const id of ids) {
    const document = await db().doc(paths.story(id)).get();
    const audience = docs.filter((doc) => doc.get('source') === id);
    if (!document.exists) {
      expect(audience).toEqual([]);
      continue;
    }
    expect(audience).toHaveLength(document.get('shards'));
    const seen = audience.flatMap((doc) => Object.keys(doc.get('seen') ?? {}));
    const members = audience.flatMap((doc) => doc.get('members') as string[]);
    expect(document.get('view_count')).toBe(seen.length);
    expect(members).toEqual(expect.arrayContaining(seen));
    expect(new Set(members).size).toBe(members.length);
  }
}

/** Nothing is waited for by it: it moves one of two that meet along the other, a little further each round. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ROUNDS = 6;
const STEP_MS = 4;

/** What may be answered to somebody who meets somebody else. */
const expectFair = (replies: Reply[], statuses: number[]) => {
  for (const { status, body } of replies) expect(statuses, JSON.stringify(body)).toContain(status);
};

describe.each([
  ['a disconnection', (a: Person, b: Person) => disconnect(a, b)],
  ['a disconnection by the other side', (a: Person, b: Person) => disconnect(b, a)],
  ['a block', (a: Person, b: Person) => block(a, b)],
  ['a block by the other side', (a: Person, b: Person) => block(b, a)],
])('%s', (_, end) => {
  it('that meets a story leaves it in nobody’s feed', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b, friend] = (await people(3)) as [Person, Person, Person];
      await connect(a, b);
      await connect(a, friend);
      const [posted, ended] = await Promise.all([
        pause(Math.max(0, 2 - round) * STEP_MS).then(() => story(a)),
        pause(Math.max(0, round - 2) * STEP_MS).then(() => end(a, b)),
      ]);
      expectFair([posted], [201]);
      expectFair([ended], [204]);
      expect(await shownTo(b), `round ${round}`).toEqual([]);
      expect(await shownTo(friend)).toEqual([posted.body.id]);
      await expectConsistent([posted.body.id]);
    }
  });

  it('that meets a view leaves neither the viewer nor a count', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b] = (await people(2)) as [Person, Person];
      await connect(a, b);
      const id = await postPicture(a);
      const [viewed, ended] = await Promise.all([
        pause(Math.max(0, 2 - round) * STEP_MS).then(() => view(b, id)),
        pause(Math.max(0, round - 2) * STEP_MS).then(() => end(a, b)),
      ]);
      expectFair([viewed], [204, 404]);
      expectFair([ended], [204]);
      expect((await get(`/stories/${id}/viewers`, a)).body).toEqual([]);
      expect((await get('/stories/my_stories', a)).body[0].view_count).toBe(0);
      await expectConsistent([id]);
    }
  });
});

describe('a connection that begins', () => {
  it('while a story is posted sees it', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b] = (await people(2)) as [Person, Person];
      await post('/connections/request', { receiver: a.id }, b);
      const [posted, more, accepted] = await Promise.all([
        pause(Math.max(0, 2 - round) * STEP_MS).then(() => story(a)),
        story(b),
        pause(Math.max(0, round - 2) * STEP_MS).then(() => accept(a, b)),
      ]);
      expectFair([posted, more], [201]);
      expectFair([accepted], [200]);
      expect([await shownTo(b), await shownTo(a)], `round ${round}`).toEqual([[posted.body.id], [more.body.id]]);
      await expectConsistent([posted.body.id, more.body.id]);
    }
  });

  it('while the story is taken back doesn’t bring it back', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b] = (await people(2)) as [Person, Person];
      await post('/connections/request', { receiver: a.id }, b);
      const id = await postPicture(a);
      const [removed, accepted] = await Promise.all([
        pause(Math.max(0, 2 - round) * STEP_MS).then(() => remove(a, id)),
        pause(Math.max(0, round - 2) * STEP_MS).then(() => accept(a, b)),
      ]);
      expectFair([removed], [204]);
      expectFair([accepted], [200]);
      expect(await shownTo(b), `round ${round}`).toEqual([]);
      await expectConsistent([id]);
    }
  });

  it('with many at once shows the story to each of them', async () => {
    const [a, ...others] = (await people(9)) as [Person, ...Person[]];
    const id = await postPicture(a);
    for (const other of others) await post('/connections/request', { receiver: a.id }, other);
    expectFair(await Promise.all(others.map((other) => accept(a, other))), [200]);
    for (const other of others) expect(await shownTo(other)).toEqual([id]);
    await expectConsistent([id]);
  });
});

describe('a view', () => {
  it('counts once, however often it comes at the same time', async () => {
    const [a, b] = (await people(2)) as [Person, Person];
    await connect(a, b);
    const id = await postPicture(a);
    expectFair(await Promise.all(Array.from({ length: 12 }, () => view(b, id))), [204]);
    expect((await get('/stories/my_stories', a)).body[0].view_count).toBe(1);
    await expectConsistent([id]);
  });

  it('of each of many at once counts', async () => {
    const [a, ...others] = (await people(13)) as [Person, ...Person[]];
    for (const other of others) await connect(a, other);
    const id = await postPicture(a);
    expectFair(await Promise.all(others.map((other) => view(other, id))), [204]);
    expect((await get('/stories/my_stories', a)).body[0].view_count).toBe(12);
    expect((await get(`/stories/${id}/viewers`, a)).body).toHaveLength(12);
    await expectConsistent([id]);
  });

  it('that meets the end of the story is no fault', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b] = (await people(2)) as [Person, Person];
      await connect(a, b);
      const id = await postPicture(a);
      const [viewed, removed] = await Promise.all([view(b, id), pause(round * STEP_MS).then(() => remove(a, id))]);
      expectFair([viewed], [204, 404]);
      expectFair([removed], [204]);
      await expectConsistent([id]);
    }
  });
});

describe('the last story that one may have', () => {
  it('is posted once, of several at the same time', async () => {
    const [a] = (await people(1)) as [Person];
    const first = await postPicture(a);
    const document = (await db().doc(paths.story(first)).get()).data();
    const batch = db().batch();
    for (let i = 1; i < LIMITS.stories - 1; i++) {
      const id = newTimedId(Date.now());
      batch.set(db().doc(paths.story(id)), { ...document, id });
    }
    await batch.commit();
    const replies = await Promise.all([story(a), story(a), story(a)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await get('/stories/my_stories?limit=100', a)).body).toHaveLength(LIMITS.stories);
  });

  it('taken back twice at the same time is taken back once', async () => {
    const [a] = (await people(1)) as [Person];
    const id = await postPicture(a);
    const replies = await Promise.all([remove(a, id), remove(a, id)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([204, 404]);
  });
});
