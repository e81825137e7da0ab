import { randomUUID } from 'node:crypto';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { afterAll, expect, inject, it } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { paths } from '../../functions/src/contract/paths.ts';

// The real path of a large fan-out: Hosting, the built API, the trigger, Cloud Tasks as its emulator has it, and the task.
const { project, url } = inject('suite');
const app = initializeApp({ projectId: project }, 'live');
const database = getFirestore(app);
afterAll(() => deleteApp(app));

async function call(path: string, body: object, access = '') {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(access && { Authorization: `Bearer ${access}` }) },
    body: JSON.stringify(body),
  });
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return (await response.json()) as Record<string, string>;
}

it('tells more than a thousand by a task', { timeout: 90_000 }, async () => {
  const username = `popular_${randomUUID().slice(0, 8)}`;
  const credentials = { username, password: 'a long enough phrase' };
  const email = `${username}@live.example`;
  const { id: uid = '' } = await call('/users/auth/register', { ...credentials, email, role: 'influencer' });
  const { access } = await call('/users/auth/login', credentials);
  const friends = Array.from({ length: 1_100 }, newUid);
  await database.doc(paths.edges(uid, 0)).set({ ids: friends });
  const date = new Date(Date.now() + 86_400_000).toISOString();
  const { id } = await call('/events', { title: 'Everybody', date }, access);
  const told = database.collectionGroup('notifications').where('target.id', '==', id);
  // Listens, so that nothing is asked again and again.
  await new Promise<void>((resolve, reject) => {
    const detach = told.onSnapshot(({ size }) => {
      if (size < friends.length) return;
      detach();
      resolve();
    }, reject);
  });
  const left = database.collection('fan_outs').where('people', 'array-contains', uid);
  await new Promise<void>((resolve, reject) => {
    const detach = left.onSnapshot(({ empty }) => {
      if (!empty) return;
      detach();
      resolve();
    }, reject);
  });
});
