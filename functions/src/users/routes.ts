import { z } from 'zod';
import { invalidFields } from '../contract/api-error.ts';
import { Preferences, PreferencesPatch } from '../contract/preferences.ts';
import { uploadedPath } from '../contract/uploads.ts';
import { route } from '../http/route.ts';
import { removeAvatar, setAvatar, setAvatarFromUpload } from './avatar.ts';
import { commonPasswords } from './common-passwords.ts';
import { requestEmailChange } from './email.ts';
import { refreshTokens, sendPasswordReset, signIn } from './identity.ts';
import * as limits from './limits.ts';
import { logIn } from './login.ts';
import { passwordErrors } from './policy.ts';
import * as registration from './registration.ts';
import * as schema from './schema.ts';
import { logOut, setPassword } from './sessions.ts';
import { confirmPassword, ownEmail } from './sign-in.ts';
import * as users from './store.ts';
import { visibleProfile } from './visible.ts';

const Detail = z.object({ detail: z.string() }).meta({ id: 'Detail' });

export const register = route({
  method: 'post',
  path: '/users/auth/register',
  auth: 'public',
  summary: 'Register',
  body: schema.Register,
  response: [201, schema.OwnProfile],
  limits: limits.REGISTER,
  once: registration.isAsRegistered,
  // Where an account that nobody can use has the name and the address, it is closed first.
  cost: { reads: 0, writes: 3, trips: 1, rare: { reads: 9, writes: 7, deletes: 10, trips: 8 } },
  handler: async ({ body }) =>
    registration.register(body, passwordErrors('password', body.password, body, await commonPasswords())),
});

export const usernameAvailable = route({
  method: 'get',
  path: '/users/available',
  auth: 'public',
  summary: 'Whether a username is free, for a form that asks while it is typed',
  description: 'Says what registration would say of the name, and claims nothing.',
  query: schema.AvailableQuery,
  response: [200, schema.Available],
  limits: limits.AVAILABLE,
  cost: { reads: 1, writes: 0, trips: 1 },
  handler: ({ query }) => registration.availability(query.username),
});

export const login = route({
  method: 'post',
  path: '/users/auth/login',
  auth: 'public',
  summary: 'Log in with a username or an email address',
  description:
    'An unknown name, a wrong password and a disabled account are answered alike. Who is suspended and knows the password gets 403 with `suspension`: why, until when, and a token for what they may still do.',
  body: schema.Login,
  response: [200, schema.LoginAnswer],
  limits: limits.LOGIN,
  once: false,
  refuses: ['invalid_credentials', 'account_suspended', 'account_leaving'],
  // Where the address was changed at Firebase Auth, a registration had broken off or a suspension is over, that is put in order.
  cost: { reads: 1, writes: 0, trips: 1, rare: { reads: 13, writes: 3, trips: 10 } },
  handler: ({ body, attempt }) => logIn(body.username, body.password, attempt),
});

export const refresh = route({
  method: 'post',
  path: '/users/auth/refresh',
  auth: 'public',
  summary: 'Get a new access token',
  body: schema.Refresh,
  response: [200, schema.Tokens],
  once: false,
  refuses: ['invalid_token', 'account_suspended'],
  cost: { reads: 0, writes: 0, trips: 0 },
  handler: ({ body }) => refreshTokens(body.refresh),
});

export const logout = route({
  method: 'post',
  path: '/users/auth/logout',
  auth: 'user',
  summary: 'Log out everywhere',
  description: 'Ends every session: refresh tokens at once, access tokens within ten seconds.',
  response: [204, null],
  once: false,
  // Whoever wants to be out is never refused.
  evenFor: ['suspended', 'deleted'],
  // The claims follow from three documents, which are read again at the end. Ten phones are forgotten at most.
  cost: { reads: 7, writes: 2, trips: 5, rare: { reads: 16, writes: 2, deletes: 10, trips: 6 } },
  handler: ({ user }) => logOut(user.uid),
});

export const resetPassword = route({
  method: 'post',
  path: '/users/auth/password_reset',
  auth: 'public',
  summary: 'Have a mail sent with which to choose a new password',
  body: schema.PasswordReset,
  response: [200, Detail],
  limits: limits.RESET,
  once: false,
  cost: { reads: 0, writes: 0, trips: 0 },
  handler: async ({ body }) => {
    await sendPasswordReset(body.email);
    return { detail: 'If an account uses this address, a mail with a link is on its way.' };
  },
});

