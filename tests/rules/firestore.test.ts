import { assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import {
  collection,
  deleteDoc,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  limit,
  query,
  setDoc,
  updateDoc,
  where,
} from 'firebase/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { useApi } from '../support/api.ts';
import { TABLE } from './slices.ts';
import { ACTORS, type Actor, OPERATIONS, type Operation, type Registered } from './table.ts';
import { makeWorld, type World } from './world.ts';

useApi();

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.rules.cleanup());

/** A document beside the one that is there, so that creating isn't updating. */
const fresh = (path: string): string => `${collectionOf(path)}/fresh-${Math.random().toString(36).slice(2)}`;

function attempt(db: Firestore, operation: Operation, path: string, update: object): Promise<unknown> {
  switch (operation) {
    case 'get':
      return getDoc(doc(db, path));
    case 'list':
      return getDocs(query(collection(db, collectionOf(path)), limit(5)));
    case 'create':
      return setDoc(doc(db, fresh(path)), { anything: true });
    case 'update':
      return updateDoc(doc(db, path), update);
    case 'delete':
      return deleteDoc(doc(db, path));
  }
}

const clients = new Map<Actor, Firestore>();

/** One client an actor: hundreds, each with streams of its own, bring the process to a halt. */
function sdk(actor: Actor): Firestore {
  const known = clients.get(actor);
  if (known) return known;
  const person = actor === 'anonymous' ? undefined : world.people[actor];
  const context = person
    ? world.rules.authenticatedContext(person.id, { username: person.username })
    : world.rules.unauthenticatedContext();
  const client = context.firestore() as unknown as Firestore;
  clients.set(actor, client);
  return client;
}

describe.each(Object.entries(TABLE))('%s', (_, { path, allow = {}, update = { is_verified: true }, rest = {} }) => {
  // Deleting comes last, should it ever be allowed.
  describe.each(OPERATIONS)('%s', (operation) => {
    it.each(ACTORS)('by the %s one', async (actor) => {
      const allowed = allow[operation]?.includes(actor) ?? false;
      const done = attempt(sdk(actor), operation, path(world.people, actor), update);
      await (allowed ? assertSucceeds(done) : assertFails(done));
      const twin = rest[operation];
      // Over REST a suspension ends reads at once; a listener's end with its token.
      if (twin && actor !== 'anonymous' && actor !== 'suspended')
        expect(await twin(world.people, actor), 'over REST').toBe(allowed);
    });
  });
});

it('is tried on documents that are there', async () => {
  const missing: string[] = [];
  await world.rules.withSecurityRulesDisabled(async (context) => {
    for (const { path } of Object.values(TABLE)) {
      const at = path(world.people, 'owner');
      if (!(await getDoc(doc(context.firestore() as never, at))).exists()) missing.push(at);
    }
  });
  expect(missing, 'seed them in the rules.ts of their slice').toEqual([]);
});

