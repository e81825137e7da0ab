import { invalidFields, notFound } from '../contract/api-error.ts';
import type { FieldError } from '../contract/errors.ts';
import { newUid } from '../contract/ids.ts';
import { paths } from '../contract/paths.ts';
import { usernameFault, usernameKey } from '../contract/usernames.ts';
import { auth, db } from '../firebase.ts';
import { revoke } from '../http/revocations.ts';
import { ALREADY_EXISTS, codeOf } from '../store/codes.ts';
import { documentOf, patchOf, readTogether } from '../store/converter.ts';
import { withSearchFields } from './document.ts';
import {
  Account,
  type Available,
  type OwnProfile,
  ProfileDocument,
  type ProfilePatch,
  type Register,
  UsernameClaim,
} from './schema.ts';
import { deleteSignIn, ofCaller } from './sign-in.ts';

const userDocument = (uid: string) => documentOf(paths.user(uid), ProfileDocument);
const accountDocument = (uid: string) => documentOf(paths.account(uid), Account);
const usernameDocument = (username: string) => documentOf(paths.username(usernameKey(username)), UsernameClaim);

const USERNAME_TAKEN: FieldError = { field: 'username', message: 'A user with that username already exists.' };
/** Auth notes the two times of a new account one after the other. */
const SAME_MOMENT_MS = 2000;

const EMAIL_TAKEN: FieldError = { field: 'email', message: 'A user with that email already exists.' };
const EMAIL_REFUSED: FieldError = { field: 'email', message: 'Enter a valid email address.' };

const newProfile = (uid: string, { username, role, display_name = username }: Register): ProfileDocument => {
  return withSearchFields({
    id: uid,
    username,
    display_name,
    role,
    bio: '',
    avatar_url: null,
    company_name: '',
    business_category: '',
    location: '',
    social_links: {},
    is_verified: false,
    connection_count: 0,
    created_at: new Date().toISOString(),
  });
};

const emailTaken = (email: string): Promise<boolean> =>
  auth()
    .getUserByEmail(email)
    .then(
      () => true,
      (error) => {
        if (codeOf(error) === 'auth/user-not-found' || codeOf(error) === 'auth/invalid-email') return false;
        throw error;
      },
    );

/**
 * Claims the username, writes the profile, and then makes the account: whoever loses the name never reaches Auth, so
 * no account is left without a profile. If Auth refuses, the documents are taken back.
 * @param faults what is wrong already, so that everything is told in one answer
 * @throws ApiError 400 with the fields that are taken
 */
export async function register(person: Register, faults: FieldError[]): Promise<OwnProfile> {
  const { username, email, password, role } = person;
  if (await emailTaken(email)) faults.push(EMAIL_TAKEN);
  if (faults.length > 0) {
    const claimed = await usernameDocument(username).get();
    throw invalidFields(claimed.exists ? [USERNAME_TAKEN, ...faults] : faults);
  }
  const uid = newUid();
  const profile = newProfile(uid, person);
  const claim = db().batch();
  claim.create(usernameDocument(username), { uid });
  claim.create(userDocument(uid), profile);
  claim.create(accountDocument(uid), { email, phone: '', suspended: false });
  try {
    await claim.commit();
  } catch (error) {
    if (codeOf(error) === ALREADY_EXISTS) throw invalidFields([USERNAME_TAKEN]);
    throw error;
  }
  try {
    await auth().createUser({ uid, email, password });
    await auth().setCustomUserClaims(uid, { username, role });
  } catch (error) {
    await takeBack(uid, username);
    if (codeOf(error) === 'auth/email-already-exists') throw invalidFields([EMAIL_TAKEN]);
    // Firebase Auth may know a rule for addresses that browsers don't.
    if (codeOf(error) === 'auth/invalid-email') throw invalidFields([EMAIL_REFUSED]);
    throw error;
  }
  return { ...profile, email, phone: '' };
}

