import { FieldValue } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { foundUnder } from '../../functions/src/http/audit.ts';
import { toCsv } from '../../functions/src/http/csv.ts';
import { reindexLog } from '../../functions/src/staff/jobs.ts';
import { host } from '../events/make.ts';
import { decide, reported } from '../reports/make.ts';
import { expectProblem, get, nextOf, type Person, patch, people, post, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';

useApi();

const suspend = (who: Person, staff: Person) =>
  patch(`/admin/users/${who.id}`, { suspension: { reason: 'Spam' } }, staff);

describe('the audit log', () => {
  it('is searched by who, what and when, and saved for spreadsheets', async () => {
    const [staff, auditor] = [await newStaff('users'), await newStaff('audit')];
    const [bob, erin] = (await people(2)) as [Person, Person];
    for (const who of [bob, erin]) {
      const reason = '=HYPERLINK("https://evil.example")\nand "more"';
      await patch(`/admin/users/${who.id}`, { suspension: { reason } }, staff);
    }
    const read = async (query: string) =>
      (await get(`/admin/audit?${query}`, auditor)).body.map(({ target }: { target: { id?: string } }) => target.id);
    expect(await read(`actor=${staff.username}`)).toEqual([erin.id, bob.id]);
    expect(await read(`actor=${staff.username}&target=${bob.id}`)).toEqual([bob.id]);
    expect(await read(`target=${bob.id}&to=2026-01-01T00:00:00.000Z`)).toEqual([]);
    expect(await read(`target=${bob.id}&from=2026-01-01T00:00:00.000Z`)).toEqual([bob.id]);
    for (const path of ['/admin/audit?from', '/admin/audit?to', '/admin/audit.csv?from']) {
      expectProblem(await get(`${path}=0000-01-01T00:00:00Z`, auditor), 400, 'invalid_request');
    }
    const first = await get(`/admin/audit?actor=${staff.username}&limit=1`, auditor);
    expect((await get(nextOf(first) ?? '', auditor)).body).toHaveLength(1);
    const file = await get(`/admin/audit.csv?target=${bob.id}`, auditor);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="?infloo-audit\.csv/);
    const lines = String(file.body).split('\r\n');
    expect(lines[1]).toContain(`,${staff.username},${staff.id},Changed what somebody may do,`);
    expect(lines[1]).toContain('without end: =HYPERLINK(""https');
  });

  it('is searched by words: of who did it, what was done, and to whom', async () => {
    const [staff, auditor] = [await newStaff('users', 'reports'), await newStaff('audit')];
    const [bob, erin] = (await people(2)) as [Person, Person];
    await decide(await reported(bob, { kind: 'user', id: erin.id }), { action: 'warn', reason: 'Spam' }, staff);
    await suspend(bob, staff);
    const read = async (search: string) =>
      (await get(`/admin/audit?search=${encodeURIComponent(search)}&limit=100`, auditor)).body.map(
        ({ actor, action }: { actor: { username: string }; action: string }) => [actor.username, action],
      );
    const decision = [staff.username, 'Decided about a report'];
    expect(await read(erin.username)).toEqual([decision]);
    expect(await read(erin.username.toUpperCase())).toEqual([decision]);
    expect(await read(erin.id)).toEqual([decision]);
    expect(await read('deci')).toContainEqual(decision);
    expect(await read('reinstated')).toEqual([]);
    expect(await read(bob.id)).toEqual([[staff.username, 'Changed what somebody may do']]);
    const both = await get(`/admin/audit?search=decided&actor=${staff.username}&from=2026-01-01T00:00:00Z`, auditor);
    expect(both.body).toHaveLength(1);
    // What is answered has no word of how it is found.
    expect(Object.keys(both.body[0])).not.toContain('search_tokens');
    for (const search of ['%20', '%E2%80%A6', 'x'.repeat(51)]) {
      expectProblem(await get(`/admin/audit?search=${search}`, auditor), 400, 'invalid_request');
    }
    const file = String((await get(`/admin/audit.csv?search=${erin.username}`, auditor)).body);
    expect(file.trim().split('\r\n')).toHaveLength(2);
  });

  it('is searched by several words in any order, which are all in the entry, whatever else one of them finds', async () => {
    const [staff, auditor] = [await newStaff('users', 'reports'), await newStaff('audit')];
    const [bob, erin] = (await people(2)) as [Person, Person];
    const title =
      'Müller’s long night of the very finest electronic music and of everything that goes with it, once more';
    const { id } = await host(bob, { title: title.slice(0, 100) });
    await post(`/admin/events/${id}/cancel`, { reason: 'Spam' }, staff);
    await suspend(erin, staff);
    const entries = await get(`/admin/audit?actor=${staff.username}`, auditor);
    expect(entries.body).toHaveLength(2);
    // Many others have the word that is looked up, and not the other one: they are looked through, a hundred at a time.
    const log = db().collection(collectionOf(paths.audit('_')));
    const batch = db().batch();
    for (let i = 0; i < 250; i++) {
      const entry = {
        actor: { id: null, username: 'other_one' },
        action: 'Took an electronicmusic event down',
        target: {},
      };
      const at = new Date(Date.now() + i);
      batch.set(log.doc(`many-${i}`), {
        ...entry,
        id: `many-${i}`,
        route: 'tests',
        request_id: null,
        at,
        search_tokens: foundUnder(entry),
      });
    }
    await batch.commit();
    const read = async (search: string) =>
      (await get(`/admin/audit?search=${encodeURIComponent(search)}`, auditor)).body.map(
        ({ target }: { target: { id?: string } }) => target.id,
      );
    const found = [
      `electronic ${staff.username}`,
      `${staff.username} down mueller`,
      `took finest ${id}`,
      `${id} ${bob.id}`,
    ];
    for (const search of found) expect(await read(search), search).toEqual([id]);
    for (const search of [`electronic ${erin.username}`, `${staff.username} nothing`, 'electronic spam']) {
      expect(await read(search), search).toEqual([]);
    }
    const { cost } = await get('/admin/audit?search=electronic%20finest', auditor);
    expect(cost).toMatchObject({ reads: 251, trips: expect.toSatisfy((trips) => trips <= 4) });
    const file = String((await get(`/admin/audit.csv?search=electronic%20finest`, auditor)).body);
    expect(file.trim().split('\r\n')).toHaveLength(2);
    // One from before the rules of search is found once the job has gone over it.
    await log.doc('many-0').update({ search_tokens: FieldValue.delete(), 'actor.username': 'from_before' });
    expect(await read('from_before')).toEqual([]);
    expect(await reindexLog()).toMatchObject({ changed: 1 });
    expect(await read('from_before electronicm')).toHaveLength(1);
  });

  it('that has more than a file holds says in the file where it ends', async () => {
    const auditor = await newStaff('audit');
    const log = db().collection(collectionOf(paths.audit('_')));
    const entry = {
      ...{ actor: { id: null, username: 'very_busy' }, action: 'Looked at somebody', route: 'tests' },
      ...{ target: {}, request_id: null },
    };
    for (let page = 0; page < 5; page++) {
      const batch = db().batch();
      for (let i = 0; i < 401; i++) {
        const id = `busy-${page}-${i}`;
        batch.set(log.doc(id), { ...entry, id, at: new Date(1_790_000_000_000 + page * 1000 + i) });
      }
      await batch.commit();
    }
    const lines = String((await get('/admin/audit.csv?actor=very_busy', auditor)).body)
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(2002);
    const [end] = /with the end (\S+)\./.exec(lines.at(-1) ?? '')?.slice(1) ?? [];
    const rest = String((await get(`/admin/audit.csv?actor=very_busy&to=${end}`, auditor)).body).trim();
    expect(rest.split('\r\n')).toHaveLength(6);
    expect(rest).not.toContain('The file ends here');
  });

  it('as a file has nothing that a spreadsheet would run', () => {
    const file = toCsv(
      ['a', 'b'],
      [
        ['=1+1', '+1'],
        ['-1', '@x'],
        ['\tx', 'a,b'],
        ['say "hi"', 'two\nlines'],
        ['\n=1+1', '＝1+1'],
        [-1, 2],
      ],
    );
    expect(file).toBe(
      `\uFEFFa,b\r\n'=1+1,'+1\r\n'-1,'@x\r\n'\tx,"a,b"\r\n"say ""hi""","two\nlines"\r\n"'\n=1+1",'＝1+1\r\n-1,2\r\n`,
    );
  });
});
