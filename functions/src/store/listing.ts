import { z } from 'zod';
import { environment } from '../config.ts';
import { unavailable } from '../contract/api-error.ts';
import { accessToken } from '../firebase.ts';

const Listed = z.object({
  documents: z.array(z.object({ name: z.string(), createTime: z.string().optional() })).default([]),
  nextPageToken: z.string().optional(),
});

/** A document of a collection: `created` is null where it isn't there, and only something below it is. */
export interface Listing {
  id: string;
  created: Date | null;
}

const PATIENCE_MS = 20_000;

/**
 * Lists a page of a collection, with the documents that aren't there but have something below them. No query finds those,
 * and the SDK's `listDocuments()` has no pages; so this asks Firestore's REST API
 * (https://cloud.google.com/firestore/docs/reference/rest/v1/projects.databases.documents/list).
 * @param field a small one: whole documents needn't be sent
 */
export async function listPage(
  collection: string,
  field: string,
  size: number,
  cursor: string | null,
): Promise<{ items: Listing[]; next: string | null }> {
  const { project, database, firestoreEmulator } = environment();
  const base = firestoreEmulator ? `http://${firestoreEmulator}` : 'https://firestore.googleapis.com';
  const url = new URL(`${base}/v1/projects/${project}/databases/${database}/documents/${collection}`);
  const query = { pageSize: String(size), showMissing: 'true', 'mask.fieldPaths': field };
  for (const [key, value] of Object.entries({ ...query, ...(cursor !== null && { pageToken: cursor }) })) {
    url.searchParams.set(key, value);
  }
  // Emulators take this word for a server's credentials.
  const token = firestoreEmulator ? 'owner' : await accessToken();
  const response = await fetch(url, {
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => {
    throw unavailable();
  });
  if (!response.ok) throw new Error(`Firestore refused to list ${collection}: ${response.status}`);
  const { documents, nextPageToken } = Listed.parse(await response.json());
  return {
    items: documents.map(({ name, createTime }) => ({
      id: name.slice(name.lastIndexOf('/') + 1),
      created: createTime === undefined ? null : new Date(createTime),
    })),
    next: nextPageToken || null,
  };
}