/** @returns whether `username` could be registered now, and if not, why, in the words of registration */
export async function availability(username: string): Promise<Available> {
  const fault = usernameFault(username);
  if (fault !== null) return { username, available: false, reason: fault };
  const { exists } = await usernameDocument(username).get();
  return { username, available: !exists, ...(exists && { reason: USERNAME_TAKEN.message }) };
}

async function takeBack(uid: string, username: string): Promise<void> {
  const batch = db().batch();
  for (const document of [usernameDocument(username), userDocument(uid), accountDocument(uid)]) batch.delete(document);
  await batch.commit();
  await deleteSignIn(uid);
}

/** Who is meant by a name at login. */
export interface Named {
  /** The same for a username and the address of one account; told for a name that nobody has, too. */
  key: string;
  /** null where nobody can log in by that name. */
  email: string | null;
}

/** @param name a username or an e-mail address */
export async function accountOf(name: string): Promise<Named> {
  const account = await (name.includes('@') ? auth().getUserByEmail(name) : auth().getUser(await uidOf(name))).catch(
    (error: unknown) => {
      if (['auth/user-not-found', 'auth/invalid-email'].includes(String(codeOf(error)))) return null;
      throw error;
    },
  );
  if (!account) return { key: `nobody ${name.toLowerCase()}`, email: null };
  // Whom Auth knows, but who never registered here, has no claims, and would get tokens that open nothing.
  return { key: account.uid, email: account.customClaims?.username ? (account.email ?? null) : null };
}

/** @returns whose username it is; for a name that nobody has a uid that nobody has, so that no answer comes sooner */
async function uidOf(username: string): Promise<string> {
  // A name that no username can be is not worth a read, and may be no valid document id.
  if (!/^[A-Za-z0-9._]{3,30}$/.test(username) || /^(\.+|__.*__)$/.test(username)) return newUid();
  return (await usernameDocument(username).get()).data()?.uid ?? newUid();
}

/** @returns whether the account is still as its registration answered: there, with its address and its first sign-in */
export async function isAsRegistered({ id, email }: OwnProfile): Promise<boolean> {
  const account = await auth()
    .getUser(id)
    .catch((error: unknown) => {
      if (codeOf(error) === 'auth/user-not-found') return null;
      throw error;
    });
  if (!account || account.disabled || account.email !== email.toLowerCase()) return false;
  const { metadata, tokensValidAfterTime } = account;
  // Whoever logs out everywhere, or changes the password, moves the time from when on tokens are good.
  return Date.parse(tokensValidAfterTime ?? '') - Date.parse(metadata.creationTime) <= SAME_MOMENT_MS;
}

/** @throws ApiError 404 when the account has no profile */
export async function ownProfile(uid: string): Promise<OwnProfile> {
  const [profile, account] = await readTogether(db(), userDocument(uid), accountDocument(uid));
  if (!profile || !account) throw notFound();
  return { ...profile, email: account.email, phone: account.phone };
}

/** Changes the given fields, and what search goes by with them. */
export async function updateProfile(uid: string, { phone, ...patch }: ProfilePatch): Promise<OwnProfile> {
  return db().runTransaction(async (tx) => {
    const [before, account] = await readTogether(tx, userDocument(uid), accountDocument(uid));
    if (!before || !account) throw notFound();
    const after = withSearchFields({ ...before, ...patch });
    const { category_key, search_tokens } = after;
    if (Object.keys(patch).length > 0) {
      tx.update(userDocument(uid), patchOf(ProfileDocument, { ...patch, category_key, search_tokens }));
    }
    if (phone !== undefined) tx.update(accountDocument(uid), patchOf(Account, { phone }));
    return { ...after, email: account.email, phone: phone ?? account.phone };
  });
}

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

/** Ends every session: access tokens, and then what could renew them. */
export async function endSessions(uid: string): Promise<void> {
  await revoke(uid, 'signed_out');
  await ofCaller(auth().revokeRefreshTokens(uid));
}

/** Sets a new password, which also ends every session. */
export async function setPassword(uid: string, password: string): Promise<void> {
  await ofCaller(auth().updateUser(uid, { password }));
  await endSessions(uid);
}
