import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, expect, inject, it } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { call, register } from '../support/live.ts';

// The real path of a large fan-out: Hosting, the built API, the trigger, Cloud Tasks as its emulator has it, and the task.
const app = initializeApp({ projectId: inject('suite').project }, 'live');
const database = getFirestore(app);
afterAll(() => deleteApp(app));

it('tells more than a thousand by a task', async () => {
  const host = await register('popular');
  const friends = Array.from({ length: 1_100 }, newUid);
  await database.doc(paths.edges(host.id, 0)).set({ ids: friends });
  const date = new Date(Date.now() + 86_400_000).toISOString();
  const { status, body } = await call('POST', '/events', { title: 'Everybody', date }, host);
  expect(status, JSON.stringify(body)).toBe(201);
  const told = database.collectionGroup('notifications').where('target.id', '==', body.id);
  // Listens, so that nothing is asked again and again.
  await new Promise<void>((resolve, reject) => {
    const detach = told.onSnapshot(({ size }) => {
      if (size < friends.length) return;
      detach();
      resolve();
    }, reject);
  });
  const left = database.collection('fan_outs').where('people', 'array-contains', host.id);
  await new Promise<void>((resolve, reject) => {
    const detach = left.onSnapshot(({ empty }) => {
      if (!empty) return;
      detach();
      resolve();
    }, reject);
  });
});
