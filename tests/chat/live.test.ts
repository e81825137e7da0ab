import { deleteApp } from 'firebase/app';
import {
  collection,
  collectionGroup,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  getFirestore,
  limit,
  onSnapshot,
  orderBy,
  type Query,
  query,
  serverTimestamp,
  setDoc,
  Timestamp,
  where,
} from 'firebase/firestore';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { call, type Joined, join } from '../support/live.ts';

// The real path: Hosting, the built function, Firestore, its triggers, the rules, and two clients' listeners.

const store = ({ app }: Joined): Firestore => getFirestore(app);

/** Listens until what is there is as wanted. */
const until = <T>(wanted: Query, fits: (documents: T[]) => boolean): Promise<T[]> =>
  new Promise((resolve, reject) => {
    const detach = onSnapshot(
      wanted,
      ({ docs }) => {
        const found = docs.map((entry) => entry.data() as T);
        if (!fits(found)) return;
        detach();
        resolve(found);
      },
      reject,
    );
  });

interface Message {
  id: string;
  content: string;
  timestamp: Timestamp;
}
const messagesOf = (me: Joined, pair: string) =>
  query(collection(store(me), collectionOf(paths.message(pair, '_'))), orderBy('timestamp', 'desc'), limit(20));
const listed = (me: Joined, state: string) =>
  query(
    collection(store(me), collectionOf(paths.conversation('_'))),
    where('open_to', 'array-contains', me.id),
    where('state', '==', state),
    orderBy('updated_at', 'desc'),
  );
const write = (from: Joined, to: { id: string }, content: string) =>
  call('POST', '/chat', { receiver: to.id, content }, from);

const DENIED = { code: 'permission-denied' };

let alice: Joined;
let bob: Joined;
let mallory: Joined;
let pair: string;
beforeAll(async () => {
  [alice, bob, mallory] = [await join('talker'), await join('listener'), await join('eavesdropper')];
  pair = pairId(alice.id, bob.id);
});
afterAll(() => Promise.all([alice, bob, mallory].map((someone) => deleteApp(someone.app))));

it('a message is heard by both, a request by its receiver alone', async () => {
  const heard = [alice, bob].map((me) => until<Message>(messagesOf(me, pair), (all) => all.length === 1));
  const asked = until<{ id: string }>(listed(bob, 'request'), (all) => all.length === 1);
  expect((await write(alice, bob, 'Hi Bob')).status).toBe(201);
  for (const documents of await Promise.all(heard)) expect(documents).toMatchObject([{ content: 'Hi Bob' }]);
  expect(await asked).toMatchObject([{ id: pair, requested_by: alice.id, unread: { [bob.id]: 1 } }]);
  for (const state of ['request', 'open']) expect((await getDocs(listed(alice, state))).docs).toEqual([]);
  await expect(getDoc(doc(store(alice), paths.conversation(pair)))).rejects.toMatchObject(DENIED);
});

it('an answer opens it for both, and read marks come at once', async () => {
  const opened = [alice, bob].map((me) => until<{ id: string }>(listed(me, 'open'), (all) => all.length === 1));
  expect((await write(bob, alice, 'Hi Alice')).status).toBe(201);
  for (const documents of await Promise.all(opened)) expect(documents).toMatchObject([{ id: pair, state: 'open' }]);
  const read = until<{ read_at: Record<string, unknown> }>(
    listed(alice, 'open'),
    ([one]) => bob.id in (one?.read_at ?? {}),
  );
  expect((await call('POST', `/chat/${alice.id}/read`, {}, bob)).status).toBe(200);
  expect(await read).toMatchObject([{ unread: { [bob.id]: 0 } }]);
});

it('nobody listens in', async () => {
  const theirs = store(mallory);
  const refused = [
    () => getDocs(messagesOf(mallory, pair)),
    () => getDoc(doc(theirs, paths.conversation(pair))),
    () => getDoc(doc(theirs, paths.typing(pair, bob.id))),
    () => getDocs(collection(theirs, 'conversations')),
    () => getDocs(query(collection(theirs, 'conversations'), where('members', 'array-contains', mallory.id))),
    () => getDocs(query(collection(theirs, 'conversations'), where('open_to', 'array-contains', bob.id))),
    () => getDocs(query(collection(theirs, 'conversations'), where('listed', 'array-contains', mallory.id))),
    () => getDocs(query(collectionGroup(theirs, 'messages'), where('sender', '==', mallory.id))),
    () => getDocs(query(collectionGroup(theirs, 'typing'), limit(1))),
    () => getDoc(doc(theirs, paths.chatState(bob.id))),
    () => setDoc(doc(theirs, paths.typing(pair, mallory.id)), { until: new Date() }),
  ];
  for (const attempt of refused) await expect(attempt()).rejects.toMatchObject(DENIED);
});

it('who is typing says so themselves, for a few seconds, and the other one sees it', async () => {
  const marker = paths.typing(pair, alice.id);
  const seconds = (ahead: number) => Timestamp.fromMillis(Date.now() + ahead * 1000);
  const seen = new Promise<Timestamp>((resolve, reject) => {
    const detach = onSnapshot(
      doc(store(bob), marker),
      (snapshot) => {
        if (!snapshot.exists()) return;
        detach();
        resolve(snapshot.get('until'));
      },
      reject,
    );
  });
  const over = seconds(8);
  await setDoc(doc(store(alice), marker), { until: over });
  expect((await seen).toMillis()).toBe(over.toMillis());
  await setDoc(doc(store(alice), marker), { until: serverTimestamp() });
  const refused: [string, Joined, object][] = [
    [marker, alice, { until: seconds(60) }],
    [marker, alice, { until: 'soon' }],
    [marker, alice, { until: seconds(3), by: bob.id }],
    [marker, alice, {}],
    [marker, bob, { until: seconds(3) }],
    [paths.typing(`${bob.id}_${bob.id}`, bob.id), bob, { until: seconds(3) }],
    [paths.typing(pair.split('_').reverse().join('_'), alice.id), alice, { until: seconds(3) }],
  ];
  for (const [path, who, data] of refused) {
    await expect(setDoc(doc(store(who), path), data), JSON.stringify(data)).rejects.toMatchObject(DENIED);
  }
});

it('a block closes it to both, and nobody is typing there any more', async () => {
  const gone = until(listed(alice, 'open'), (all) => all.length === 0);
  expect((await call('POST', `/users/${alice.id}/block`, undefined, bob)).status).toBe(204);
  await gone;
  await expect(setDoc(doc(store(alice), paths.typing(pair, alice.id)), { until: new Date() })).rejects.toMatchObject(
    DENIED,
  );
  // What was received stays, as over REST.
  expect((await getDocs(messagesOf(alice, pair))).size).toBe(2);
  expect((await call('GET', `/chat?user_id=${bob.id}`, undefined, alice)).body).toHaveLength(2);
});
