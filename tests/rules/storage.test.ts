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
  getMetadata,
  listAll,
  ref,
  type UploadMetadata,
  updateMetadata,
  uploadBytes,
} from 'firebase/storage';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { folders } from '../../functions/src/contract/folders.ts';
import { newUid } from '../../functions/src/contract/ids.ts';
import { type Accepted, UPLOADS, type UploadKind } from '../../functions/src/contract/limits.ts';
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
    await setDoc(doc(context.firestore() as never, paths.revocation(people.suspended)), {
      not_before: new Date(),
      ends: {},
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

/** Puts a file there, or removes it, past the rules. */
const arrange = (path: string, there: boolean) =>
  rules.withSecurityRulesDisabled(async (context) => {
    const file = ref(context.storage() as never, path);
    if (there) await uploadBytes(file, new Uint8Array(10), { contentType: 'image/png' });
    else await deleteObject(file).catch(() => {});
  });

const PNG = { contentType: 'image/png' };
const OPERATIONS = {
  read: (at: FirebaseStorage, path: string) => getBytes(ref(at, path)),
  metadata: (at: FirebaseStorage, path: string) => getMetadata(ref(at, path)),
  list: (at: FirebaseStorage, path: string) => listAll(ref(at, path.slice(0, path.lastIndexOf('/')))),
  create: (at: FirebaseStorage, path: string) => uploadBytes(ref(at, path), new Uint8Array(10), PNG),
  overwrite: (at: FirebaseStorage, path: string) => uploadBytes(ref(at, path), new Uint8Array(11), PNG),
  change: (at: FirebaseStorage, path: string) => updateMetadata(ref(at, path), { contentType: 'text/html' }),
  delete: (at: FirebaseStorage, path: string) => deleteObject(ref(at, path)),
};
type Operation = keyof typeof OPERATIONS;

/** A file in each folder, in an actor's own or the owner's, and who may do what there. */
const TABLE: Record<
  keyof typeof folders | 'elsewhere',
  [file: string, allow: Partial<Record<Operation, readonly Actor[]>>][]
> = {
  avatars: [
    ['avatars/{uid}/version/320.webp', { read: ACTORS, metadata: ACTORS }],
    ['avatars/{uid}/320.webp', {}],
  ],
  covers: [
    ['covers/{uid}/event/version/640.webp', { read: ACTORS, metadata: ACTORS }],
    ['covers/{uid}/event/640.webp', {}],
  ],
  uploads: [
    ['uploads/{uid}/avatar/0', { create: ['owner'], delete: ['owner'] }],
    ['uploads/{uid}/avatar/0/more', {}],
    ['uploads/{uid}/elsewhere/0', { delete: ['owner'] }],
    ['uploads/{uid}/0', {}],
  ],
  // Also closed to whoever sent it in: who may read a file by SDK gets a link to it that never ends.
  papers: [['verification/{uid}/request/original', {}]],
  // By signed addresses alone: who may see a story is no matter of a path.
  stories: [['stories/{uid}/story/320.webp', {}]],
  // For staff alone, by signed addresses.
  evidence: [['evidence/{uid}/report/kept', {}]],
  // A link to a file that an SDK makes would outlive the message.
  attachments: [['chat/{uid}/pair/file/320.webp', {}]],
  // By addresses that its owner asks for.
  exports: [['exports/{uid}/export/infloo.zip', {}]],
  elsewhere: [['elsewhere/{uid}/file.png', {}]],
};

describe.each(Object.values(TABLE).flat())('%s', (pattern, allow) => {
  describe.each(Object.keys(OPERATIONS) as Operation[])('%s', (operation) => {
    it.each(ACTORS)('by the %s one', async (actor) => {
      const uid = actor === 'suspended' ? people.suspended : people.owner;
      const path = pattern.replace('{uid}', uid);
      await arrange(path, operation !== 'create');
      await expectVerdict(allow[operation]?.includes(actor) ?? false, OPERATIONS[operation](storage(actor), path));
    });
  });
});

const slot = (name: string | number, kind: UploadKind = 'avatar') => `uploads/${people.owner}/${kind}/${name}`;
/** Uploads into a slot that is free. */
async function upload(
  size: number,
  metadata: UploadMetadata,
  name: string | number = 0,
  kind: UploadKind = 'avatar',
): Promise<unknown> {
  const path = slot(name, kind);
  await arrange(path, false);
  return uploadBytes(ref(storage('owner'), path), new Uint8Array(size), metadata);
}

it('takes nothing from somebody who has an account at Auth but never registered', async () => {
  const unregistered = rules.authenticatedContext(people.owner).storage() as unknown as FirebaseStorage;
  await assertFails(OPERATIONS.create(unregistered, slot(1)));
});

it.each([
  ['that somebody has got in with since', 1000, 2000, true],
  ['from before all sessions were ended', 2000, 1000, false],
])('of a session %s: %s', async (_, signed_out_at, login_at, allowed) => {
  const claims = { username: 'owner', signed_out_at, login_at };
  const late = rules.authenticatedContext(people.owner, claims).storage() as unknown as FirebaseStorage;
  await arrange(slot(1), false);
  await expectVerdict(allowed, OPERATIONS.create(late, slot(1)));
  await arrange(slot(1), true);
  await expectVerdict(allowed, OPERATIONS.delete(late, slot(1)));
});

/** What no kind takes, and what one takes and another doesn't. */
const TYPES = [
  ...['image/svg+xml', 'text/html', 'image/tiff', 'image/heic', 'video/3gpp', 'IMAGE/PNG', 'image/png; charset=x'],
  ...new Set(Object.values(UPLOADS).flatMap(({ accepts }) => Object.values(accepts).flatMap(({ types }) => types))),
  undefined,
];

describe.each(Object.keys(UPLOADS) as UploadKind[])('what may be uploaded as %s', (kind) => {
  const accepted: Accepted[] = Object.values(UPLOADS[kind].accepts);
  const { slots } = UPLOADS[kind];

  it.each(TYPES.map((type) => [type, accepted.some(({ types }) => type && types.includes(type))]))(
    '%s: %s',
    async (contentType, allowed) => {
      await expectVerdict(
        allowed === true,
        upload(10, typeof contentType === 'string' ? { contentType } : {}, 0, kind),
      );
    },
  );

  it.each(accepted)('$bytes bytes of $types, and no more', async ({ bytes, types }) => {
    const metadata = { contentType: types[0] ?? '' };
    await assertSucceeds(upload(bytes, metadata, 0, kind));
    await assertFails(upload(bytes + 1, metadata, 0, kind));
    await arrange(slot(0, kind), false);
  });

  it('only into its slots', async () => {
    const metadata = { contentType: accepted[0]?.types[0] ?? '' };
    await assertSucceeds(upload(10, metadata, slots - 1, kind));
    await assertFails(upload(10, metadata, slots, kind));
  });
});

describe('what may be uploaded', () => {
  const { slots } = UPLOADS.avatar;

  it('nothing empty', () => assertFails(upload(0, PNG)));

  it('only what there is a slot for, and so no more than a few in a row', async () => {
    for (let i = 0; i < 40; i++) await arrange(slot(i), false);
    const taken: number[] = [];
    for (let i = 0; i < 40; i++) {
      await uploadBytes(ref(storage('owner'), slot(i)), new Uint8Array(10), PNG).then(
        () => taken.push(i),
        () => {},
      );
    }
    expect(taken).toEqual(Array.from({ length: slots }, (_, i) => i));
  });
  it.each(['a', '00', '0.png', '-1', '8', '١', '0\n', '%30', '..'])('not under the name %j', (name) =>
    assertFails(upload(10, PNG, name)),
  );

  it.each<[string, UploadMetadata]>([
    ['an encoding, which could inflate to any size', { contentEncoding: 'gzip' }],
    ['another encoding', { contentEncoding: 'br' }],
    ['a disposition that makes it a page to save', { contentDisposition: 'attachment; filename=evil.html' }],
    ['metadata of its own', { customMetadata: { any: 'thing' } }],
    ['metadata beside a token', { customMetadata: { firebaseStorageDownloadTokens: 'known', any: 'thing' } }],
  ])('not with %s', (_, metadata) => assertFails(upload(10, { ...PNG, ...metadata })));
  it.each<[string, UploadMetadata]>([
    ['as the cloud writes it where nothing was said', { contentEncoding: 'identity' }],
    ['as the cloud says how to show it', { contentDisposition: "inline; filename*=utf-8''0" }],
  ])('%s', async (_, metadata) => {
    await assertSucceeds(upload(10, { ...PNG, ...metadata }));
  });
});
