import { relationTo } from '../connections/relation.ts';
import { notFound } from '../contract/api-error.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { usernameKey } from '../contract/usernames.ts';
import { collection } from '../store/converter.ts';
import { canSee } from './policy.ts';
import { ProfileDocument, type Relation } from './schema.ts';

/** In the form of a uid, and nobody's. */
const NOBODY = '0'.repeat(28);

/**
 * For every route with a username in it: who that is, and how `me` stands to them. Two reads, two round trips.
 * @throws ApiError 404 for nobody, and for somebody who has blocked `me`
 */
export async function visibleProfile(
  me: string,
  username: string,
): Promise<{ profile: ProfileDocument; relation: Relation | 'self' }> {
  const found = await collection(collectionOf(paths.user('_')), ProfileDocument)
    .where('username_key', '==', usernameKey(username))
    .limit(1)
    .get();
  const profile = found.docs[0]?.data();
  if (profile?.id === me) return { profile, relation: 'self' };
  // Asked for nobody, too: an answer must not come sooner for them than for somebody who has blocked.
  const { relation, blockedBy } = await relationTo(me, profile?.id ?? NOBODY);
  if (!profile || !canSee(relation, blockedBy, me)) throw notFound();
  return { profile, relation };
}
