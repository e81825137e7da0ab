import type { UserRecord } from 'firebase-admin/auth';
import { folders } from '../contract/folders.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { usernameKey } from '../contract/usernames.ts';
import { auth, bucket, db } from '../firebase.ts';
import { now } from '../runtime/clock.ts';
import { readTogether } from '../store/converter.ts';
import { listPage } from '../store/listing.ts';
import { accountDocument } from '../users/documents.ts';
import { keepEmail } from '../users/email.ts';
import { finishRegistration } from '../users/registration.ts';

/** Whom a page of a place shows to be gone. */
export interface Page {
  seen: number;
  /** Whose remains must go. */
  gone: string[];
  /** What was put in order on the way. */
  mended?: number;
  /** Where the next page begins; null at the end. */
  next: string | null;
}

/** Looks through one page of a place, for what belongs to somebody who isn't there. */
export type Look = (cursor: string | null) => Promise<Page>;

/** Somebody who is registering right now has one half of an account already. */
const GRACE_MS = 60 * 60 * 1000;
const isOld = (created: Date): boolean => now() - created.getTime() > GRACE_MS;

/** As many as Firebase Auth tells of at once. */
const PAGE = 100;

const isUid = (id: string): boolean => /^[A-Za-z0-9_-]{1,128}$/.test(id);

/** @returns those of `uids` that have no profile */
async function withoutProfile(uids: Iterable<string>): Promise<string[]> {
  const unique = [...new Set(uids)].filter(isUid);
  if (unique.length === 0) return [];
  const profiles = await db().getAll(...unique.map((uid) => db().doc(paths.user(uid))), { fieldMask: ['username'] });
  return profiles.filter(({ exists }) => !exists).map(({ id }) => id);
}

/**
 * People: what lies below a profile that isn't there, profiles that nobody can sign in to any more, and registrations
 * that broke off at the last step, which are finished.
 */
const people: Look = async (cursor) => {
  const { items, next } = await listPage('users', 'username', PAGE, cursor);
  const old = items.filter(({ created }) => created && isOld(created)).map(({ id }) => id);
  const { users } = await auth().getUsers(old.map((uid) => ({ uid })));
  const known = new Map(users.map((user) => [user.uid, user]));
  const unfinished = users.filter(({ customClaims }) => !customClaims?.username);
  let mended = 0;
  for (const { uid } of unfinished) if (await finishRegistration(uid)) mended += 1;
  const below = items.filter(({ created }) => created === null).map(({ id }) => id);
  return { seen: items.length, gone: [...below, ...old.filter((uid) => !known.has(uid))], mended, next };
};

/** Brings addresses in line that were changed at Firebase Auth itself. @returns how many */
async function mendAddresses(users: readonly UserRecord[]): Promise<number> {
  const known = users.filter(({ uid }) => isUid(uid));
  const stored = await readTogether(db(), ...known.map(({ uid }) => accountDocument(uid)));
  let mended = 0;
  for (const [i, { uid, email = '' }] of known.entries()) {
    const account = stored[i];
    if (!account || account.email === email) continue;
    await keepEmail(uid, email, account.email);
    mended += 1;
  }
  return mended;
}

/**
 * Accounts at Firebase Auth of nobody, made past the API or anew by a token from before a deletion; and addresses that
 * somebody has changed there and never looked at here since.
 */
const signIns: Look = async (cursor) => {
  const { users, pageToken } = await auth().listUsers(1000, cursor ?? undefined);
  const old = users.filter(({ metadata }) => isOld(new Date(metadata.creationTime)));
  return {
    seen: users.length,
    gone: await withoutProfile(old.map(({ uid }) => uid)),
    mended: await mendAddresses(users),
    next: pageToken ?? null,
  };
};

/** A page of a collection by id, with the fields that are needed. */
async function pageOf(collection: string, cursor: string | null, ...fields: string[]) {
  let query = db()
    .collection(collection)
    .orderBy('__name__')
    .select(...fields);
  if (cursor !== null) query = query.startAfter(cursor);
  const { docs } = await query.limit(PAGE).get();
  return { docs, next: docs.length === PAGE ? (docs.at(-1)?.id ?? null) : null };
}

/** What is between two people of whom one isn't there. */
const pairs =
  (collection: string): Look =>
  async (cursor) => {
    const { docs, next } = await pageOf(collection, cursor, 'members');
    const gone = await withoutProfile(docs.flatMap((doc) => doc.get('members') as string[]));
    return { seen: docs.length, gone, next };
  };

/** Names of nobody, and names that somebody no longer goes by. */
const names: Look = async (cursor) => {
  const { docs, next } = await pageOf(collectionOf(paths.username('_')), cursor, 'uid');
  const uids = docs.map((doc) => String(doc.get('uid'))).filter(isUid);
  const profiles =
    uids.length === 0
      ? []
      : await db().getAll(...uids.map((uid) => db().doc(paths.user(uid))), { fieldMask: ['username'] });
  const nameOf = new Map(profiles.map((profile) => [profile.id, profile.get('username') as string | undefined]));
  let mended = 0;
  for (const doc of docs) {
    const username = nameOf.get(doc.get('uid'));
    if (username === undefined || usernameKey(username) === doc.id) continue;
    await doc.ref.delete({ lastUpdateTime: doc.updateTime });
    mended += 1;
  }
  return { seen: docs.length, gone: uids.filter((uid) => nameOf.get(uid) === undefined), mended, next };
};

/** Folders of the bucket of nobody. */
const folder =
  (of: (uid: string) => string): Look =>
  async (cursor) => {
    const root = of('');
    const [, next, answer] = await bucket().getFiles({
      prefix: root,
      delimiter: '/',
      maxResults: PAGE,
      autoPaginate: false,
      ...(cursor !== null && { pageToken: cursor }),
    });
    const { prefixes = [] } = answer as { prefixes?: string[] };
    const uids = prefixes.map((prefix) => prefix.slice(root.length, -1));
    const token = (next as { pageToken?: string } | null)?.pageToken;
    return { seen: uids.length, gone: await withoutProfile(uids), next: token ?? null };
  };

/** Every place where something of somebody could be left, by the name under which the sweep tells of it. */
export const PLACES: Record<string, Look> = {
  people,
  sign_ins: signIns,
  connections: pairs(collectionOf(paths.connection('_'))),
  conversations: pairs(collectionOf(paths.conversation('_'))),
  names,
  ...Object.fromEntries(Object.entries(folders).map(([name, of]) => [name, folder(of)])),
};
