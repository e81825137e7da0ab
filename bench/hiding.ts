import { newTimedId, newUid } from '../functions/src/contract/ids.ts';
import { step } from '../tools/emulators/progress.ts';
import { freePort } from './processes.ts';
import { publish, table } from './report.ts';
import { startFirestore } from './stage.ts';

/** What somebody has made: conversations, events for connections, stories; and how many connections they have. */
const SIZES = [
  { conversations: 100, events: 20, stories: 5, connections: 200 },
  { conversations: 5_000, events: 2_000, stories: 2_000, connections: 200 },
  { conversations: 0, events: 200, stories: 30, connections: 20_000 },
] as const;
const PATIENCE = { call: 60_000, total: 600_000 };
const AT = new Date('2026-11-26T08:00:00Z');
const LATER = new Date('2028-11-26T08:00:00Z');

const person = (id: string) => ({
  ...{ id, username: id.slice(0, 12).toLowerCase(), display_name: id, role: 'influencer', avatar_url: null },
  is_verified: false,
});

type Paths = typeof import('../functions/src/contract/paths.ts')['paths'];

/** A conversation with somebody, as it is stored. */
function conversation(paths: Paths, me: string): [string, object] {
  const other = newUid();
  const members = [me, other].sort();
  const id = members.join('_');
  const message = {
    ...{ id: `${id}_${'k'.repeat(22)}`, sender: other, receiver: me, content: 'Hi', timestamp: AT, deleted_at: null },
    ...{ client_id: null, attachment: null },
  };
  const standing = { members, open_to: members, listed: members, state: 'open', requested_by: other, blocked: false };
  const people = { [me]: person(me), [other]: person(other) };
  const reading = { withheld: [], unread: { [me]: 1, [other]: 1 }, read_at: {} };
  return [paths.conversation(id), { id, ...standing, people, last_message: message, ...reading, updated_at: AT }];
}

/** An event of somebody’s for connections, as it is before it is shown to them. */
function event(paths: Paths, me: string): [string, object] {
  const id = newUid();
  const facts = {
    ...{ id, title: 'Summer Gala', description: '', date: LATER, ends_at: LATER, time_zone: 'UTC', location: 'NYC' },
    ...{ link: null, cover: null, host: person(me), visibility: 'connections', capacity: null, sequence: 0 },
    ...{ counts: { interested: 0, going: 0, invited: 0, waiting: 0 }, status: 'scheduled', cancel_message: null },
    ...{ created_at: AT, updated_at: AT },
  };
  const own = {
    ...{ taken_down: null, listed: 'no', search_tokens: [], counted_at: null, taken: 0, waiting: 0, last_turn: 0 },
    ...{ changed: null, next_reminder_at: null, shards: 0, unsettled: false },
  };
  return [paths.event(id), { ...facts, ...own }];
}

/** A story of somebody’s that nobody sees yet. */
function story(paths: Paths, me: string): [string, object] {
  const id = newTimedId(AT.getTime());
  const { username, display_name, avatar_url, is_verified } = person(me);
  const media = {
    ...{ kind: 'image', state: 'ready', type: 'image/webp', alt: '', width: 9, height: 16, duration: null },
    ...{ preview: null, reason: null, files: {} },
  };
  const author = { id: me, username, display_name, role: 'influencer', avatar_url, is_verified };
  const times = { created_at: AT, expires_at: LATER, published_at: AT };
  return [paths.story(id), { id, user: username, author, caption: '', media, ...times, view_count: 0, shards: 0 }];
}

/** What it takes to hide somebody, and to show them again, who has made very much: on this machine, and in documents. */
export async function hiding(): Promise<void> {
  const port = await freePort();
  const firestore = await step('Starting Firestore', () => startFirestore(port));
  Object.assign(process.env, {
    GCLOUD_PROJECT: 'demo-infloo-bench',
    FIRESTORE_EMULATOR_HOST: `127.0.0.1:${port}`,
    METADATA_SERVER_DETECTION: 'none',
  });
  try {
    // Loaded when it is known where Firestore is.
    const [{ db }, { paths }, { followWithheld }, { metered }] = await Promise.all([
      import('../functions/src/firebase.ts'),
      import('../functions/src/contract/paths.ts'),
      import('../functions/src/users/withhold.ts'),
      import('../functions/src/store/meter.ts'),
    ]);
    const rows: string[][] = [];
    for (const { conversations, events, stories, connections } of SIZES) {
      const me = newUid();
      const profile = {
        ...person(me),
        ...{ bio: '', company_name: '', business_category: '', location: '', social_links: {}, connection_count: 0 },
        ...{ created_at: AT, category_key: '', search_tokens: [] },
      };
      await db().doc(paths.user(me)).set(profile);
      for (let shard = 0; shard * 5_000 < connections; shard++) {
        const ids = Array.from({ length: Math.min(5_000, connections) }, newUid);
        await db().doc(paths.edges(me, shard)).set({ ids });
      }
      const writer = db().bulkWriter({ throttling: false });
      const put = ([path, data]: [string, object]) => void writer.set(db().doc(path), data);
      for (let i = 0; i < conversations; i++) put(conversation(paths, me));
      for (let i = 0; i < events; i++) put(event(paths, me));
      for (let i = 0; i < stories; i++) put(story(paths, me));
      await writer.close();
      const size = [conversations, events, stories, connections].map(String);
      for (const [does, withheld] of [
        ['shown', []],
        ['hidden', ['suspended']],
        ['shown', []],
        ['hidden', ['suspended']],
        ['walked through again', ['suspended']],
      ] as const) {
        await db()
          .doc(paths.user(me))
          .set({ ...profile, ...(withheld.length > 0 && { withheld }) });
        const started = performance.now();
        const { cost, result } = metered(() => followWithheld(me, () => true), PATIENCE);
        await result;
        const ms = performance.now() - started;
        const { reads, writes, deletes, trips } = cost;
        rows.push([...size, does, ...[ms, reads, writes + deletes, trips].map((n) => String(Math.round(n)))]);
      }
    }
    const head = ['conversations', 'events', 'stories', 'connections', '', 'ms', 'reads', 'writes', 'trips'];
    await publish('hiding', 'Hiding somebody who has made very much', table(head, rows));
  } finally {
    firestore.kill();
  }
}
