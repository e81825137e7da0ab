import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { initializeTestEnvironment } from '@firebase/rules-unit-testing';
import firestore from '@google-cloud/firestore';
import { collection, doc, type Firestore, limit, onSnapshot, orderBy, query, setDoc } from 'firebase/firestore';
import { pairId } from '../functions/src/contract/pair.ts';
import { collectionOf, paths } from '../functions/src/contract/paths.ts';
import { step } from '../tools/emulators/progress.ts';
import { ROOT } from '../tools/emulators/run.ts';
import { firstAnswer } from './processes.ts';
import { publish, table, verdict } from './report.ts';
import { setStage } from './stage.ts';
import { FRIEND, ME } from './world.ts';

const ROUNDS = 300;
const WARM_UP = 30;
const GOAL = 2;

/** In turn: what a client writes itself, the same as a transaction of a server, and the API. */
const WAYS = ['bare', 'by hand', 'sent'] as const;
type Way = (typeof WAYS)[number];

/** @returns the value below which a share of all lies */
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** Hears what comes up in a collection. @returns what waits for a document with this text */
async function listen(store: Firestore, path: string, order: string): Promise<(text: string) => Promise<void>> {
  const waiting = new Map<string, () => void>();
  await new Promise<void>((resolve, reject) => {
    onSnapshot(
      query(collection(store, path), orderBy(order, 'desc'), limit(20)),
      (snapshot) => {
        for (const change of snapshot.docChanges()) waiting.get(change.doc.get('content'))?.();
        resolve();
      },
      reject,
    );
  });
  return (text) => new Promise((resolve) => waiting.set(text, resolve));
}

/** Somebody's client, under the rules as they are deployed, and one place more where everybody may write. */
async function openClients(uids: readonly string[]) {
  const [host = '', port] = (process.env.FIRESTORE_EMULATOR_HOST ?? '').split(':');
  const deployed = readFileSync(join(ROOT, 'firestore.rules'), 'utf8');
  const rules = deployed.replace(
    'match /{path=**}',
    'match /bare/{id} { allow read, write: if true; }\n    match /{path=**}',
  );
  const environment = await initializeTestEnvironment({
    projectId: process.env.GCLOUD_PROJECT ?? '',
    firestore: { host, port: Number(port), rules },
  });
  const clients = uids.map(
    (uid) => environment.authenticatedContext(uid, { username: uid }).firestore() as unknown as Firestore,
  );
  return { clients, close: () => environment.cleanup() };
}

/**
 * How long a message takes from the request that sends it until the other's listener has it, beside a document that one
 * client writes by the SDK and the other hears of, in turn.
 */
export async function chat(): Promise<void> {
  const stage = await setStage();
  const server = await stage.start('chat', { source: join(ROOT, 'functions'), target: 'api' });
  const pair = pairId(ME.id, FRIEND.id);
  const [headers = { authorization: '' }] = stage.headers.signature;
  try {
    await step('Starting the API', () => firstAnswer(server, { path: '/api/v1/health' }));
    const send = async (content: string): Promise<void> => {
      const response = await fetch(`http://127.0.0.1:${server.port}/api/v1/chat`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ receiver: FRIEND.id, content }),
      });
      if (response.status !== 201) throw new Error(`POST /chat answered ${response.status}: ${await response.text()}`);
    };
    await send('The first of all');
    const { clients, close } = await openClients([ME.id, FRIEND.id]);
    const [mine, theirs] = clients as [Firestore, Firestore];
    const heard = await listen(theirs, collectionOf(paths.message(pair, '_')), 'timestamp');
    const heardBare = await listen(theirs, 'bare', 'at');
    const database = new firestore.Firestore({ projectId: process.env.GCLOUD_PROJECT ?? '' });
    const counted = database.doc('bare_counts/messages');
    await counted.set({ unread: 0 });
    /** The least that a message takes which something has to be asked for: a look, and two writes, by hand. */
    const byHand = (content: string, at: number): Promise<void> =>
      database.runTransaction(async (tx) => {
        const { unread = 0 } = (await tx.get(counted)).data() ?? {};
        tx.create(database.doc(`bare/by-hand-${at}`), { content, at });
        tx.update(counted, { unread: unread + 1, last: content });
      });
    const ways: Record<Way, (content: string, round: number) => Promise<void>> = {
      bare: (content, at) => setDoc(doc(mine, `bare/${at}`), { content, at }),
      'by hand': byHand,
      sent: send,
    };
    const timed = async (round: number, way: Way): Promise<number> => {
      const content = `${way} ${round}`;
      const arrived = (way === 'sent' ? heard : heardBare)(content).then(() => performance.now());
      const started = performance.now();
      const [at] = await Promise.all([arrived, ways[way](content, round)]);
      return at - started;
    };
    const times: Record<Way, number[]> = { bare: [], 'by hand': [], sent: [] };
    await step(`Sending ${ROUNDS} messages`, async () => {
      for (let round = 0; round < WARM_UP + ROUNDS; round++) {
        for (const way of WAYS) {
          const ms = await timed(round, way);
          if (round >= WARM_UP) times[way].push(ms);
        }
      }
    });
    await Promise.all([close(), database.terminate()]);
    const { bare, sent } = times;
    const ratio = (share: number) => quantile(sent, share) / quantile(bare, share);
    const row = (name: string, values: readonly number[]) => [
      name,
      ...[0.5, 0.99].map((share) => quantile(values, share).toFixed(1)),
    ];
    const head = ['until the other’s listener has it', 'p50 ms', 'p99 ms'];
    const rows = [
      row('a document that the SDK writes', bare),
      row('a look and two writes, a transaction by hand', times['by hand']),
      row('POST /chat', sent),
      ['POST /chat to what the SDK writes', ratio(0.5).toFixed(2), ratio(0.99).toFixed(2)],
      [`at most ${GOAL}`, verdict(ratio(0.5) <= GOAL), verdict(ratio(0.99) <= GOAL)],
    ];
    await publish('chat', 'Chat: from one to the other', table(head, rows));
  } finally {
    await stage.stop();
  }
}
