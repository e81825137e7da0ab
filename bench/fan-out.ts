import { newUid } from '../functions/src/contract/ids.ts';
import { step } from '../tools/emulators/progress.ts';
import { freePort } from './processes.ts';
import { median, publish, spread, table, verdict } from './report.ts';
import { startFirestore } from './stage.ts';

/** Recipients, and how often each is measured. */
const SIZES = [
  [10, 5],
  [1_000, 3],
  [10_000, 2],
] as const;
const GOAL = 1.5;
const PATIENCE = { call: 60_000, total: 300_000 };

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/**
 * What it takes to tell all connections of somebody, beside the SDK's writer alone with the same documents; both are
 * throttled by the SDK as Firestore in the cloud wants it.
 */
export async function fanOut(): Promise<void> {
  const port = await freePort();
  const firestore = await step('Starting Firestore', () => startFirestore(port));
  Object.assign(process.env, {
    GCLOUD_PROJECT: 'demo-infloo-bench',
    FIRESTORE_EMULATOR_HOST: `127.0.0.1:${port}`,
    METADATA_SERVER_DETECTION: 'none',
  });
  try {
    // Loaded when it is known where Firestore is.
    const [{ db }, { paths }, { notifyMany }, { contentOf, inbox }, work, { setQueue }, { metered }] =
      await Promise.all([
        import('../functions/src/firebase.ts'),
        import('../functions/src/contract/paths.ts'),
        import('../functions/src/notifications/fan-out.ts'),
        import('../functions/src/notifications/notify.ts'),
        import('../functions/src/runtime/long-work.ts'),
        import('../functions/src/runtime/queue.ts'),
        import('../functions/src/store/meter.ts'),
      ]);
    const restore = setQueue(async () => {});
    const rows: string[][] = [];
    for (const [size, times] of SIZES) {
      const host = newUid();
      const friends = Array.from({ length: size }, newUid);
      for (let shard = 0; shard * 5_000 < size; shard++) {
        const ids = friends.slice(shard * 5_000, (shard + 1) * 5_000);
        await db().doc(paths.edges(host, shard)).set({ ids });
      }
      const cause = { path: paths.event(host), holds: () => true };
      const actor = { id: host, username: 'alice', display_name: 'Alice Moreau', avatar_url: null };
      const news = (id: string) => ({
        ...{ id, topic: 'hosting' as const, at: new Date().toISOString(), actor, cause },
        message: 'alice is hosting a new event: Summer Gala',
        target: { kind: 'event' as const, id: host },
      });
      const bare = (id: string) => async () => {
        const writer = db().bulkWriter();
        const content = contentOf(news(id));
        for (const to of friends) void writer.create(inbox(to, id), content);
        await writer.close();
      };
      let [reads, writes] = [0, 0];
      const ours = (id: string) => async () => {
        const table = { bench: { run: () => notifyMany(host, news(id)) } };
        if (size <= work.AT_ONCE) {
          const { cost, result } = metered(table.bench.run, PATIENCE);
          await result;
          [reads, writes] = [cost.reads, cost.writes];
          return;
        }
        await work.putOff('bench', {
          id,
          time: new Date().toISOString(),
          params: {},
          before: undefined,
          after: undefined,
        });
        const [kept] = (await db().collection('fan_outs').get()).docs;
        ({ reads, writes } = await work.goOnWith(table, kept?.id ?? ''));
      };
      const [alone, told]: [number[], number[]] = [[], []];
      for (let i = 0; i < times; i++) {
        alone.push(await timed(bare(`bare-${i}`)));
        told.push(await timed(ours(`told-${i}`)));
      }
      const ratio = median(told) / median(alone);
      const goal = size >= 10_000 ? verdict(ratio <= GOAL) : '';
      rows.push([String(size), spread(alone), spread(told), ratio.toFixed(2), goal, String(reads), String(writes)]);
    }
    restore();
    const head = ['connections', 'bare writes, ms', 'told, ms', 'ratio', `at most ${GOAL}`, 'reads', 'writes'];
    await publish('fan-out', 'Fan-out: telling all connections', table(head, rows));
  } finally {
    firestore.kill();
  }
}
