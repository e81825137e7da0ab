import { PARTS } from '../../functions/src/account/parts.ts';
import { folders } from '../../functions/src/contract/folders.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { auth, bucket, db } from '../../functions/src/firebase.ts';

/**
 * Every document of the database, also below documents that aren't there. Their names come by one query of all that is
 * below the root, which the SDK has for `recursiveDelete()` alone: to ask each document for its collections takes a call
 * each, and there are thousands.
 */
export async function dump(): Promise<Map<string, unknown>> {
  const root = `projects/${process.env.GCLOUD_PROJECT}/databases/${process.env.FIRESTORE_DATABASE}/documents`;
  const answer = await fetch(`http://${process.env.FIRESTORE_EMULATOR_HOST}/v1/${root}:runQuery`, {
    method: 'POST',
    headers: { Authorization: 'Bearer owner', 'Content-Type': 'application/json' },
    body: JSON.stringify({
      structuredQuery: { from: [{ allDescendants: true }], select: { fields: [{ fieldPath: '__name__' }] } },
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const rows = (await answer.json()) as { document?: { name: string } }[];
  const references = rows.flatMap(({ document }) => (document ? [db().doc(document.name.slice(root.length + 1))] : []));
  if (references.length === 0) throw new Error('An empty database proves nothing.');
  const documents = await db().getAll(...references);
  return new Map(documents.filter(({ exists }) => exists).map((document) => [document.ref.path, document.data()]));
}

const filesBelow = async (uid: string) =>
  (await Promise.all(Object.values(folders).map((folder) => bucket().getFiles({ prefix: `${folder(uid)}/` })))).flatMap(
    ([files]) => files,
  );

/** Every file of these people, by what it holds. The bucket is that of all tests, which go on meanwhile. */
export async function dumpFiles(...uids: string[]): Promise<Map<string, unknown>> {
  const files = (await Promise.all(uids.map(filesBelow))).flat();
  return new Map(files.map(({ name, metadata }) => [name, [metadata.md5Hash, metadata.size, metadata.generation]]));
}

const PATTERNS = Object.entries(paths).map(([name, make]) => {
  const pattern = (make as (...ids: string[]) => string)('*', '*');
  return { name, pattern: new RegExp(`^${pattern.replaceAll('*', '[^/]+')}$`) };
});

/** @returns whether the inventory says that documents like this one stay */
function isKept(path: string): boolean {
  const name = PATTERNS.find(({ pattern }) => pattern.test(path))?.name as keyof typeof paths | undefined;
  return name !== undefined && typeof PARTS[name].erase === 'object';
}

interface Gone {
  id: string;
  username: string;
  email: string;
}

/**
 * Looks everywhere for somebody who has left.
 * @returns where their uid, name or address still stands, in a place or in a document that doesn't stay
 */
export async function tracesOf({ id, username, email }: Gone): Promise<string[]> {
  const words = [id, username.toLowerCase(), email.toLowerCase()];
  const names = (text: string) => words.some((word) => text.toLowerCase().includes(word));
  // What stays may know them by their uid, which leads to nobody any more. A name may be the beginning of another one.
  const called = words.slice(1).filter((word) => word !== id.toLowerCase() && word !== id);
  const isCalled = (text: string) =>
    called.some((word) => new RegExp(`(?<![\\w@.])${word.replaceAll('.', '\\.')}(?![\\w@.])`, 'i').test(text));
  const documents = [...(await dump())].filter(([path, data]) => {
    const text = `${path} ${JSON.stringify(data)}`;
    return isKept(path) ? isCalled(text) : names(text);
  });
  const files = await filesBelow(id);
  // Their address may be somebody else's by now.
  const { users } = await auth().getUsers([{ uid: id }]);
  return [
    ...documents.map(([path]) => path),
    ...files.map(({ name }) => `file ${name}`),
    ...users.map(({ uid }) => `sign-in ${uid}`),
  ];
}
