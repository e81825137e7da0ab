import { invalidFields } from '../contract/api-error.ts';
import type { FieldError } from '../contract/errors.ts';
import { newUid } from '../contract/ids.ts';
import { paths } from '../contract/paths.ts';
import { usernameFault } from '../contract/usernames.ts';
import { auth, db } from '../firebase.ts';
import { isoNow } from '../runtime/clock.ts';
import { ALREADY_EXISTS, codeOf } from '../store/codes.ts';
import { giveFirstClaims, writeClaims } from './claims.ts';
import { closeAccount } from './closing.ts';
import { welcomeId, withSearchFields } from './document.ts';
import { accountDocument, userDocument, usernameDocument } from './documents.ts';
import { EMAIL_TAKEN } from './identity.ts';
import type { Available, OwnProfile, ProfileDocument, Register } from './schema.ts';
import { deleteSignIn, findSignIn } from './sign-in.ts';
import { standingOf, wasUsed } from './standing.ts';

const USERNAME_TAKEN: FieldError = { field: 'username', message: 'A user with that username already exists.' };
const EMAIL_REFUSED: FieldError = { field: 'email', message: 'Enter a valid email address.' };

/** Auth notes the two times of a new account one after the other. */
const SAME_MOMENT_MS = 2000;

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
    created_at: isoNow(),
  });
};

/**
 * Clears away an account that keeps a name or an address from its owner, though nobody can get into it: one that was
 * made at Firebase Auth itself, or a registration that broke off.
 * @returns whether the way is free
 */
async function makeWay(uid: string): Promise<boolean> {
  const [profile, account] = await Promise.all([userDocument(uid).get(), findSignIn({ uid })]);
  const standing = standingOf(profile.data(), account);
  if (standing !== 'nobody' && standing !== 'unfinished') return false;
  // Whoever has just come back from leaving has no claims yet, either.
  if (standing === 'unfinished' && account && wasUsed(account)) return false;
  await closeAccount(uid);
  await deleteSignIn(uid);
  return true;
}

async function emailIsFree(email: string): Promise<boolean> {
  const account = await findSignIn({ email });
  return account === null || makeWay(account.uid);
}

/** @returns false when somebody has the name */
async function claim(person: Register, profile: ProfileDocument): Promise<boolean> {
  const batch = db().batch();
  batch.create(usernameDocument(person.username), { uid: profile.id });
  batch.create(userDocument(profile.id), profile);
  batch.create(accountDocument(profile.id), { email: person.email, phone: '' });
  try {
    await batch.commit();
    return true;
  } catch (error) {
    if (codeOf(error) === ALREADY_EXISTS) return false;
    throw error;
  }
}

/** The same, after a look at who has the name. */
async function claimAnew(person: Register, profile: ProfileDocument): Promise<boolean> {
  const holder = (await usernameDocument(person.username).get()).data();
  return (!holder || (await makeWay(holder.uid))) && claim(person, profile);
}

/**
 * Claims the username, writes the profile, and then makes the account: whoever loses the name never reaches Auth, so
 * no account is left without a profile. If Auth refuses, the documents are taken back.
 * @param faults what is wrong already, so that everything is told in one answer
 * @throws ApiError 400 with the fields that are taken
 */
export async function register(person: Register, faults: FieldError[]): Promise<OwnProfile> {
  const { username, email, password } = person;
  if (!(await emailIsFree(email))) faults.push(EMAIL_TAKEN);
  if (faults.length > 0) {
    const claimed = await usernameDocument(username).get();
    throw invalidFields(claimed.exists ? [USERNAME_TAKEN, ...faults] : faults);
  }
  const profile = newProfile(newUid(), person);
  if (!(await claim(person, profile)) && !(await claimAnew(person, profile))) throw invalidFields([USERNAME_TAKEN]);
  try {
    await auth().createUser({ uid: profile.id, email, password });
    await giveFirstClaims(profile);
  } catch (error) {
    await takeBack(profile);
    if (codeOf(error) === 'auth/email-already-exists') throw invalidFields([EMAIL_TAKEN]);
    // Firebase Auth may know a rule for addresses that browsers don't.
    if (codeOf(error) === 'auth/invalid-email') throw invalidFields([EMAIL_REFUSED]);
    throw error;
  }
  return { ...profile, email, phone: '' };
}

/** Undoes a registration, with the welcome that may have been written for it meanwhile. */
async function takeBack({ id, username }: ProfileDocument): Promise<void> {
  const batch = db().batch();
  for (const document of [usernameDocument(username), userDocument(id), accountDocument(id)]) batch.delete(document);
  batch.delete(db().doc(paths.notification(id, welcomeId(id))));
  await batch.commit();
  await deleteSignIn(id);
}

/**
 * Completes a registration that broke off after its sign-in was made.
 * @returns whether the account is whole now
 */
export async function finishRegistration(uid: string): Promise<boolean> {
  const [profile, account] = await Promise.all([userDocument(uid).get(), findSignIn({ uid })]);
  const found = profile.data();
  if (!found || !account || standingOf(found, account) !== 'unfinished') return false;
  await writeClaims(uid);
  return true;
}

/** @returns whether `username` could be registered now, and if not, why, in the words of registration */
export async function availability(username: string): Promise<Available> {
  const fault = usernameFault(username);
  if (fault !== null) return { username, available: false, reason: fault };
  const { exists } = await usernameDocument(username).get();
  return { username, available: !exists, ...(exists && { reason: USERNAME_TAKEN.message }) };
}

/** @returns whether the account is still as its registration answered: there, with its address and its first sign-in */
export async function isAsRegistered({ id, email }: OwnProfile): Promise<boolean> {
  const account = await findSignIn({ uid: id });
  if (!account || account.disabled || account.email !== email) return false;
  const { metadata, tokensValidAfterTime } = account;
  // Logging out everywhere, or a new password, moves the time from when on tokens are good.
  return Date.parse(tokensValidAfterTime ?? '') - Date.parse(metadata.creationTime) <= SAME_MOMENT_MS;
}
