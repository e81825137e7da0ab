import { notFound } from '../contract/api-error.ts';
import { changedPreferences, type Preferences, type PreferencesPatch, preferencesOf } from '../contract/preferences.ts';
import { db } from '../firebase.ts';
import type { Caller } from '../http/auth.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { stateDocument } from '../verification/documents.ts';
import { concernsProof, renameWithin } from '../verification/rename.ts';
import { withSearchFields } from './document.ts';
import { accountDocument, userDocument } from './documents.ts';
import { currentEmail } from './email.ts';
import { Account, type OwnProfile, ProfileDocument, type ProfilePatch } from './schema.ts';

/** @throws ApiError 404 when the account has no profile */
export async function ownProfile(caller: Caller): Promise<OwnProfile> {
  const { uid } = caller;
  const [profile, account] = await readTogether(db(), userDocument(uid), accountDocument(uid));
  if (!profile || !account) throw notFound();
  return { ...profile, email: await currentEmail(caller, account.email), phone: account.phone };
}

/** Changes the given fields, and what search goes by with them. */
export async function updateProfile(caller: Caller, { phone, ...patch }: ProfilePatch): Promise<OwnProfile> {
  const { uid } = caller;
  const changed = await db().runTransaction(async (tx) => {
    const places = [userDocument(uid), accountDocument(uid)] as const;
    const [before, account, proven] = concernsProof(patch)
      ? await readTogether(tx, ...places, stateDocument(uid))
      : await readTogether(tx, ...places);
    if (!before || !account) throw notFound();
    const after = withSearchFields({ ...before, ...patch });
    if (concernsProof(patch)) after.is_verified = renameWithin(tx, proven, before, after);
    const { category_key, search_tokens, is_verified } = after;
    if (Object.keys(patch).length > 0) {
      tx.update(userDocument(uid), patchOf(ProfileDocument, { ...patch, category_key, search_tokens, is_verified }));
    }
    if (phone !== undefined) tx.update(accountDocument(uid), patchOf(Account, { phone }));
    return { ...after, email: account.email, phone: phone ?? account.phone };
  });
  return { ...changed, email: await currentEmail(caller, changed.email) };
}

/** @throws ApiError 404 when the account has no profile */
export async function ownPreferences(uid: string): Promise<Preferences> {
  const account = (await accountDocument(uid).get()).data();
  if (!account) throw notFound();
  return preferencesOf(account);
}

/** Changes the given preferences, and leaves the others. @throws ApiError 404 when the account has no profile */
export const updatePreferences = (uid: string, patch: PreferencesPatch): Promise<Preferences> =>
  db().runTransaction(async (tx) => {
    const account = (await tx.get(accountDocument(uid))).data();
    if (!account) throw notFound();
    const preferences = changedPreferences(preferencesOf(account), patch);
    tx.update(accountDocument(uid), patchOf(Account, { preferences }));
    return preferences;
  });

/**
 * Looks whether the person is there, and names their picture, in one commit.
 * @param avatar_url the new picture's address, null for none
 * @returns the former one's
 * @throws ApiError 404 when the profile is gone
 */
export async function replaceAvatarUrl(uid: string, avatar_url: string | null): Promise<string | null> {
  return db().runTransaction(async (tx) => {
    const profile = (await tx.get(userDocument(uid))).data();
    if (!profile) throw notFound();
    tx.update(userDocument(uid), patchOf(ProfileDocument, { avatar_url }));
    return profile.avatar_url;
  });
}