describe('what the table can’t say', () => {
  const mine = (actor: Registered, ...filters: ReturnType<typeof where>[]) =>
    getDocs(
      query(
        collection(sdk(actor), 'connections'),
        where('members', 'array-contains', world.people[actor].id),
        ...filters,
      ),
    );

  it('lists one’s own connections, never with the blocked ones', async () => {
    const { docs } = await assertSucceeds(mine('owner', where('status', 'in', ['pending', 'accepted'])));
    expect(docs.map((entry: { id: string }) => entry.id).sort()).toEqual(
      [world.pair('connected'), world.pair('asked')].sort(),
    );
    await assertSucceeds(mine('owner', where('status', '==', 'accepted')));
    await assertFails(mine('owner'));
    await assertFails(mine('owner', where('status', '==', 'blocked')));
  });

  it('doesn’t list somebody else’s connections', async () => {
    const theirs = where('members', 'array-contains', world.people.owner.id);
    await assertFails(
      getDocs(query(collection(sdk('stranger'), 'connections'), theirs, where('status', '==', 'accepted'))),
    );
  });

  it('lists one’s own requests to be verified, and nobody else’s', async () => {
    const requests = (actor: 'owner' | 'stranger' | 'anonymous', of: string) =>
      getDocs(query(collection(sdk(actor), 'verifications'), where('user', '==', of)));
    const { id } = world.people.owner;
    const { docs } = await assertSucceeds(requests('owner', id));
    expect(docs.map((entry: { get(field: string): unknown }) => entry.get('user'))).toEqual([id]);
    await assertFails(requests('stranger', id));
    await assertFails(requests('anonymous', id));
    await assertFails(getDocs(collection(sdk('owner'), 'verifications')));
  });

  it.each([
    ['another field', { message: 'I never said that' }],
    ['another field beside it', { is_read: true, count: 99 }],
    ['something that is no truth value', { is_read: 'yes' }],
    ['a new field', { is_read: true, note: 'x' }],
  ])('refuses an update of %s in one’s notification', async (_, update) => {
    const path = paths.notification(world.people.owner.id, 'welcome');
    await assertFails(updateDoc(doc(sdk('owner'), path), update));
  });

  it('refuses every unknown collection, at any depth', async () => {
    for (const path of ['anything/x', 'users/x/anything/y', `users/${world.people.owner.id}/private/other`]) {
      await assertFails(getDoc(doc(sdk('owner'), path)));
      await assertFails(setDoc(doc(sdk('owner'), path), { x: 1 }));
    }
  });

  it('knows nobody who has an account at Auth but never registered', async () => {
    const unregistered = world.rules.authenticatedContext(world.people.owner.id).firestore() as unknown as Firestore;
    await assertFails(getDoc(doc(unregistered, paths.user(world.people.stranger.id))));
    await assertFails(getDoc(doc(unregistered, paths.account(world.people.owner.id))));
  });

  it.each([
    ['a token from before', { iat: 100 }, false],
    ['a new token of a session from before', { iat: 300, login_at: 100 }, false],
    ['a new token of a sign-in from before', { iat: 300, auth_time: 100 }, false],
    ['a new sign-in', { iat: 300, auth_time: 300 }, true],
    ['a new session', { iat: 300, auth_time: 300, login_at: 300 }, true],
  ])('after the end of all sessions lets %s write: %o', async (_, token, allowed) => {
    const { id, username } = world.people.stranger;
    await world.rules.withSecurityRulesDisabled(async (context) => {
      const store = context.firestore() as unknown as Firestore;
      const end = { not_before: new Date(200_000), of: new Date(200_000) };
      const revocation = { uid: id, not_before: end.not_before, ends: { signed_out: end } };
      await setDoc(doc(store, paths.revocation(id)), revocation);
      await setDoc(doc(store, paths.notification(id, 'mine')), { is_read: false });
    });
    const store = world.rules.authenticatedContext(id, { username, ...token }).firestore() as unknown as Firestore;
    const done = updateDoc(doc(store, paths.notification(id, 'mine')), { is_read: true });
    await (allowed ? assertSucceeds(done) : assertFails(done));
  });

  it.each([
    ['of a sign-in from before the end of all sessions', { iat: 500, auth_time: 100 }, false],
    ['from before the suspension', { iat: 300, auth_time: 300 }, false],
    ['of a sign-in between the two, made anew after both', { iat: 500, auth_time: 300 }, true],
  ])('after both, the end of all sessions and a suspension, a token %s writes: %o', async (_, token, allowed) => {
    const { id, username } = world.people.stranger;
    const [signed_out, suspended] = [200_000, 400_000].map((at) => ({ not_before: new Date(at), of: new Date(at) }));
    await world.rules.withSecurityRulesDisabled(async (context) => {
      const store = context.firestore() as unknown as Firestore;
      const revocation = { uid: id, not_before: suspended?.not_before, ends: { signed_out, suspended } };
      await setDoc(doc(store, paths.revocation(id)), revocation);
      await setDoc(doc(store, paths.notification(id, 'mine')), { is_read: false });
    });
    const store = world.rules.authenticatedContext(id, { username, ...token }).firestore() as unknown as Firestore;
    const done = updateDoc(doc(store, paths.notification(id, 'mine')), { is_read: true });
    await (allowed ? assertSucceeds(done) : assertFails(done));
  });

  it('shows a profile to whoever comes with a valid token only', async () => {
    await assertFails(getDoc(doc(sdk('anonymous'), paths.user(world.people.owner.id))));
  });
});
