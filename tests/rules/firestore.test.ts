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
import { get, useApi } from '../support/api.ts';
import { ACTORS, type Actor, makeWorld, type World } from './world.ts';

useApi();

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.rules.cleanup());

const OPERATIONS = ['get', 'list', 'create', 'update', 'delete'] as const;
type Operation = (typeof OPERATIONS)[number];

interface Row {
  /** The document that the operations are tried on; of the suspended one it is their own. */
  path: (world: World, actor: Actor) => string;
  /** Who may do what; whoever isn't named may not. */
  allow?: Partial<Record<Operation, readonly Actor[]>>;
  /** The fields of an update that is as harmless as can be. */
  update?: object;
  /** How the same is asked over REST; true where it was shown. */
  rest?: Partial<Record<Operation, (world: World, actor: Exclude<Actor, 'anonymous'>) => Promise<boolean>>>;
}

const SIGNED_IN = ACTORS.filter((actor) => actor !== 'anonymous');
const ownerOf = ({ people }: World, actor: Actor): string =>
  (actor === 'suspended' ? people.suspended : people.owner).id;
const asPerson = ({ people }: World, actor: Actor) => (actor === 'anonymous' ? undefined : people[actor]);
const shows = async (
  path: string,
  world: World,
  actor: Actor,
  found: (body: { id: string }[]) => boolean = () => true,
) => {
  const { status, body } = await get(path, asPerson(world, actor));
  return status === 200 && found(body);
};

/** A row for every path there is: the type refuses a collection that has none. */
const TABLE: Record<keyof typeof paths, Row> = {
  user: {
    path: ({ people }) => paths.user(people.owner.id),
    // The blocked one sees nobody there; the one who blocks must be able to take it back.
    allow: { get: SIGNED_IN.filter((actor) => actor !== 'blocked') },
    rest: { get: (w, actor) => shows(`/users/${w.people.owner.username}`, w, actor) },
  },
  account: { path: (w, actor) => paths.account(ownerOf(w, actor)), allow: { get: ['owner', 'suspended'] } },
  notification: {
    path: (w, actor) => paths.notification(ownerOf(w, actor), 'welcome'),
    allow: { get: ['owner', 'suspended'], list: ['owner', 'suspended'], update: ['owner'] },
    update: { is_read: true },
    rest: {
      list: (w, actor) => shows('/notifications', w, actor, (all) => all.some(({ id }) => id === 'welcome')),
    },
  },
  edges: { path: ({ people }) => paths.edges(people.owner.id, 0) },
  username: { path: ({ people }) => paths.username(people.owner.username) },
  connection: {
    // Each actor tries the document between the owner and them; who has none tries the connected one's.
    path: ({ pair }, actor) =>
      paths.connection(pair(['asked', 'blocked', 'blocker'].includes(actor) ? (actor as 'asked') : 'connected')),
    allow: { get: ['owner', 'connected', 'asked'] },
    rest: {
      get: (w, actor) => {
        const pair = w.pair(actor === 'owner' || actor === 'stranger' ? 'connected' : actor);
        return shows('/connections', w, actor, (all) => all.some(({ id }) => id === pair));
      },
    },
  },
  revocation: { path: ({ people }) => paths.revocation(people.suspended.id) },
  audit: { path: () => paths.audit('x') },
  deadLetter: { path: () => paths.deadLetter('x') },
  rateLimit: { path: () => paths.rateLimit('x') },
  idempotency: { path: () => paths.idempotency('x') },
};

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

const sdk = (actor: Actor): Firestore => {
  const person = asPerson(world, actor);
  const context = person
    ? world.rules.authenticatedContext(person.id, { username: person.username })
    : world.rules.unauthenticatedContext();
  return context.firestore() as unknown as Firestore;
};

describe.each(Object.entries(TABLE))('%s', (_, { path, allow = {}, update = { is_verified: true }, rest = {} }) => {
  // Deleting comes last, should it ever be allowed.
  describe.each(OPERATIONS)('%s', (operation) => {
    it.each(ACTORS)('by the %s one', async (actor) => {
      const allowed = allow[operation]?.includes(actor) ?? false;
      const done = attempt(sdk(actor), operation, path(world, actor), update);
      await (allowed ? assertSucceeds(done) : assertFails(done));
      const twin = rest[operation];
      // Over REST a suspension ends reads at once; a listener's end with its token.
      if (twin && actor !== 'anonymous' && actor !== 'suspended')
        expect(await twin(world, actor), 'over REST').toBe(allowed);
    });
  });
});

it('is tried on documents that are there', async () => {
  const missing: string[] = [];
  await world.rules.withSecurityRulesDisabled(async (context) => {
    for (const { path } of Object.values(TABLE)) {
      const at = path(world, 'owner');
      if (!(await getDoc(doc(context.firestore() as never, at))).exists()) missing.push(at);
    }
  });
  expect(missing, 'seed them in tests/rules/world.ts').toEqual([]);
});

describe('what the table can’t say', () => {
  const mine = (actor: Exclude<Actor, 'anonymous'>, ...filters: ReturnType<typeof where>[]) =>
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

  it('shows a profile to whoever comes with a valid token only', async () => {
    await assertFails(getDoc(doc(sdk('anonymous'), paths.user(world.people.owner.id))));
  });
});
