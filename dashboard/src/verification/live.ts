import { collectionOf, paths } from '@api/contract/paths.ts';
import { NAME_FIELD } from '@api/verification/policy.ts';
import type { Verification } from '@api/verification/schema.ts';
import { page } from '../live/api.ts';
import { type Live, liveQuery } from '../live/live-query.ts';
import { refreshMe } from '../users/me.ts';
import { verificationKeys } from './keys.ts';

/** My requests to be verified, newest first; when one is decided, what is shown of me follows. */
export const useOwnVerifications: () => Live<Verification> = liveQuery<Verification>({
  key: () => verificationKeys.own,
  limit: 20,
  query: ({ db, sdk }, uid) =>
    sdk.query(
      sdk.collection(db, collectionOf(paths.verification('any'))),
      sdk.where('user', '==', uid),
      sdk.orderBy('submitted_at', 'desc'),
    ),
  rest: async (_, limit, signal) => (await page('GET /users/verify', { query: { limit }, signal })).items,
  onChange: ({ queries, uid }) => void refreshMe(queries, uid),
});

type NameField = (typeof NAME_FIELD)[keyof typeof NAME_FIELD];

/** @returns the names of mine that are verified, by the field of the profile: with another one the tick goes */
export function useProvenNames(): Partial<Record<NameField, string>> {
  const approved = useOwnVerifications().items?.filter(({ status }) => status === 'approved') ?? [];
  return Object.fromEntries(approved.map(({ doc_type, name }) => [NAME_FIELD[doc_type], name]));
}
