import { readFileSync } from 'node:fs';
import { initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { Timestamp as ClientTimestamp, doc, setDoc } from 'firebase/firestore';
import { Timestamp } from 'firebase-admin/firestore';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { connect, newPerson, type Person, post } from '../support/api.ts';

/** Everybody who may stand before the owner's data. */
export const ACTORS = [
  'anonymous',
  'owner',
  'stranger',
  'connected',
  'asked',
  'blocked',
  'blocker',
  'suspended',
] as const;
export type Actor = (typeof ACTORS)[number];

export interface World {
  rules: RulesTestEnvironment;
  people: Record<Exclude<Actor, 'anonymous'>, Person>;
  /** The pair of the owner and an actor. */
  pair(actor: Exclude<Actor, 'anonymous'>): string;
}

/** A client's Timestamp for each of the Admin SDK's: the two SDKs don't know each other's. */
function forClient(value: unknown): unknown {
  if (value instanceof Timestamp) return new ClientTimestamp(value.seconds, value.nanoseconds);
  if (Array.isArray(value)) return value.map(forClient);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, forClient(inner)]));
  }
  return value;
}

async function copyAll(rules: RulesTestEnvironment): Promise<void> {
  await rules.withSecurityRulesDisabled(async (context) => {
    const copyFrom = async (collections: FirebaseFirestore.CollectionReference[]): Promise<void> => {
      for (const collection of collections) {
        for (const reference of await collection.listDocuments()) {
          const data = (await reference.get()).data();
          if (data) await setDoc(doc(context.firestore() as never, reference.path), forClient(data) as object);
          await copyFrom(await reference.listCollections());
        }
      }
    };
    await copyFrom(await db().listCollections());
  });
}

/**
 * Makes a world through the API, and copies it into a project where the rules hold: so the two doors open on the same
 * data.
 */
export async function makeWorld(): Promise<World> {
  const names = ACTORS.filter((actor) => actor !== 'anonymous');
  const made = await Promise.all(
    names.map(async (name) => [name, await newPerson({ username: `the_${name}` })] as const),
  );
  const people = Object.fromEntries(made) as World['people'];
  const { owner, connected, asked, blocked, blocker, suspended } = people;
  const pair = (actor: Exclude<Actor, 'anonymous'>) => pairId(owner.id, people[actor].id);
  await connect(owner, connected);
  await post('/connections/request', { receiver: asked.id }, owner);
  for (const [by, other] of [
    [owner, blocked],
    [blocker, owner],
  ] as const) {
    await post('/connections/request', { receiver: other.id }, by);
    await db()
      .doc(paths.connection(pairId(by.id, other.id)))
      .update({ status: 'blocked', blocked_by: by.id });
  }
  const notification = {
    type: 'system',
    message: 'Welcome to Infloo!',
    actor: null,
    target: { kind: 'user', id: owner.id },
    is_read: false,
    created_at: Timestamp.now(),
    count: 1,
  };
  for (const { id } of [owner, suspended])
    await db()
      .doc(paths.notification(id, 'welcome'))
      .set({ ...notification, id: 'welcome' });
  await db().doc(paths.rateLimit('x')).set({ count: 1 });
  await db().doc(paths.idempotency('x')).set({ proof: 'x' });
  await db().doc(paths.revocation(suspended.id)).set({ not_before: Timestamp.now(), reason: 'suspended' });
  await db().doc(paths.audit('x')).set({ action: 'x' });
  await db().doc(paths.deadLetter('x')).set({ trigger: 'x' });

  const [host = '', port = ''] = (process.env.FIRESTORE_EMULATOR_HOST ?? '').split(':');
  const rules = await initializeTestEnvironment({
    projectId: `demo-rules-${process.env.FIRESTORE_DATABASE}`,
    firestore: { rules: readFileSync('firestore.rules', 'utf8'), host, port: Number(port) },
  });
  await copyAll(rules);
  return { rules, people, pair };
}
