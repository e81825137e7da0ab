import { faker } from '@faker-js/faker/locale/en';
import cliProgress from 'cli-progress';
import pMap from 'p-map';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import type { Slice } from '../../functions/src/routes.ts';
import type { Trigger } from '../../functions/src/runtime/trigger.ts';
import { TRIGGERS } from '../../functions/src/triggers.ts';
import { writeClaims } from '../../functions/src/users/claims.ts';
import { DOOR } from '../emulators/door.ts';
import { Advice } from '../emulators/progress.ts';
import * as chat from './chat.ts';
import * as connections from './connections.ts';
import * as events from './events.ts';
import * as moderation from './moderation.ts';
import * as notifications from './notifications.ts';
import * as reports from './reports.ts';
import * as staff from './staff.ts';
import * as stories from './stories.ts';
import * as users from './users.ts';
import * as verification from './verification.ts';
import { type Make, World } from './world.ts';

/** Every slice's part, in the order in which they are made: people come first. A slice has one, or null on purpose. */
const PARTS: Record<Slice, Make | null> = {
  users: users.make,
  connections: connections.make,
  moderation: moderation.make,
  verification: verification.make,
  stories: stories.make,
  events: events.make,
  chat: chat.make,
  notifications: notifications.make,
  reports: reports.make,
  // Counts what the others have made.
  staff: staff.make,
  // These keep nothing of their own.
  platform: null,
  account: null,
  search: null,
};

/** @returns a world that isn't written yet; needs no suite, only to know where it will be */
export async function makeWorld({ size, seed, now = Date.now() }: { size: number; seed: number; now?: number }) {
  faker.seed(seed);
  const world = new World({ faker, seed, size, now });
  for (const make of Object.values(PARTS)) await make?.(world);
  return world;
}

interface Told {
  path: string;
  params: Record<string, string>;
  trigger: Trigger;
}

/** What the triggers would have been told of the world's documents. */
function eventsOf(world: World): Told[] {
  return (Object.values(TRIGGERS) as Trigger[])
    .filter(({ on }) => on === 'created' || on === 'written')
    .flatMap((trigger) => {
      const pattern = new RegExp(`^${trigger.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
      return world.documents.flatMap(({ path }) => {
        const found = pattern.exec(path);
        return found ? [{ path, params: { ...found.groups }, trigger }] : [];
      });
    });
}

/** What is told of one document and of those below it, in a row: at once they would wait for each other. */
function inRows(told: Told[]): Told[][] {
  const rows = new Map<string, Told[]>();
  for (const one of told) {
    const top = one.path.split('/', 2).join('/');
    const row = rows.get(top);
    if (row) row.push(one);
    else rows.set(top, [one]);
  }
  return [...rows.values()];
}

/** @throws Advice when the suite has no door: it was not started by this repository */
async function door(functions: string, state: 'open' | 'closed'): Promise<void> {
  const { ok } = await fetch(`${functions}${DOOR}${state}`, { method: 'PUT' });
  if (!ok) throw new Advice('This suite was not started with npm start. Stop it, and run npm start -- --empty.');
}

/** How much is under way at once. */
const CONCURRENCY = { concurrency: 16 };

async function write(world: World, tick: () => void): Promise<void> {
  await pMap(
    world.accounts,
    async ({ uid, email, password }) => {
      await auth().createUser({ uid, email, password });
      tick();
    },
    CONCURRENCY,
  );
  await pMap(world.files, ({ save }) => save().then(tick), CONCURRENCY);
  const writer = db().bulkWriter({ throttling: false });
  // The writer swallows what goes wrong with a write; its promise tells.
  await Promise.all([...world.documents.map(({ create }) => create(writer).then(tick)), writer.close()]);
  // The claims follow from the documents.
  await pMap(world.accounts, ({ uid }) => writeClaims(uid).then(tick), CONCURRENCY);
  const time = new Date().toISOString();
  await pMap(
    inRows(eventsOf(world)),
    async (row) => {
      for (const { path, params, trigger } of row) {
        const after = (await db().doc(path).get()).data();
        await trigger.run({ id: `demo ${path}`, time, params, before: undefined, after });
        tick();
      }
    },
    CONCURRENCY,
  );
  for (const finish of world.afterwards) await finish();
}

/**
 * Fills a running suite with a world, and with what its triggers make of it.
 * @param functions the address of its Functions emulator, before which the door is closed meanwhile; null where no trigger
 *   listens to the database
 * @throws Advice when the database isn't empty
 */
export async function populate(world: World, functions: string | null): Promise<void> {
  if (
    !(
      await db()
        .collection(collectionOf(paths.user('_')))
        .limit(1)
        .get()
    ).empty
  ) {
    throw new Advice('There is data already. Start the suite with npm start -- --empty to populate it.');
  }
  const { accounts, files, documents } = world;
  const bar = new cliProgress.SingleBar(
    {
      format: 'Demo world [{bar}] {percentage}% | {value}/{total} | {duration_formatted}',
      noTTYOutput: true,
      notTTYSchedule: 5000,
    },
    cliProgress.Presets.rect,
  );
  // The emulator would start a process for each of thousands of events at once; what the triggers do is done here.
  if (functions) await door(functions, 'closed');
  bar.start(2 * accounts.length + files.length + documents.length + eventsOf(world).length, 0);
  try {
    await write(world, () => bar.increment());
  } finally {
    if (functions) await door(functions, 'open');
    bar.stop();
  }
}
