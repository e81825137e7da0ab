import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { goOnWith } from '../../functions/src/runtime/long-work.ts';
import { setQueue } from '../../functions/src/runtime/queue.ts';
import { metered } from '../../functions/src/store/meter.ts';
import { TRIGGERS } from '../../functions/src/triggers.ts';
import { restoreWithin, suspendWithin } from '../../functions/src/users/suspension.ts';
import { followWithheld } from '../../functions/src/users/withhold.ts';
import { run } from '../account/race.ts';
import { race, say } from '../chat/talk.ts';
import { host } from '../events/make.ts';
import { postPicture } from '../stories/post.ts';
import { connect, friends, get, idsOf, type Person, people, useApi } from '../support/api.ts';
import { deliver } from '../support/triggers.ts';

useApi();

/** What was asked of the queue. */
const queued: string[] = [];
beforeEach(() => {
  queued.length = 0;
  onTestFinished(setQueue(async (id) => void queued.push(id)));
});

/** More than an event goes through by itself. */
const MANY = 1_250;

/** Copies of a document, below other names. */
async function copies(from: string, n: number, copy: (data: never) => [path: string, data: object]): Promise<string[]> {
  const original = (await db().doc(from).get()).data() as never;
  const writer = db().bulkWriter();
  const made = Array.from({ length: n }, () => copy(original));
  for (const [path, data] of made) void writer.create(db().doc(path), data);
  await writer.close();
  return made.map(([path]) => path).sort();
}

/** Somebody who has very many conversations, with one friend who is there. */
async function talkative(n = MANY): Promise<{ me: Person; friend: Person; all: string[] }> {
  const [me, friend] = await friends();
  await say(friend, me);
  const pair = pairId(me.id, friend.id);
  const all = await copies(paths.conversation(pair), n - 1, (conversation: { people: Record<string, object> }) => {
    const uid = newUid();
    const members = [me.id, uid].sort();
    const people = { [me.id]: conversation.people[me.id], [uid]: { ...conversation.people[friend.id], id: uid } };
    const id = pairId(me.id, uid);
    return [paths.conversation(id), { ...conversation, id, members, open_to: members, listed: members, people }];
  });
  return { me, friend, all: [...all, paths.conversation(pair)].sort() };
}

const profileOf = async ({ id }: Person) => (await db().doc(paths.user(id)).get()).data();

/** Suspends or restores somebody as whoever dies after the commit. @returns the event of it */
async function commit(me: Person, suspended: boolean) {
  const before = await profileOf(me);
  await db().runTransaction(async (tx) => {
    const profile = (await tx.get(db().doc(paths.user(me.id)))).data() as never;
    if (suspended) suspendWithin(tx, profile, {}, { reason: 'Spam', until: null });
    else restoreWithin(tx, profile);
  });
  return { params: { uid: me.id }, before, after: await profileOf(me) };
}

const hiddenAmong = async (all: readonly string[]): Promise<number> => {
  const docs = await db().getAll(...all.map((path) => db().doc(path)));
  return docs.filter((doc) => doc.get('withheld').length > 0).length;
};

/** Lets the n-th commit from now on fail, as where the machine goes away. @returns what mends it */
function dieAt(n: number): () => void {
  let commits = 0;
  const original = db().runTransaction.bind(db());
  const spy = vi.spyOn(db(), 'runTransaction').mockImplementation(async (work, options) => {
    commits += 1;
    if (commits === n) throw Object.assign(new Error('The machine went away'), { code: 14 });
    return original(work, options as never);
  });
  return () => spy.mockRestore();
}

