import { readFileSync } from 'node:fs';
import { initializeTestEnvironment, type RulesTestEnvironment } from '@firebase/rules-unit-testing';
import { Timestamp as ClientTimestamp, doc, setDoc } from 'firebase/firestore';
import { Timestamp } from 'firebase-admin/firestore';
import { pairId } from '../../functions/src/contract/pair.ts';
import { db } from '../../functions/src/firebase.ts';
import { newPerson } from '../support/api.ts';
import { SEEDS } from './slices.ts';
import { type Cast, REGISTERED, type Registered } from './table.ts';

export interface World {
  rules: RulesTestEnvironment;
  people: Cast;
  /** The pair of the owner and an actor. */
  pair(actor: Registered): string;
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
  const made = await Promise.all(
    REGISTERED.map(async (name) => [name, await newPerson({ username: `the_${name}` })] as const),
  );
  const people = Object.fromEntries(made) as Cast;
  for (const seed of SEEDS) await seed(people);
  return { rules: await underRules(), people, pair: (actor) => pairId(people.owner.id, people[actor].id) };
}

/** Copies all that the test has written into a project where the rules hold. */
export async function underRules(): Promise<RulesTestEnvironment> {
  const [host = '', port = ''] = (process.env.FIRESTORE_EMULATOR_HOST ?? '').split(':');
  const rules = await initializeTestEnvironment({
    projectId: `demo-rules-${process.env.FIRESTORE_DATABASE}`,
    firestore: { rules: readFileSync('firestore.rules', 'utf8'), host, port: Number(port) },
  });
  await copyAll(rules);
  return rules;
}
