import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ExportDocument, exportDocument, exportFile, exportFolder } from '../../functions/src/account/exports.ts';
import { makeExport, tendExports } from '../../functions/src/account/make-export.ts';
import { PARTS } from '../../functions/src/account/parts.ts';
import { folders } from '../../functions/src/contract/folders.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { bucket, db } from '../../functions/src/firebase.ts';
import { revoke } from '../../functions/src/http/revocations.ts';
import { setQueue } from '../../functions/src/runtime/queue.ts';
import { exportedOf } from '../../functions/src/store/export.ts';
import { filesIn, saveFile } from '../../functions/src/store/files.ts';
import { say } from '../chat/talk.ts';
import { host, join } from '../events/make.ts';
import { tell } from '../notifications/tell.ts';
import { decide, REASON, reported } from '../reports/make.ts';
import { postPicture } from '../stories/post.ts';
import { connect, expectProblem, friends, get, newPerson, type Person, people, post, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { useTime } from '../support/time.ts';
import { apply } from '../verification/apply.ts';

useApi();
const passes = useTime();

const queued: string[] = [];
beforeEach(() => {
  queued.length = 0;
  onTestFinished(setQueue(async (id, task) => void queued.push(`${task} ${id}`)));
});

const HOUR = 60 * 60 * 1000;

const exportOf = async ({ id }: Person): Promise<ExportDocument> => {
  const found = (await exportDocument(id).get()).data();
  if (!found) throw new Error('There is no export.');
  return found;
};

/** Asks for a copy, and has its task run. */
async function export_(me: Person) {
  expect((await post('/users/export', undefined, me)).status).toBe(202);
  await makeExport(me.id);
  return (await get('/users/export', me)).body;
}

/** @returns the files of an archive by name, as its address gives it out */
async function unzipped(url: string): Promise<Map<string, Buffer>> {
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  return new Map(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes)]));
}

const jsonOf = (files: Map<string, Buffer>, part: string): { path: string; data: object }[] =>
  JSON.parse(String(files.get(`data/${part}.json`)));

/** Somebody with something of everything. */
async function busy(): Promise<{ me: Person; friend: Person }> {
  const [me, friend] = (await people(2)) as [Person, Person];
  await connect(me, friend);
  await tell(me, 0);
  await apply(me);
  await postPicture(me);
  await host(me);
  await join(me, (await host(friend)).id);
  await saveFile(`${folders.avatars(me.id)}/version/320.webp`, Buffer.from('a picture'), 'image/webp', 'public');
  return { me, friend };
}

