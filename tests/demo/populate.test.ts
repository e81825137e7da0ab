import { randomUUID } from 'node:crypto';
import { getApps } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { ConversationDocument } from '../../functions/src/chat/schema.ts';
import { newUid } from '../../functions/src/contract/ids.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import type { ReportDocument } from '../../functions/src/reports/schema.ts';
import { now } from '../../functions/src/runtime/clock.ts';
import { countDay, dayOf } from '../../functions/src/staff/analytics.ts';
import type { AnalyticsDay, StaffMember } from '../../functions/src/staff/schema.ts';
import { converter } from '../../functions/src/store/converter.ts';
import { withSearchFields } from '../../functions/src/users/document.ts';
import { Account, ProfileDocument } from '../../functions/src/users/schema.ts';
import { CAST, DEMO_PASSWORD, DEMO_STAFF } from '../../tools/demo/cast.ts';
import { makeWorld, populate } from '../../tools/demo/populate.ts';
import { profilesOf } from '../../tools/demo/users.ts';
import type { World } from '../../tools/demo/world.ts';
import { get, type Person, post, useApi } from '../support/api.ts';

useApi();

const NOW = Date.parse('2026-06-01T12:00:00.000Z');
let world: World;
let first: Person;

beforeAll(async () => {
  world = await makeWorld({ size: 20, seed: 7, now: NOW });
  // Closed, the door would keep all other tests waiting, for long where the machine is slow.
  await populate(world, null);
  const { body } = await post('/users/auth/login', { username: CAST[0]?.username, password: DEMO_PASSWORD });
  first = body;
});

/** What the world holds at paths of a kind. */
const made = <T>(kind: RegExp): T[] =>
  world.documents.filter(({ path }) => kind.test(path)).map(({ value }) => value() as T);

