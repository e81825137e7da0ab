import {
  assertFails,
  assertSucceeds,
  initializeTestEnvironment,
  type RulesTestEnvironment,
} from '@firebase/rules-unit-testing';
import { doc, setDoc } from 'firebase/firestore';
import {
  deleteObject,
  type FirebaseStorage,
  getBytes,
  listAll,
  ref,
  updateMetadata,
  uploadBytes,
} from 'firebase/storage';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { IMAGE_TYPES, UPLOADS } from '../../functions/src/contract/limits.ts';
import { paths } from '../../functions/src/contract/paths.ts';

const suite = inject('suite');
const people = { owner: newUid(), stranger: newUid(), suspended: newUid() };
type Actor = keyof typeof people | 'anonymous';
const ACTORS: Actor[] = ['anonymous', 'owner', 'stranger', 'suspended'];

let rules: RulesTestEnvironment;
const hostOf = (variable: string) => {
  const [host = '', port = ''] = (suite.env[variable] ?? '').split(':');
  return { host, port: Number(port) };
};

beforeAll(async () => {
  // The suite's own project, whose emulator has loaded storage.rules itself, as in production.
  rules = await initializeTestEnvironment({
    projectId: suite.project,
    firestore: hostOf('FIRESTORE_EMULATOR_HOST'),
    storage: hostOf('FIREBASE_STORAGE_EMULATOR_HOST'),
  });
  await rules.withSecurityRulesDisabled(async (context) => {
    await setDoc(doc(context.firestore() as never, paths.revocation(people.suspended)), { not_before: new Date() });
    for (const uid of Object.values(people)) {
      for (const path of [`avatars/${uid}/320.webp`, `avatars/${uid}/uploads/there.png`]) {
        await uploadBytes(ref(context.storage() as never, path), new Uint8Array(10), { contentType: 'image/png' });
      }
    }
    await uploadBytes(ref(context.storage() as never, 'elsewhere/file.png'), new Uint8Array(10), {
      contentType: 'image/png',
    });
  });
});
afterAll(() => rules.cleanup());

const storage = (actor: Actor): FirebaseStorage => {
  const context =
    actor === 'anonymous'
      ? rules.unauthenticatedContext()
      : rules.authenticatedContext(people[actor], { username: actor });
  return context.storage() as unknown as FirebaseStorage;
};
const expectVerdict = (allowed: boolean, done: Promise<unknown>) =>
  allowed ? assertSucceeds(done) : assertFails(done);

let counter = 0;
const freshName = () => `file${counter++}.png`;

const OPERATIONS = {
  read: (at: FirebaseStorage, path: string) => getBytes(ref(at, path)),
  list: (at: FirebaseStorage, path: string) => listAll(ref(at, path.slice(0, path.lastIndexOf('/')))),
  create: (at: FirebaseStorage, path: string) =>
    uploadBytes(ref(at, `${path.slice(0, path.lastIndexOf('/'))}/${freshName()}`), new Uint8Array(10), {
      contentType: 'image/png',
    }),
  overwrite: (at: FirebaseStorage, path: string) =>
    uploadBytes(ref(at, path), new Uint8Array(11), { contentType: 'image/png' }),
  metadata: (at: FirebaseStorage, path: string) => updateMetadata(ref(at, path), { contentType: 'text/html' }),
  delete: (at: FirebaseStorage, path: string) => deleteObject(ref(at, path)),
};
type Operation = keyof typeof OPERATIONS;

/** The path, seen from an actor's own folder or the owner's, and who may do what there. */
const TABLE: [path: string, allow: Partial<Record<Operation, readonly Actor[]>>][] = [
  ['avatars/{uid}/320.webp', { read: ACTORS }],
  ['avatars/{uid}/uploads/there.png', { create: ['owner'] }],
  ['elsewhere/file.png', {}],
];

describe.each(TABLE)('%s', (pattern, allow) => {
  describe.each(Object.keys(OPERATIONS) as Operation[])('%s', (operation) => {
    it.each(ACTORS)('by the %s one', async (actor) => {
      const uid = actor === 'suspended' ? people.suspended : people.owner;
      const path = pattern.replace('{uid}', uid);
      await expectVerdict(allow[operation]?.includes(actor) ?? false, OPERATIONS[operation](storage(actor), path));
    });
  });
});

const upload = (name: string, size: number, contentType: string | undefined) =>
  uploadBytes(ref(storage('owner'), `avatars/${people.owner}/uploads/${name}`), new Uint8Array(size), {
    ...(contentType && { contentType }),
  });

it('takes nothing from somebody who has an account at Auth but never registered', async () => {
  const unregistered = rules.authenticatedContext(people.owner).storage() as unknown as FirebaseStorage;
  await assertFails(OPERATIONS.create(unregistered, `avatars/${people.owner}/uploads/x.png`));
});

describe('what may be uploaded', () => {
  it.each(IMAGE_TYPES)('%s', async (type) => {
    await assertSucceeds(upload(freshName(), 10, type));
  });
  it.each([
    'image/svg+xml',
    'text/html',
    'application/pdf',
    'image/tiff',
    'video/mp4',
    'IMAGE/PNG',
    'image/png; charset=x',
    undefined,
  ])('not %s', (type) => assertFails(upload(freshName(), 10, type)));
  it('no more bytes than the limit', async () => {
    await assertSucceeds(upload(freshName(), UPLOADS.avatars.bytes, 'image/png'));
    await assertFails(upload(freshName(), UPLOADS.avatars.bytes + 1, 'image/png'));
  });
  it('nothing empty', () => assertFails(upload(freshName(), 0, 'image/png')));
  it.each(['a', 'a.png', 'A-b_1.webp', 'x'.repeat(100)])('under the name %s', async (name) => {
    await assertSucceeds(upload(name, 10, 'image/png'));
  });
  it.each(['a/b.png', 'a b.png', '..png.', '.hidden', 'a.html.png', 'x'.repeat(101), 'ü.png', '%2e%2e', 'a\n.png'])(
    'not under the name %j',
    (name) => assertFails(upload(name, 10, 'image/png')),
  );
});
