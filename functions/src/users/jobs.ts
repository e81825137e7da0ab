import { isDeepStrictEqual } from 'node:util';
import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { collectionOf, paths } from '../contract/paths.ts';
import { collection, patchOf } from '../store/converter.ts';
import { pagesOf } from '../store/pages.ts';
import { unlessOvertaken } from '../store/writer.ts';
import { withSearchFields } from './document.ts';
import { ProfileDocument } from './schema.ts';

/** Profiles a query. */
const PAGE = 200;

async function reindexOne(found: QueryDocumentSnapshot<ProfileDocument>): Promise<'changed' | 'unchanged'> {
  const profile = found.data();
  const { category_key, search_tokens } = withSearchFields(profile);
  const fields = { category_key, search_tokens };
  const before = { category_key: profile.category_key, search_tokens: profile.search_tokens };
  if (isDeepStrictEqual(fields, before)) return 'unchanged';
  // Whoever changes the profile meanwhile brings it under the new rules by that.
  const patch = patchOf(ProfileDocument, fields);
  const isChanged = await unlessOvertaken(found.ref.update(patch, { lastUpdateTime: found.updateTime }));
  return isChanged ? 'changed' : 'unchanged';
}

/** Brings what profiles are found under up to date, after the rules of search have changed. */
export async function reindex(): Promise<{ changed: number; unchanged: number }> {
  const report = { changed: 0, unchanged: 0 };
  const profiles = collection(collectionOf(paths.user('_')), ProfileDocument).orderBy('__name__');
  for await (const docs of pagesOf(profiles, PAGE)) {
    for (const outcome of await Promise.all(docs.map(reindexOne))) report[outcome] += 1;
  }
  return report;
}