describe('hiding somebody who has very much', () => {
  it('goes on as a task where the event has stopped, dies anywhere, and passes over nothing that moves', async () => {
    const { me, friend, all } = await talkative();
    const event = { ...(await commit(me, true)), id: 'suspended' };
    await deliver('onUserUpdated', event);
    expect(queued).toHaveLength(1);
    const [work = ''] = queued;
    const reached = await hiddenAmong(all);
    expect(reached).toBeGreaterThanOrEqual(900);
    expect(reached).toBeLessThan(MANY);
    const cursor = async () => (await db().doc(paths.fanOut(work)).get()).get('cursor');
    expect(await cursor()).toBe(`conversations ${all[reached - 1]}`);
    // Delivered again, it doesn't go back; and the first commits are made of what is there already.
    await deliver('onUserUpdated', event);
    expect(await cursor()).toBe(`conversations ${all[reached - 1]}`);
    // Those that are still to come move to the front of every list, and the next commit but one fails.
    const later = all.slice(reached).map((path) => db().doc(path));
    for (const doc of later.slice(-3)) await doc.update({ updated_at: new Date() });
    const mend = dieAt(2);
    await expect(goOnWith(TRIGGERS, work)).rejects.toMatchObject({ code: 14 });
    mend();
    const further = await hiddenAmong(all);
    expect(further).toBeGreaterThan(reached);
    expect(further).toBeLessThan(MANY);
    for (const doc of later.slice(0, 3)) await doc.update({ updated_at: new Date() });
    const cost = await goOnWith(TRIGGERS, work);
    expect(await hiddenAmong(all)).toBe(MANY);
    // Only what came after the cursor was looked at.
    expect(cost.reads).toBeLessThan(MANY - further + 20);
    expect((await db().doc(paths.fanOut(work)).get()).exists).toBe(false);
    expect(idsOf(await get('/chat/conversations', friend))).toEqual([]);
  });

  it.each([
    ['restored while they are being hidden', [true, false]],
    ['suspended again while they are being shown', [true, false, true]],
    ['suspended and restored, whose events come in reverse', [true, false]],
  ] as const)('ends as the last one said, for somebody %s', async (name, states) => {
    const { me, all } = await talkative(350);
    const story = await postPicture(me);
    const { id } = await host(me);
    const reversed = name.includes('reverse');
    const works: (() => Promise<unknown>)[] = [];
    for (const suspended of states) {
      const event = await commit(me, suspended);
      works.push(() => run('onUserUpdated', event));
      // The first is under way when the next begins.
      if (!reversed) works.push(() => followWithheld(me.id, () => true));
    }
    if (reversed) for (const work of works.toReversed()) await work();
    else await Promise.all(works.map((work) => work()));
    const hidden = states.at(-1) === true;
    expect(await hiddenAmong(all)).toBe(hidden ? 350 : 0);
    const found = await Promise.all([paths.story(story), paths.event(id)].map((path) => db().doc(path).get()));
    expect(found.map((doc) => (doc.get('withheld') ?? []).length)).toEqual(hidden ? [1, 1] : [0, 0]);
  });

  it('crosses its own end: whatever a commit has written of the old state, the walk after it finds', async () => {
    const { me, all } = await talkative(350);
    await commit(me, true);
    const first = followWithheld(me.id, () => true);
    const walk = commit(me, false).then(() => followWithheld(me.id, () => true));
    await Promise.all([first, walk]);
    expect(await hiddenAmong(all)).toBe(0);
  });

  it('costs two reads a page beside what it looks at, and a write for each that changes', async () => {
    const { me } = await talkative(1_000);
    await commit(me, true);
    const measured = metered(() => followWithheld(me.id, () => true), { call: 20_000, total: 50_000 });
    await measured.result;
    expect(measured.cost.writes).toBe(1_000);
    expect(measured.cost.reads).toBeLessThanOrEqual(1_000 + 10 + 6);
  });

  it('meets those who write all the time, and leaves nothing open that they have written in', async () => {
    const { me, friend, all } = await talkative(150);
    const others = await people(3);
    for (const other of others) await connect(me, other);
    for (const other of others) await say(other, me);
    const pairs = [friend, ...others].map((other) => paths.conversation(pairId(other.id, me.id)));
    const talk = async (from: Person): Promise<number> => {
      for (let sent = 0; sent < 40; sent++) {
        const { status } = await race('post', '/chat', from, { receiver: me.id, content: `No ${sent}` });
        expect([201, 404, 503]).toContain(status);
        if (status === 404) return sent;
      }
      return 40;
    };
    const talking = [friend, ...others].map(talk);
    await commit(me, true);
    await followWithheld(me.id, () => true);
    await Promise.all(talking);
    expect(await hiddenAmong([...new Set([...all, ...pairs])])).toBe(153);
    for (const from of [friend, ...others])
      expect((await race('post', '/chat', from, { receiver: me.id, content: 'Hi' })).status).toBe(404);
  });

  it('stops for want of time, and is there again after it', async () => {
    const { me, all } = await talkative(350);
    await commit(me, true);
    let pages = 0;
    await followWithheld(me.id, () => {
      pages += 1;
      return pages <= 4;
    });
    const reached = await hiddenAmong(all);
    expect(reached).toBeGreaterThan(0);
    expect(reached).toBeLessThan(350);
    await followWithheld(me.id, () => true);
    expect(await hiddenAmong(all)).toBe(350);
  });
});

describe('events and stories of somebody with many connections', () => {
  it('are hidden and shown a page at a time, with their audiences', async () => {
    const [me, friend] = await friends();
    const connections = Array.from({ length: 8_000 }, newUid).sort();
    await db()
      .doc(paths.edges(me.id, 1))
      .set({ ids: connections.slice(0, 4_000) });
    await db()
      .doc(paths.edges(me.id, 2))
      .set({ ids: connections.slice(4_000) });
    const { id } = await host(me, { visibility: 'connections' });
    const story = await postPicture(me);
    const audience = async (event: string) =>
      (await db().collection('audiences').where('source', '==', event).select('kind').get()).docs;
    expect(await audience(id)).toHaveLength(5);
    const events = await copies(paths.event(id), 119, (event: object) => {
      const copy = newUid();
      return [paths.event(copy), { ...event, id: copy, listed: 'no', shards: 0 }];
    });
    await commit(me, true);
    await followWithheld(me.id, () => true);
    expect(await hiddenAmong([...events, paths.event(id), paths.story(story)])).toBe(121);
    expect(await audience(id)).toEqual([]);
    expect((await audience(story)).map((doc) => doc.get('kind'))).toEqual(Array(5).fill('hidden_story'));
    await commit(me, false);
    const shown = metered(() => followWithheld(me.id, () => true), { call: 20_000, total: 50_000 });
    await shown.result;
    // A commit takes 20 events; the first has read 100, and none after it more than it takes.
    expect(shown.cost.reads).toBeLessThan(100 + 100 + 60);
    const docs = await db().getAll(...events.map((path) => db().doc(path)));
    expect(docs.map((doc) => doc.get('shards'))).toEqual(Array(119).fill(5));
    expect(await audience(id)).toHaveLength(5);
    expect((await audience(story)).map((doc) => doc.get('kind'))).toEqual(Array(5).fill('story'));
    expect(idsOf(await get('/stories', friend))).toEqual([story]);
  });
});
