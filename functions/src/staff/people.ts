import type { Query } from 'firebase-admin/firestore';
import { invalidField } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { tidyLogin } from '../contract/text.ts';
import { reportsAbout } from '../reports/review.ts';
import { collection } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { readPage } from '../store/pages.ts';
import { searchToken } from '../store/tokens.ts';
import { userDocument } from '../users/documents.ts';
import { ProfileDocument } from '../users/schema.ts';
import { findSignIn } from '../users/sign-in.ts';
import { entriesAbout } from './log.ts';
import type { ListedUser, ReviewedUser, UsersQuery } from './schema.ts';
import { managedUser } from './users.ts';

const REPORTS = 10;
const ENTRIES = 20;

const toListed = (profile: ProfileDocument): ListedUser => ({
  ...profile,
  withheld: profile.withheld ?? [],
  suspended_until: profile.suspended_until ?? null,
});

async function byAddress(email: string): Promise<Page<ListedUser>> {
  const account = await findSignIn({ email });
  const profile = account && (await userDocument(account.uid).get()).data();
  return { items: profile ? [toListed(profile)] : [], next: null };
}

/**
 * Everybody, also who isn't to be found; the newest first.
 * Indexes: users (search_tokens | role | is_verified | withheld, created_at desc); Firestore merges them for several filters.
 * @throws ApiError 400 for a state together with a search
 */
export async function listPeople(asked: UsersQuery, page: PageQuery): Promise<Page<ListedUser>> {
  const { role, verified, state } = asked;
  // As one signs in: `@bob` is a name, and an address has one form.
  const search = asked.search && tidyLogin(asked.search);
  if (search && state) throw invalidField('state', 'Search, or look for a state: not both.');
  if (search?.includes('@')) return byAddress(search);
  let query: Query<ProfileDocument> = collection(collectionOf(paths.user('_')), ProfileDocument);
  if (search) query = query.where('search_tokens', 'array-contains', searchToken(search));
  if (state) query = query.where('withheld', 'array-contains', state);
  if (role) query = query.where('role', '==', role);
  if (verified) query = query.where('is_verified', '==', verified === 'true');
  const { items, next } = await readPage(query, [{ field: 'created_at', direction: 'desc' }], page);
  return { items: items.map(toListed), next };
}

const time = (told: string | null | undefined): string | null => (told ? new Date(told).toISOString() : null);

async function signInOf(uid: string): Promise<ReviewedUser['sign_in']> {
  const account = await findSignIn({ uid });
  if (!account) return null;
  const { lastSignInTime, lastRefreshTime } = account.metadata;
  const providers = account.providerData.map(({ providerId }) => providerId);
  return { last_sign_in: time(lastSignInTime), last_active: time(lastRefreshTime), providers };
}

/** @throws ApiError 404 */
export async function lookAtPerson(me: string, uid: string): Promise<ReviewedUser> {
  const [user, sign_in, reports, log] = await sideBySide([
    () => managedUser(uid),
    () => signInOf(uid),
    () => reportsAbout(me, uid, REPORTS),
    () => entriesAbout(uid, ENTRIES),
  ]);
  return { ...user, sign_in, reports, log };
}
