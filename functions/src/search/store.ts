import type { Query } from 'firebase-admin/firestore';
import type { PageQuery } from '../contract/pagination.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { collection } from '../store/converter.ts';
import { type Order, type ReadPage, readPage } from '../store/pages.ts';
import { normalize, searchToken } from '../store/tokens.ts';
import { type Profile, ProfileDocument } from '../users/schema.ts';
import type { SearchQuery } from './schema.ts';

/**
 * One page of people, the verified first, then by username. Reads exactly what it returns.
 * Indexes: each filter alone with (is_verified, username_key); Firestore merges them for several filters.
 */
export function findPeople(
  { search, role, category, verified }: SearchQuery,
  page: PageQuery,
): Promise<ReadPage<Profile>> {
  let query: Query<ProfileDocument> = collection(collectionOf(paths.user('_')), ProfileDocument);
  if (search) query = query.where('search_tokens', 'array-contains', searchToken(search));
  if (role) query = query.where('role', '==', role);
  if (category) query = query.where('category_key', '==', normalize(category));
  const order: Order[] = [{ field: 'username_key', direction: 'asc' }];
  if (verified) query = query.where('is_verified', '==', verified === 'true');
  else order.unshift({ field: 'is_verified', direction: 'desc' });
  return readPage(query, order, page);
}