describe('the copy of what is mine', () => {
  it('has exactly what the inventory says of each collection and folder', async () => {
    const { me, friend } = await busy();
    const expected = new Map<string, unknown>();
    for (const [part, { export: own }] of Object.entries(PARTS)) {
      const pieces: unknown[] = [];
      for await (const piece of exportedOf(own, me.id)) pieces.push(piece);
      if ('documents' in own) expected.set(`data/${part}.json`, JSON.parse(JSON.stringify(pieces)));
      for (const { path } of pieces as { path: string }[]) {
        if ('files' in own) expected.set(`files/${path}`, String((await bucket().file(path).download())[0]));
      }
    }
    const answer = await export_(me);
    expect(answer).toMatchObject({ state: 'ready', progress: 100, size: expect.any(Number) });
    const files = await unzipped(answer.url);
    const found = [...files].map(([name, bytes]) => [
      name,
      name.endsWith('.json') ? JSON.parse(String(bytes)) : String(bytes),
    ]);
    const { 'README.txt': readme, 'data/sign_in.json': signIn, ...rest } = Object.fromEntries(found);
    expect(rest).toEqual(Object.fromEntries(expected));
    expect(Object.keys(rest).filter((name) => name.startsWith('files/')).length).toBeGreaterThan(3);
    expect(readme).toContain('YOUR DATA ON INFLOO');
    expect(signIn[0].data).toMatchObject({ email: me.email, providers: ['password'] });
    expect(jsonOf(files, 'user')[0]?.data).toMatchObject({ id: me.id, created_at: expect.stringMatching(/^20.*Z$/) });
    expect(jsonOf(files, 'connection')[0]?.path).toBe(paths.connection(pairId(me.id, friend.id)));
    // Told, whoever has closed the page meanwhile.
    const told = (await get('/notifications', me)).body as { message: string }[];
    expect(told.some(({ message }) => message.startsWith('The copy of your data is ready'))).toBe(true);
  });

  it('has what was decided about me and what I said to it, and neither who reported nor who decided', async () => {
    const [me, reporter] = (await people(2)) as [Person, Person];
    const staff = await newStaff('reports');
    const about = await reported(reporter, { kind: 'user', id: me.id }, { note: 'They sell followers' });
    await reported(reporter, { kind: 'event', id: (await host(me)).id });
    const dismissed = await reported(await newPerson(), { kind: 'event', id: (await host(me)).id });
    const mine = await reported(me, { kind: 'user', id: reporter.id }, { note: 'My own words' });
    await decide(about, { action: 'warn', reason: REASON }, staff);
    for (const id of [dismissed, mine]) await decide(id, { action: 'dismiss' }, staff);
    await post(`/reports/${about}/appeal`, { text: 'They were real ones' }, me);
    const files = await unzipped((await export_(me)).url);
    expect(jsonOf(files, 'report').map(({ data }) => data)).toEqual([
      expect.objectContaining({ id: mine, note: 'My own words', status: 'decided', outcome: 'nothing' }),
      expect.objectContaining({
        id: about,
        action: 'warn',
        reason: REASON,
        appeal: expect.objectContaining({ text: 'They were real ones', status: 'open' }),
      }),
    ]);
    // What the API shows of it, and no more.
    const { body } = await get('/reports/decisions', me);
    expect(jsonOf(files, 'report')[1]?.data).toEqual(body[0]);
    for (const word of [staff.id, staff.username, 'They sell followers', dismissed]) {
      for (const [name, bytes] of files) expect(String(bytes), name).not.toContain(word);
    }
  });

  it('goes on where a file is removed while it is made, and says so', async () => {
    const { me } = await busy();
    const gone = `${folders.avatars(me.id)}/version/320.webp` as const;
    await post('/users/export', undefined, me);
    const prototype = Object.getPrototypeOf(bucket().file('x'));
    const open = prototype.createReadStream;
    let opened = 0;
    const spy = vi.spyOn(prototype, 'createReadStream').mockImplementation(function (
      this: { name: string },
      ...args: unknown[]
    ) {
      if (this.name !== gone) return open.apply(this, args);
      opened += 1;
      const source = new PassThrough();
      void bucket()
        .file(gone)
        .delete()
        .then(() =>
          open
            .apply(this, args)
            .on('error', (error: Error) => source.destroy(error))
            .pipe(source),
        );
      return source;
    } as never);
    onTestFinished(() => spy.mockRestore());
    await makeExport(me.id);
    expect(opened).toBe(1);
    const { state, url } = (await get('/users/export', me)).body;
    expect(state).toBe('ready');
    expect((await exportOf(me)).attempts).toBe(1);
    const files = await unzipped(url);
    expect(files.has(`files/${gone}`)).toBe(false);
    expect([...files.keys()].filter((name) => name.startsWith('files/')).length).toBeGreaterThan(2);
    expect(String(files.get('README.txt'))).toContain(
      `Removed while this copy was made, and therefore not in it:\n  files/${gone}`,
    );
  });

  it('has a file for each row of the data model that says so', async () => {
    const rows = readFileSync('docs/data-model.md', 'utf8')
      .split('\n')
      .filter((line) => /\| yes \| [^|]+ \|$/.test(line));
    expect(rows.length).toBeGreaterThan(10);
    const files = await unzipped((await export_(await newPerson())).url);
    const data = [...files.keys()].filter((name) => name.startsWith('data/') && name !== 'data/sign_in.json');
    expect(data).toHaveLength(rows.length);
  });

  it('doesn’t tell who has blocked me', async () => {
    const [me, blocked, blocker] = (await people(3)) as [Person, Person, Person];
    await post(`/users/${blocked.id}/block`, undefined, me);
    await post(`/users/${me.id}/block`, undefined, blocker);
    const files = await unzipped((await export_(me)).url);
    expect(jsonOf(files, 'blocks').map(({ data }) => data)).toEqual([{ by_me: [blocked.id] }]);
    for (const [name, bytes] of files) expect(String(bytes), name).not.toContain(blocker.id);
  });

  it('says of each collection and folder why it holds nothing of it', () => {
    for (const [part, { export: own }] of Object.entries(PARTS)) {
      if ('without' in own) expect(own.without, part).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('takes more than a page of documents', async () => {
    const me = await newPerson();
    const batch = db().batch();
    for (let i = 0; i < 450; i++) batch.set(db().doc(paths.notification(me.id, `n${i}`)), { i, text: 'x'.repeat(500) });
    await batch.commit();
    const files = await unzipped((await export_(me)).url);
    expect(jsonOf(files, 'notification')).toHaveLength(450);
  });

  it('takes the messages of more than a page of conversations', async () => {
    const [me, friend] = await friends();
    const { id } = await say(me, friend, 'The oldest of all');
    const batch = db().batch();
    const later = new Date(Date.now() + HOUR);
    for (let i = 0; i < 100; i++) {
      const pair = pairId(me.id, `${i}`.padStart(28, '0'));
      batch.set(db().doc(paths.conversation(pair)), { members: pair.split('_'), updated_at: later });
    }
    await batch.commit();
    const files = await unzipped((await export_(me)).url);
    expect(jsonOf(files, 'message')).toMatchObject([{ data: { id, content: 'The oldest of all' } }]);
    // Also where somebody writes in one of them while others are read.
    const said =
      (
        await db()
          .doc(paths.message(pairId(me.id, friend.id), id))
          .get()
      ).data() ?? {};
    await db()
      .doc(paths.message(pairId(me.id, '0'.repeat(28)), 'first'))
      .set(said);
    const found: string[] = [];
    for await (const { path } of exportedOf(PARTS.message.export, me.id) as AsyncIterable<{ path: string }>) {
      found.push(path);
      const moved = { updated_at: new Date(Date.now() + 2 * HOUR) };
      await db()
        .doc(paths.conversation(pairId(me.id, friend.id)))
        .update(moved);
    }
    expect(found).toHaveLength(2);
  });
});

describe('asking for a copy', () => {
  it('tells how far it is, and asks for one task', async () => {
    const me = await newPerson();
    expect((await get('/users/export', me)).body).toMatchObject({ state: 'none', url: null });
    expect((await post('/users/export', undefined, me)).body).toMatchObject({ state: 'running', progress: 0 });
    expect(queued).toEqual([`exportData ${me.id}`]);
    const { id } = await exportOf(me);
    // Asked again, the same goes on.
    expect((await post('/users/export', undefined, me)).body).toMatchObject({ state: 'running' });
    expect((await exportOf(me)).id).toBe(id);
  });

  it('needs somebody who is signed in, and shows nobody another’s', async () => {
    const [me, other] = (await people(2)) as [Person, Person];
    expectProblem(await post('/users/export'), 401, 'not_authenticated');
    expectProblem(await get('/users/export'), 401, 'not_authenticated');
    await export_(me);
    expect((await get('/users/export', other)).body).toMatchObject({ state: 'none' });
  });

  it('replaces the one before, whose file goes', async () => {
    const me = await newPerson();
    const first = await export_(me);
    const before = await exportOf(me);
    await export_(me);
    const current = await exportOf(me);
    expect(current.id).not.toBe(before.id);
    expect((await filesIn(folders.exports(me.id))).map(({ path }) => path)).toEqual([exportFile(current)]);
    expect((await fetch(first.url)).status).toBe(404);
  });

  it('is open to the suspended, and to nothing else of theirs', async () => {
    const me = await newPerson();
    await revoke(me.id, 'suspended');
    expectProblem(await get('/users/profile', me), 403, 'account_suspended');
    expect(await export_(me)).toMatchObject({ state: 'ready' });
  });

  it('goes on by the job where no task could be asked for', async () => {
    const me = await newPerson();
    onTestFinished(setQueue(() => Promise.reject(new Error('No queue'))));
    expect((await post('/users/export', undefined, me)).status).toBe(202);
    expect(await tendExports()).toMatchObject({ made: 0 });
    passes(0.5 * HOUR);
    expect(await tendExports()).toMatchObject({ failed: 0 });
    expect((await get('/users/export', me)).body).toMatchObject({ state: 'ready' });
  });
});

describe('the file', () => {
  it('can be fetched for 24 hours, by addresses that end, and then goes', async () => {
    const me = await newPerson();
    const { url, url_expires_at, ready_at, expires_at } = await export_(me);
    expect(Date.parse(expires_at) - Date.parse(ready_at)).toBe(24 * HOUR);
    expect(Date.parse(url_expires_at) - Date.now()).toBeLessThanOrEqual(0.25 * HOUR);
    const answer = await fetch(url);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    await answer.arrayBuffer();
    passes(23.95 * HOUR);
    expect((await get('/users/export', me)).body.url_expires_at <= expires_at).toBe(true);
    passes(24.1 * HOUR);
    expect((await get('/users/export', me)).body).toMatchObject({ state: 'none', url: null });
    expect(await tendExports()).toMatchObject({ removed: expect.any(Number) });
    expect(await filesIn(folders.exports(me.id))).toEqual([]);
    expect((await exportDocument(me.id).get()).exists).toBe(false);
  });
});

describe('a copy that is interrupted', () => {
  /** Lets the n-th change of a file or document from now on fail, as where the machine goes away. */
  function dieAt(n: number): { steps: () => number; restore: () => void } {
    let steps = 0;
    const die = () => {
      steps += 1;
      if (steps === n) throw Object.assign(new Error('The machine went away'), { code: 7 });
    };
    const transaction = db().runTransaction.bind(db());
    const spies = [
      vi.spyOn(db(), 'runTransaction').mockImplementation(async (...args) => {
        const result = await transaction(...(args as Parameters<typeof transaction>));
        die();
        return result as never;
      }),
    ];
    const prototype = Object.getPrototypeOf(bucket().file('x'));
    const open = prototype.createWriteStream;
    spies.push(
      vi.spyOn(prototype, 'createWriteStream').mockImplementation(function (this: unknown, ...args: unknown[]) {
        die();
        return open.apply(this, args);
      }) as never,
    );
    return { steps: () => steps, restore: () => spies.forEach((spy) => void spy.mockRestore()) };
  }

  it('goes on at any step, with what was written already', async () => {
    const { me } = await busy();
    const whole = async () => {
      const { url } = (await get('/users/export', me)).body;
      return [...(await unzipped(url)).keys()].sort();
    };
    await post('/users/export', undefined, me);
    const count = dieAt(0);
    await makeExport(me.id);
    count.restore();
    const names = await whole();
    const steps = count.steps();
    expect(steps).toBeGreaterThan(20);
    // Every step of the beginning and of the end, and some between.
    for (let at = 1; at <= steps; at += at > 6 && at < steps - 6 ? 5 : 1) {
      await post('/users/export', undefined, me);
      const death = dieAt(at);
      await makeExport(me.id).catch(() => {});
      death.restore();
      await makeExport(me.id);
      expect(await whole(), `step ${at}`).toEqual(names);
      const made = await exportOf(me);
      expect(made.staged.length).toBe(new Set(made.staged.map(({ part }) => part)).size);
    }
  });

  it('is given up after ten tries, and can be asked for anew', async () => {
    const me = await newPerson();
    await post('/users/export', undefined, me);
    await exportDocument(me.id).update({ attempts: 10 });
    await makeExport(me.id);
    expect((await get('/users/export', me)).body).toMatchObject({ state: 'failed', url: null });
    // Told once, however often the queue calls again.
    await makeExport(me.id);
    const failures = async () =>
      ((await get('/notifications', me)).body as { message: string }[]).filter(({ message }) =>
        message.startsWith('The copy of your data could not be made'),
      );
    expect(await failures()).toHaveLength(1);
    expect(await export_(me)).toMatchObject({ state: 'ready' });
  });

  it('leaves no file where its owner has asked anew, or has left', async () => {
    const me = await newPerson();
    await post('/users/export', undefined, me);
    const first = await exportOf(me);
    const update = vi.spyOn(db(), 'runTransaction');
    await exportDocument(me.id).delete();
    await saveFile(`${exportFolder(first)}/user.json`, Buffer.from('[]'), 'application/json', 'private');
    await makeExport(me.id);
    update.mockRestore();
    await export_(me);
    expect((await filesIn(folders.exports(me.id))).map(({ path }) => path)).toEqual([exportFile(await exportOf(me))]);
  });
});
