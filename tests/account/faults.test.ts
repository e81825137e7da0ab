import firestore from '@google-cloud/firestore';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { folders } from '../../functions/src/contract/folders.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { auth, bucket, db } from '../../functions/src/firebase.ts';
import { tell } from '../notifications/tell.ts';
import { connect, get, type Person, people, type Reply, send, useApi } from '../support/api.ts';
import { failWhere, type Place } from '../support/faults.ts';
import { deliver } from '../support/triggers.ts';
import { tracesOf } from './scan.ts';

useApi();

/** What changes something, where it leaves the process: on these objects every deletion calls each step. */
const STEPS = () =>
  [
    [firestore.v1.FirestoreClient.prototype, 'commit'],
    [firestore.v1.FirestoreClient.prototype, 'batchWrite'],
    [Object.getPrototypeOf(auth()), 'deleteUser'],
    [Object.getPrototypeOf(bucket().file('x')), 'delete'],
  ] as unknown as Place[];

let undo: (() => void)[] = [];
afterEach(() => {
  for (const mend of undo) mend();
  undo = [];
});

/**
 * Lets the `at`th step from now on fail, `before` it does anything or `after` it has.
 * @returns how many steps there were so far
 */
function failAt(at: number, when: 'before' | 'after'): () => number {
  let steps = 0;
  undo.push(failWhere(STEPS(), () => ++steps === at, when));
  return () => steps;
}

/** Somebody with something everywhere. */
async function leaver(): Promise<{ person: Person; friend: Person }> {
  const [person, friend] = (await people(2)) as [Person, Person];
  await connect(person, friend);
  await tell(person, 0);
  await tell(friend, 0, person);
  await bucket()
    .file(`${folders.avatars(person.id)}/v/320.webp`)
    .save(Buffer.from('x'), { resumable: false });
  return { person, friend };
}

const erase = ({ password, ...person }: Person): Promise<Reply> =>
  send('delete', '/users/profile', { as: { ...person, password }, body: { password, at_once: true }, contended: true });

describe('a fault at any step of a deletion', () => {
  let steps: number;

  beforeAll(async () => {
    const { person } = await leaver();
    const count = failAt(0, 'before');
    expect((await erase(person)).status).toBe(200);
    steps = count();
    for (const mend of undo) mend();
    undo = [];
  });

  it.each(['before', 'after'] as const)('%s it is done keeps nobody from leaving', async (when) => {
    expect(steps).toBeGreaterThan(6);
    for (let at = 1; at <= steps; at++) {
      const { person, friend } = await leaver();
      failAt(at, when);
      const first = await erase(person);
      for (const mend of undo) mend();
      undo = [];
      expect([200, 202, 500, 503], `step ${at}: ${JSON.stringify(first.body)}`).toContain(first.status);
      if (first.status === 202) expect((await get('/users/profile', person)).status).toBeGreaterThanOrEqual(401);
      const again = await erase(person);
      if (again.status === 401) {
        // In the cloud their token is still good for asking; Auth's emulator asks itself whether there is an account.
        await db()
          .doc(paths.erasure(person.id))
          .update({ busy_until: new Date(0) });
        await deliver('onErasureAsked', { params: { uid: person.id } }, { contended: true });
      } else expect(again.status, `step ${at}: ${JSON.stringify(again.body)}`).toBe(200);
      expect(await tracesOf(person), `step ${at}`).toEqual([]);
      expect((await db().doc(paths.erasure(person.id)).get()).get('state'), `step ${at}`).toBe('erased');
      expect((await get('/users/profile', friend)).body.connection_count, `step ${at}`).toBe(0);
    }
  });
});