export const changePassword = route({
  method: 'post',
  path: '/users/auth/password_change',
  auth: 'user',
  summary: 'Change the password; every other session ends',
  body: schema.PasswordChange,
  response: [200, schema.LoginAnswer],
  limits: limits.PASSWORD,
  once: false,
  refuses: ['conflict'],
  cost: { reads: 7, writes: 2, trips: 5, rare: { reads: 16, writes: 2, deletes: 10, trips: 6 } },
  handler: async ({ user, body, attempt }) => {
    const email = await ownEmail(user.uid);
    const faults = passwordErrors(
      'new_password',
      body.new_password,
      { username: user.username, email },
      await commonPasswords(),
    );
    if (faults.length > 0) throw invalidFields(faults);
    await attempt(() => confirmPassword(email, 'old_password', body.old_password));
    await setPassword(user.uid, body.new_password);
    return signIn(email, body.new_password, performance.now());
  },
});

export const changeEmail = route({
  method: 'post',
  path: '/users/auth/email_change',
  auth: 'user',
  summary: 'Have a mail sent to a new address, whose link makes it mine',
  description:
    'Until the link is opened nothing changes. Then every session ends. The address that was there is told both, and what to do where it was somebody else.',
  body: schema.EmailChange,
  response: [200, Detail],
  limits: limits.EMAIL_CHANGE,
  once: false,
  refuses: ['conflict'],
  cost: { reads: 0, writes: 0, trips: 0 },
  handler: async ({ user, body, attempt }) => {
    await requestEmailChange(user, body, attempt);
    return { detail: `A mail is on its way to ${body.email}. Open its link, and sign in again.` };
  },
});

export const getProfile = route({
  method: 'get',
  path: '/users/profile',
  auth: 'user',
  summary: 'My profile',
  response: [200, schema.OwnProfile],
  refuses: ['not_found'],
  cost: { reads: 2, writes: 0, trips: 1, rare: { reads: 3, writes: 1, trips: 3 } },
  handler: ({ user }) => users.ownProfile(user),
});

export const updateProfile = route({
  method: 'patch',
  path: '/users/profile',
  auth: 'user',
  summary: 'Change my profile',
  body: schema.ProfilePatch,
  response: [200, schema.OwnProfile],
  refuses: ['not_found'],
  // A name that staff look at, or have approved, changes with them.
  cost: { reads: 3, writes: 2, trips: 2, rare: { reads: 3, writes: 6, trips: 3 } },
  handler: ({ user, body }) => users.updateProfile(user, body),
});

export const getPreferences = route({
  method: 'get',
  path: '/users/preferences',
  auth: 'user',
  summary: 'What I want to be told of, and what others may know of me',
  response: [200, Preferences],
  refuses: ['not_found'],
  cost: { reads: 1, writes: 0, trips: 1 },
  handler: ({ user }) => users.ownPreferences(user.uid),
});

export const updatePreferences = route({
  method: 'patch',
  path: '/users/preferences',
  auth: 'user',
  summary: 'Change my preferences',
  description: 'Fields that are left out stay as they are. A push never comes for what is switched off in the app.',
  body: PreferencesPatch,
  response: [200, Preferences],
  refuses: ['not_found'],
  cost: { reads: 1, writes: 1, trips: 2 },
  handler: ({ user, body }) => users.updatePreferences(user.uid, body),
});

export const putAvatar = route({
  method: 'put',
  path: '/users/profile/avatar',
  auth: 'user',
  summary: 'Set my picture',
  description: 'As multipart/form-data, or as JSON naming a file that the SDK has uploaded.',
  upload: 'avatar',
  // Pictures are decoded one after the other.
  seconds: 45,
  body: uploadedPath('avatar'),
  response: [200, schema.Avatar],
  limits: limits.UPLOADS_A_PERSON,
  refuses: ['not_found'],
  cost: { reads: 1, writes: 1, trips: 2 },
  handler: async ({ user, body, file }) => {
    if (file) return setAvatar(user.uid, file.data);
    return setAvatarFromUpload(user.uid, body.path);
  },
});

export const deleteAvatar = route({
  method: 'delete',
  path: '/users/profile/avatar',
  auth: 'user',
  summary: 'Remove my picture',
  response: [204, null],
  refuses: ['not_found'],
  cost: { reads: 1, writes: 1, trips: 2 },
  handler: ({ user }) => removeAvatar(user.uid),
});

export const getUser = route({
  method: 'get',
  path: '/users/{username}',
  auth: 'user',
  summary: 'Somebody’s profile, and how we stand',
  params: z.strictObject({ username: z.string().regex(/^[A-Za-z0-9._]{3,30}$/) }),
  response: [200, schema.ProfileWithRelation],
  cost: { reads: 2, writes: 0, trips: 2 },
  handler: async ({ user, params }) => {
    const { profile, relation } = await visibleProfile(user.uid, params.username);
    return { ...profile, relation };
  },
});
