import { collectionOf, paths } from '../contract/paths.ts';
import { type Reindexed, reindexAll } from '../runtime/reindex.ts';
import { collection } from '../store/converter.ts';
import { withSearchFields } from './document.ts';
import { ProfileDocument } from './schema.ts';

/** Brings what profiles are found under up to date. */
export const reindex = (): Promise<Reindexed> =>
  reindexAll(collection(collectionOf(paths.user('_')), ProfileDocument), ProfileDocument, (profile) => {
    const { category_key, search_tokens } = withSearchFields(profile);
    return { category_key, search_tokens };
  });
