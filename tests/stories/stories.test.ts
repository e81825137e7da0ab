import { describe, expect, it } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { newTimedId } from '../../functions/src/contract/ids.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { storedTime } from '../../functions/src/store/converter.ts';
import { filesIn } from '../../functions/src/store/files.ts';
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
  patch,
  people,
  post,
  type Reply,
  useApi,
} from '../support/api.ts';
import { deliver } from '../support/triggers.ts';
import { postPicture } from './post.ts';

useApi();

describe('GET /stories', () => {
  it('shows the stories of accepted connections alone, and none of one’s own', async () => {
    const [alice, bob] = await friends();
    const [asked, stranger] = (await people(2)) as [Person, Person];
    await post('/connections/request', { receiver: alice.id }, asked);
    for (const who of [alice, bob, asked, stranger]) await postPicture(who);
    expect((await get('/stories', alice)).body.map(({ user }: { user: string }) => user)).toEqual([bob.username]);
    expect((await get('/stories', asked)).body).toEqual([]);
    expect((await get('/stories', stranger)).body).toEqual([]);
  });

  it('puts an author’s stories together, oldest first, and authors with something unseen before the others', async () => {
    const me = await newPerson();
    const [alice, carol, dan] = (await people(3)) as [Person, Person, Person];
    for (const author of [alice, carol, dan]) await connect(author, me);
    const posted: Record<string, string> = {};
    for (const [name, author] of [
      ['a1', alice],
      ['c1', carol],
      ['d1', dan],
      ['a2', alice],
    ] as const) {
      posted[name] = await postPicture(author);
    }
    const names = async () => {
      const byId = new Map(Object.entries(posted).map(([name, id]) => [id, name]));
      return idsOf(await get('/stories', me)).map((id) => byId.get(id));
    };
    expect(await names()).toEqual(['a1', 'a2', 'd1', 'c1']);
    for (const name of ['a1', 'd1']) await post(`/stories/${posted[name]}/view`, undefined, me);
    // Alice still has something that wasn't seen, and Carol, too.
    expect(await names()).toEqual(['a1', 'a2', 'c1', 'd1']);
    expect((await get('/stories', me)).body.map(({ seen }: { seen: boolean }) => seen)).toEqual([
      true,
      false,
      false,
      true,
    ]);
    await post(`/stories/${posted.a2}/view`, undefined, me);
    expect(await names()).toEqual(['c1', 'a1', 'a2', 'd1']);
  });

  it('comes page by page, each story once, and an author’s together', async () => {
    const me = await newPerson();
    const authors = await people(3);
    for (const author of authors) {
      await connect(author, me);
      await postPicture(author);
    }
    for (const author of authors) await postPicture(author);
    const seen: { id: string; author: { id: string } }[] = [];
    for (let path: string | undefined = '/stories?limit=2', page = 0; path && page < 9; page++) {
      const reply: Reply = await get(path, me);
      expect(reply.cost.reads).toBe(Math.max(1, reply.body.length));
      seen.push(...reply.body);
      path = nextOf(reply);
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(6);
    expect(seen).toHaveLength(6);
    const changes = seen.filter(({ author }, i) => author.id !== seen[i - 1]?.author.id);
    expect(changes).toHaveLength(3);
    expectProblem(await get('/stories?cursor=nonsense', me), 400, 'invalid_cursor');
  });

  it('tells nothing of who else sees it', async () => {
    const [alice, bob] = await friends();
    const carol = await newPerson();
    await connect(alice, carol);
    const id = await postPicture(alice);
    await post(`/stories/${id}/view`, undefined, carol);
    const text = JSON.stringify((await get('/stories', bob)).body);
    expect(text).not.toContain(carol.id);
    expect(text).not.toContain('view_count');
  });
});

describe('GET /stories/latest', () => {
  it('changes when somebody posts whose stories I see', async () => {
    const [alice, bob] = await friends();
    const latest = async (who: Person) => (await get('/stories/latest', who)).body.latest;
    expect(await latest(bob)).toBeNull();
    await postPicture(alice);
    const first = await latest(bob);
    expect(Date.parse(first)).toBeGreaterThan(Date.now() - 60_000);
    expect(await latest(bob)).toBe(first);
    await postPicture(bob);
    expect(await latest(bob)).toBe(first);
    await postPicture(alice);
    expect((await latest(bob)) > first).toBe(true);
    expect((await get('/stories/latest', bob)).cost.reads).toBe(1);
  });

  it('goes by what isn’t over, whatever came up last', async () => {
    const [alice, bob] = await friends();
    const early = await postPicture(alice);
    const later = await postPicture(alice);
    // As a video that is posted first and ready last.
    const late = new Date(Date.now() + 60_000).toISOString();
    await db()
      .doc(paths.audience(`story_${early}_0`))
      .update({ published_at: storedTime(late) });
    expect((await get('/stories/latest', bob)).body.latest).toBe(late);
    await db()
      .doc(paths.audience(`story_${early}_0`))
      .update({ expires_at: storedTime(new Date().toISOString()) });
    const { latest } = (await get('/stories/latest', bob)).body;
    expect(latest < late).toBe(true);
    expect((await get('/stories', bob)).body.map(({ id }: { id: string }) => id)).toEqual([later]);
  });
});

describe('GET /stories/my_stories', () => {
  it('lists my own, newest first, page by page', async () => {
    const [alice, bob] = await friends();
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.unshift(await postPicture(alice));
    await postPicture(bob);
    const first = await get('/stories/my_stories?limit=2', alice);
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    expect(idsOf(await get(nextOf(first) ?? '', alice))).toEqual(ids.slice(2));
    expect(first.body[0].media.urls['320']).toBeDefined();
  });
});

describe('POST /stories/{id}/view', () => {
  it('counts each person once, and says so to the author', async () => {
    const [alice, bob] = await friends();
    const carol = await newPerson();
    await connect(carol, alice);
    const id = await postPicture(alice);
    for (const who of [bob, bob, carol, bob])
      expect((await post(`/stories/${id}/view`, undefined, who)).status).toBe(204);
    expect((await get('/stories', bob)).body[0].seen).toBe(true);
    expect((await get('/stories/my_stories', alice)).body[0].view_count).toBe(2);
    const { body } = await get(`/stories/${id}/viewers`, alice);
    expect(body.map(({ username }: Person) => username)).toEqual([carol.username, bob.username]);
    expect(body[0]).toMatchObject({ display_name: carol.username, is_verified: false, viewed_at: expect.any(String) });
    // What is seen already is not written again.
    expect((await post(`/stories/${id}/view`, undefined, bob)).cost).toMatchObject({ reads: 1, writes: 0 });
  });

  it('doesn’t count the author', async () => {
    const alice = await newPerson();
    const id = await postPicture(alice);
    expect((await post(`/stories/${id}/view`, undefined, alice)).status).toBe(204);
    expect((await get('/stories/my_stories', alice)).body[0].view_count).toBe(0);
  });

  it('answers strangers as if there were none', async () => {
    const [alice, stranger] = (await people(2)) as [Person, Person];
    const id = await postPicture(alice);
    const none = newTimedId(Date.now());
    const [hidden, missing] = [
      await post(`/stories/${id}/view`, undefined, stranger),
      await post(`/stories/${none}/view`, undefined, stranger),
    ];
    expectProblem(hidden, 404, 'not_found');
    expect({ ...hidden.body, request_id: '' }).toEqual({ ...missing.body, request_id: '' });
    expect(hidden.cost).toEqual(missing.cost);
    for (const bad of ['88', 'not-an-id', '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', '__id__']) {
      expectProblem(await post(`/stories/${bad}/view`, undefined, stranger), 404, 'not_found');
    }
  });
});

describe('GET /stories/{id}/viewers', () => {
  it('is the author’s alone', async () => {
    const [alice, bob] = await friends();
    const id = await postPicture(alice);
    await post(`/stories/${id}/view`, undefined, bob);
    expectProblem(await get(`/stories/${id}/viewers`, bob), 404, 'not_found');
    expectProblem(await get(`/stories/${id}/viewers`, await newPerson()), 404, 'not_found');
    expectProblem(await get(`/stories/${newTimedId(Date.now())}/viewers`, alice), 404, 'not_found');
  });

  it('comes page by page, the last one first, also where two came in the same moment', async () => {
    const author = await newPerson();
    const id = await postPicture(author);
    const viewers = await people(5);
    for (const viewer of viewers) {
      await connect(author, viewer);
      await post(`/stories/${id}/view`, undefined, viewer);
    }
    const document = db().doc(paths.audience(`story_${id}_0`));
    const seen = (await document.get()).get('seen');
    const [a = '', b = ''] = viewers.slice(2, 4).map((viewer) => viewer.id);
    await document.update({ [`seen.${a}`]: seen[b] });
    const found: string[] = [];
    for (let path: string | undefined = `/stories/${id}/viewers?limit=2`, page = 0; path && page < 9; page++) {
      const reply: Reply = await get(path, author);
      found.push(...idsOf(reply));
      path = nextOf(reply);
    }
    const [last, ...others] = viewers.map((viewer) => viewer.id).reverse();
    expect(found).toEqual([last, ...[a, b].sort().reverse(), ...others.slice(2)]);
    expectProblem(await get(`/stories/${id}/viewers?cursor=x`, author), 400, 'invalid_cursor');
  });
});

describe('DELETE /stories/{id}', () => {
  it('takes it from everybody at once, with its files', async () => {
    const [alice, bob] = await friends();
    const id = await postPicture(alice);
    await post(`/stories/${id}/view`, undefined, bob);
    const [url] = Object.values((await get('/stories', bob)).body[0].media.urls) as string[];
    expect((await del(`/stories/${id}`, alice)).status).toBe(204);
    expect((await get('/stories', bob)).body).toEqual([]);
    expect((await get('/stories/latest', bob)).body.latest).toBeNull();
    expect((await get('/stories/my_stories', alice)).body).toEqual([]);
    expectProblem(await post(`/stories/${id}/view`, undefined, bob), 404, 'not_found');
    expectProblem(await get(`/stories/${id}/viewers`, alice), 404, 'not_found');
    expectProblem(await del(`/stories/${id}`, alice), 404, 'not_found');
    expect(await filesIn(folders.stories(alice.id))).toEqual([]);
    expect((await fetch(url ?? '')).status).toBe(404);
  });

  it('is the author’s alone', async () => {
    const [alice, bob] = await friends();
    const id = await postPicture(alice);
    expectProblem(await del(`/stories/${id}`, bob), 404, 'not_found');
    expect(idsOf(await get('/stories', bob))).toEqual([id]);
  });
});

describe('a story shows its author as they are', () => {
  it('also after a change of name', async () => {
    const [alice, bob] = await friends();
    const id = await postPicture(alice);
    const before = (await db().doc(paths.user(alice.id)).get()).data();
    await patch('/users/profile', { display_name: 'Alice Moreau' }, alice);
    const after = (await db().doc(paths.user(alice.id)).get()).data();
    await deliver('onUserUpdated', { before, after });
    expect((await get('/stories', bob)).body[0].author.display_name).toBe('Alice Moreau');
    expect((await get('/stories/my_stories', alice)).body[0]).toMatchObject({
      id,
      author: { display_name: 'Alice Moreau' },
    });
    expect(await deliver('onUserUpdated', { before, after })).toMatchObject({ writes: 0 });
  });
});
