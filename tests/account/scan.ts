import { PARTS } from '../../functions/src/account/parts.ts';
import { folders } from '../../functions/src/contract/folders.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { auth, bucket, db } from '../../functions/src/firebase.ts';

/** Every document of the database, also below documents that aren't there. */
export async function dump(): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  const visit = async (collections: FirebaseFirestore.CollectionReference[]): Promise<void> => {
    await Promise.all(
      collections.map(async (collection) => {
        const references = await collection.listDocuments();
        const documents = references.length > 0 ? await db().getAll(...references) : [];
        for (const document of documents) if (document.exists) found.set(document.ref.path, document.data());
        await Promise.all(references.map(async (reference) => visit(await reference.listCollections())));
      }),
    );
  };
  await visit(await db().listCollections());
  return found;
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
  const documents = [...(await dump())].filter(
    ([path, data]) => !isKept(path) && names(`${path} ${JSON.stringify(data)}`),
  );
  const files = await Promise.all(
    Object.values(folders).map((folder) => bucket().getFiles({ prefix: `${folder(id)}/` })),
  );
  // Their address may be somebody else's by now.
  const { users } = await auth().getUsers([{ uid: id }]);
  return [
    ...documents.map(([path]) => path),
    ...files.flatMap(([found]) => found.map(({ name }) => `file ${name}`)),
    ...users.map(({ uid }) => `sign-in ${uid}`),
  ];
}