describe('the demo world', () => {
  it('follows from its seed', async () => {
    const made = async (seed: number) => {
      const { accounts, files, documents } = await makeWorld({ size: 30, seed, now: NOW });
      const values = documents.map(({ path, value }) => [path, value()]);
      return { accounts, files: files.map(({ path }) => path), values };
    };
    const first = await made(7);
    expect(await made(7)).toEqual(first);
    expect(await made(8)).not.toEqual(first);
  });

  it('is there as a whole', async () => {
    for (const { path } of world.documents) expect((await db().doc(path).get()).exists, path).toBe(true);
  });

  it('lets everybody of the cast in, with their picture where the API looks for it', async () => {
    for (const { username, display_name } of CAST) {
      const { status, body } = await post('/users/auth/login', { username, password: DEMO_PASSWORD });
      expect(status).toBe(200);
      const profile = await get('/users/profile', body);
      expect(profile.body).toMatchObject({ username, display_name });
      const picture = await fetch(profile.body.avatar_url);
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
    }
  });

  it('shows the first of them something on every screen', async () => {
    for (const path of ['/connections?status=accepted', '/connections?status=pending&direction=received']) {
      expect((await get(path, first)).body.length, path).toBeGreaterThan(1);
    }
    // Stories last a day, and this world is older.
    const { id } = (await get('/users/profile', first)).body;
    const audiences = (await db().collection('audiences').get()).docs.map((doc) => doc.data());
    expect(audiences.filter(({ members }) => members.includes(id)).length).toBeGreaterThan(1);
    expect(audiences.filter(({ author }) => author.id === id).length).toBeGreaterThan(1);
    const told = (await get('/notifications?limit=100', first)).body as { type: string }[];
    expect(told.map(({ type }) => type)).toEqual(expect.arrayContaining(['system', 'follow_request']));
    expect((await get('/users?limit=100', first)).body.length).toBeGreaterThan(10);
    const events = (await get('/events?limit=100', first)).body as { cover: { sizes: Record<string, string> } }[];
    expect(events.length).toBeGreaterThan(8);
    for (const { cover } of events) {
      const picture = await fetch(cover.sizes['640'] ?? '');
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
    }
  });

  it('gives staff something to decide, and the tick to those alone who have it approved', async () => {
    const { body: vera } = await post('/users/auth/login', { username: DEMO_STAFF, password: DEMO_PASSWORD });
    const waiting = (await get('/admin/verifications', vera)).body;
    expect(waiting.length).toBeGreaterThan(2);
    for (const { id } of waiting) {
      const file = await get(`/admin/verifications/${id}/file`, vera);
      expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    }
    for (const { id } of profilesOf(world)) {
      const { is_verified } = (await db().doc(paths.user(id)).get()).data() ?? {};
      const approved = (await db().doc(paths.verificationState(id)).get()).get('approved') ?? {};
      expect(Object.keys(approved).length > 0, id).toBe(is_verified);
    }
  });

  it('counts connections as edges do', async () => {
    for (const { uid } of world.accounts) {
      const profile = (await db().doc(paths.user(uid)).get()).get('connection_count');
      const edges = (await db().doc(paths.edges(uid, 0)).get()).get('ids') ?? [];
      expect(edges.length).toBe(profile);
    }
  });

  it('has nobody leave unread what they have answered', () => {
    const talks = made<ConversationDocument>(/^conversations\/[^/]+$/);
    expect(talks.some(({ unread }) => Object.values(unread).some((count) => count > 0))).toBe(true);
    for (const { id, unread, last_message } of talks) expect(unread[last_message.sender], id).toBe(0);
  });

  it('has its days add up to what the job counts', async () => {
    const days = made<AnalyticsDay>(/^analytics\//).sort((a, b) => (a.day < b.day ? -1 : 1));
    await countDay();
    const counted = (
      await db()
        .doc(paths.analytics(dayOf(now())))
        .get()
    ).get('totals');
    expect(days.at(-1)?.totals).toEqual(counted);
    for (const what of ['people', 'connections', 'events', 'messages', 'stories'] as const) {
      const added = days.map((day) => day.added?.[what] ?? -1);
      expect(Math.min(...added), what).toBeGreaterThanOrEqual(0);
      expect(added.filter((count) => count > 0).length, what).toBeGreaterThan(0);
      const before = (days[0]?.totals[what] ?? 0) - (added[0] ?? 0);
      expect(before, what).toBeGreaterThanOrEqual(0);
      expect(before + added.reduce((sum, count) => sum + count, 0), what).toBe(counted[what]);
    }
  });

  it('has reports that staff can decide: none is theirs, and nobody with the tick passes for somebody else', () => {
    const reports = made<ReportDocument>(/^reports\//);
    const staff = made<StaffMember>(/^staff\//).map(({ uid }) => uid);
    const verified = profilesOf(world).flatMap(({ id, is_verified }) => (is_verified ? [id] : []));
    expect(reports.length).toBeGreaterThan(4);
    for (const { category, reporter, subject, target } of reports) {
      expect(staff, subject.username).not.toContain(reporter?.id);
      expect(staff, subject.username).not.toContain(target.owner);
      expect(reporter?.id).not.toBe(target.owner);
      if (category === 'impersonation') expect(verified, subject.username).not.toContain(subject.id);
    }
  });

  it('is made in an empty database only', async () => {
    await expect(populate(world, null)).rejects.toThrow('There is data already.');
  });
});

// In this file alone: with two at the door, one would open it for the other.
describe('the door before the functions', () => {
  const { project, functions } = inject('suite');
  const run = randomUUID().slice(0, 6);

  /** The database that triggers listen to. */
  const listened = () => getFirestore(getApps()[0] as never);
  const isTold = (uid: string) =>
    expect
      .poll(async () => (await listened().doc(`users/${uid}/notifications/system_welcome_${uid}`).get()).exists)
      .toBe(true);
  const door = async (state: 'open' | 'closed') =>
    expect((await fetch(`${functions}/__door/${state}`, { method: 'PUT' })).status).toBe(204);

  /** @returns the uid that the running suite gives somebody */
  async function register(name: string): Promise<string> {
    const username = `${name}_${run}`;
    const body = { username, email: `${username}@door.example`, password: 'a long enough phrase', role: 'brand' };
    const answer = await fetch(`${functions}/${project}/us-central1/api/api/v1/users/auth/register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  }

  /** A profile as the demo world writes it, but where triggers listen. @returns its uid */
  async function writeProfile(): Promise<string> {
    const id = newUid();
    const [profile] = profilesOf(world);
    if (!profile) throw new Error('The world is empty.');
    const batch = listened().batch();
    // Whoever has no account is told nothing.
    const account = listened().doc(paths.account(id)).withConverter(converter(Account));
    batch.create(account, { email: `${id}@door.example`, phone: '' });
    const document = listened().doc(paths.user(id)).withConverter(converter(ProfileDocument));
    batch.create(document, withSearchFields({ ...profile, id, username: `w_${id.slice(0, 8)}` }));
    await batch.commit();
    return id;
  }

  it('loses nobody’s welcome, whether they come before, while or after the world is made', async () => {
    const before = await register('before');
    await door('closed');
    let answered = false;
    const meanwhile = register('meanwhile').finally(() => {
      answered = true;
    });
    let ofTheWorld = '';
    try {
      ofTheWorld = await writeProfile();
      expect(answered).toBe(false);
    } finally {
      await door('open');
    }
    for (const uid of [before, await meanwhile]) await isTold(uid);
    // What is written now is told again, so the event of what was written then has been dropped.
    await isTold(await writeProfile());
    expect((await listened().collection(`users/${ofTheWorld}/notifications`).get()).size).toBe(0);
  });
});
