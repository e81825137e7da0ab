import { faker } from '@faker-js/faker/locale/en';
import cliProgress from 'cli-progress';
import { ConnectionDocument } from '../../functions/src/connections/schema.ts';
import { tellAboutConnection } from '../../functions/src/connections/triggers.ts';
import { UPLOADS } from '../../functions/src/contract/limits.ts';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { usernameKey } from '../../functions/src/contract/usernames.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { collection, documentOf } from '../../functions/src/store/converter.ts';
import { Edges } from '../../functions/src/store/edges.ts';
import { publicUrl, saveFile } from '../../functions/src/store/files.ts';
import { PICTURE_TYPE } from '../../functions/src/store/images.ts';
import { avatarPath } from '../../functions/src/users/avatar.ts';
import { withSearchFields } from '../../functions/src/users/document.ts';
import { Account, ProfileDocument, UsernameClaim } from '../../functions/src/users/schema.ts';
import { welcome } from '../../functions/src/users/triggers.ts';
import { DOOR } from '../emulators/door.ts';
import { Advice } from '../emulators/progress.ts';
import { makeAvatars } from './avatars.ts';
import { makeConnections } from './connections.ts';
import { DEMO_PASSWORD, type DemoPerson, makePeople } from './people.ts';

const PICTURES = 24;
const AT_ONCE = 16;

/** Runs `work` for each item, `AT_ONCE` at a time. */
async function forEach<T>(items: readonly T[], work: (item: T, i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const i = next++;
      await work(items[i] as T, i);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function makeAccount({ profile, email }: DemoPerson): Promise<void> {
  const { id: uid, username, role, is_verified } = profile;
  await auth().createUser({ uid, email, password: DEMO_PASSWORD });
  await auth().setCustomUserClaims(uid, { username, role, is_verified });
}

/** The documents of the whole world, written in batches without the client's throttle. */
async function writeDocuments(
  people: DemoPerson[],
  connections: ConnectionDocument[],
  tick: () => void,
): Promise<void> {
  const writer = db().bulkWriter({ throttling: false });
  // The writer swallows what goes wrong with a write; its promise tells.
  const writes: Promise<unknown>[] = [];
  for (const { profile, email } of people) {
    writes.push(
      writer.create(documentOf(paths.user(profile.id), ProfileDocument), withSearchFields(profile)).then(tick),
      writer.create(documentOf(paths.account(profile.id), Account), { email, phone: '', suspended: false }),
      writer.create(documentOf(paths.username(usernameKey(profile.username)), UsernameClaim), { uid: profile.id }),
    );
  }
  const edges = new Map<string, string[]>();
  for (const connection of connections) {
    writes.push(writer.create(documentOf(paths.connection(connection.id), ConnectionDocument), connection).then(tick));
    for (const [uid, shard] of Object.entries(connection.edge_shards ?? {})) {
      const path = paths.edges(uid, shard);
      const other = connection.members.find((member) => member !== uid) ?? '';
      edges.set(path, [...(edges.get(path) ?? []), other]);
    }
  }
  for (const [path, ids] of edges) writes.push(writer.create(documentOf(path, Edges), { ids }));
  await Promise.all([...writes, writer.close()]);
}

interface Wanted {
  users: number;
  seed: number;
  /** Milliseconds since the epoch, from which all times are counted back. */
  now?: number;
}

/** A world that isn't written yet. */
export interface World {
  people: DemoPerson[];
  connections: ConnectionDocument[];
  /** Pictures by person, in the order of the variants. */
  pictures: Map<DemoPerson, Buffer[]>;
  seed: number;
}

/** @returns a world that follows from the seed; needs no suite, and so can be made while one starts */
export async function makeWorld({ users, seed, now = Date.now() }: Wanted): Promise<World> {
  faker.seed(seed);
  const people = makePeople(faker, users, now);
  const profiles = people.map(({ profile }) => profile);
  const connections = makeConnections(faker, profiles, now);
  const drawn = await makeAvatars(faker, Math.min(PICTURES, users));
  const withPicture = people.filter((_, i) => i < 3 || i % 4 !== 0);
  const pictures = new Map(withPicture.map((person, i) => [person, drawn[i % drawn.length] ?? []]));
  return { people, connections, pictures, seed };
}

/** The addresses of the pictures, which depend on where the suite serves them. */
function addPictures({ people, connections, pictures, seed }: World): void {
  for (const { profile } of pictures.keys()) {
    profile.avatar_url = publicUrl(avatarPath(profile.id, `seed${seed}`, UPLOADS.avatar.variants[0].name));
  }
  const addresses = new Map(people.map(({ profile }) => [profile.id, profile.avatar_url]));
  for (const { sender, receiver } of connections) {
    for (const person of [sender, receiver]) person.avatar_url = addresses.get(person.id) ?? null;
  }
}

/** @throws Advice when the suite has no door: it was not started by this repository */
async function door(functionsPort: number, state: 'open' | 'closed'): Promise<void> {
  const { ok } = await fetch(`http://127.0.0.1:${functionsPort}${DOOR}${state}`, { method: 'PUT' });
  if (!ok) throw new Advice('This suite was not started with npm start. Stop it, and run npm start -- --empty.');
}

/**
 * Fills the running local suite with a world: people of all roles, pictures, connections in all states, and the
 * notifications that these bring about.
 * @param functionsPort of the suite, before which the door is closed meanwhile
 * @throws Advice when the database isn't empty
 */
export async function populate(world: World, functionsPort: number): Promise<void> {
  if (
    !(
      await collection(collectionOf(paths.user('_')), ProfileDocument)
        .limit(1)
        .get()
    ).empty
  ) {
    throw new Advice('There is data already. Start the suite with npm start -- --empty to populate it.');
  }
  addPictures(world);
  const { people, connections, pictures } = world;
  const total = 3 * people.length + pictures.size + 2 * connections.length;
  const bar = new cliProgress.SingleBar(
    {
      format: 'Demo world [{bar}] {percentage}% | {value}/{total} | {duration_formatted}',
      noTTYOutput: true,
      notTTYSchedule: 5000,
    },
    cliProgress.Presets.rect,
  );
  bar.start(total, 0);
  const tick = () => bar.increment();
  // The emulator would start a process for each of thousands of events at once; what the triggers do is done here.
  await door(functionsPort, 'closed');
  try {
    await forEach(people, (person) => makeAccount(person).then(tick));
    await forEach([...pictures], async ([{ profile }, sizes]) => {
      await Promise.all(
        UPLOADS.avatar.variants.map(({ name }, k) =>
          saveFile(
            avatarPath(profile.id, `seed${world.seed}`, name),
            sizes[k] ?? Buffer.alloc(0),
            PICTURE_TYPE,
            'public',
          ),
        ),
      );
      tick();
    });
    await writeDocuments(people, connections, tick);
    const stored = (path: string) =>
      db()
        .doc(path)
        .get()
        .then((snapshot) => snapshot.data());
    await forEach(people, async ({ profile }) => {
      await welcome(await stored(paths.user(profile.id)));
      tick();
    });
    await forEach(connections, async ({ id }) => {
      const after = await stored(paths.connection(id));
      await tellAboutConnection(undefined, after);
      tick();
    });
  } finally {
    await door(functionsPort, 'open');
    bar.stop();
  }
}
