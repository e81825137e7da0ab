import { deleteApp } from 'firebase/app';
import { collection, doc, getFirestore, onSnapshot, orderBy, query, updateDoc } from 'firebase/firestore';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, type Joined, join } from '../support/live.ts';

// The real path, from the first byte to the last: Hosting, the built function, Firestore, its trigger, the rules and a
// client's listener. Everything else about notifications is tested in process, where the order is the test's to choose.

interface Told {
  id: string;
  type: string;
  message: string;
  is_read: boolean;
}

/** Listens until the notifications are as wanted. */
function until(person: Joined, wanted: (told: Told[]) => boolean): Promise<Told[]> {
  const inbox = query(
    collection(getFirestore(person.app), `users/${person.id}/notifications`),
    orderBy('created_at', 'desc'),
  );
  return new Promise((resolve, reject) => {
    const detach = onSnapshot(
      inbox,
      (snapshot) => {
        const told = snapshot.docs.map((document) => document.data() as Told);
        if (!wanted(told)) return;
        detach();
        resolve(told);
      },
      reject,
    );
  });
}

let alice: Joined;
let bob: Joined;

beforeAll(async () => {
  alice = await join('Alice');
  bob = await join('Bob');
});
afterAll(() => Promise.all([alice, bob].map(({ app }) => deleteApp(app))));

const has = (message: string) => (told: Told[]) => told.some((one) => one.message === message);

it('welcomes whoever registers', async () => {
  const told = await until(alice, has('Welcome to Infloo!'));
  expect(told).toHaveLength(1);
});

it('tells of a request while the other one listens, and of its acceptance', async () => {
  const request = until(alice, has(`${bob.username} wants to follow you`));
  const asked = await call('POST', '/connections/request', { receiver: alice.id }, bob);
  expect(asked.status).toBe(201);
  const [told] = await request;
  expect(told).toMatchObject({ type: 'follow_request', is_read: false, actor: { id: bob.id } });

  // The one field that a client may write.
  await updateDoc(doc(getFirestore(alice.app), `users/${alice.id}/notifications/${told?.id}`), { is_read: true });
  const listed = await call('GET', '/notifications', undefined, alice);
  expect(listed.body.find(({ id }: Told) => id === told?.id)).toMatchObject({ is_read: true });

  const acceptance = until(bob, has(`${alice.username} accepted your follow request`));
  const answered = await call('PATCH', `/connections/${asked.body.id}/action`, { status: 'accepted' }, alice);
  expect(answered.body).toMatchObject({ status: 'accepted' });
  // Bob's welcome may come after it.
  const accepted = (await acceptance).find(({ message }) => message.includes('accepted'));
  expect(accepted).toMatchObject({ type: 'system', actor: { id: alice.id } });
});

it('takes a withdrawn request’s notification away', async () => {
  const carol = await join('Carol');
  const { body } = await call('POST', '/connections/request', { receiver: alice.id }, carol);
  const message = `${carol.username} wants to follow you`;
  await until(alice, has(message));
  const gone = until(alice, (told) => !has(message)(told));
  expect((await call('DELETE', `/connections/${body.id}`, undefined, carol)).status).toBe(204);
  await gone;
  await deleteApp(carol.app);
});

it('keeps others out', async () => {
  await expect(
    new Promise((resolve, reject) => {
      onSnapshot(collection(getFirestore(bob.app), `users/${alice.id}/notifications`), resolve, reject);
    }),
  ).rejects.toMatchObject({ code: 'permission-denied' });
});
