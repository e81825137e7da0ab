import { EMAIL, NEW_PASSWORD, PASSWORD, PEOPLE, PHONE, PICTURES, PROFILES, TOKENS } from '../contract/examples.ts';
import { inbox } from '../contract/folders.ts';
import { paths } from '../contract/paths.ts';
import { DEFAULT_PREFERENCES } from '../contract/preferences.ts';
import type { Docs, Listener, Tag } from '../http/describe.ts';
import type * as routes from './routes.ts';

const SIGN_IN: Tag = {
  name: 'Sign in',
  about: 'Make an account, get tokens, renew them and end them. The order in which an app needs these is told above.',
};
const PROFILE: Tag = { name: 'My profile', about: 'What others see of me, and what only I see: e-mail and phone.' };
/** Also search and suggestions are about these. */
export const OTHERS: Tag = {
  name: 'People',
  about: 'Other people, as I may see them. Somebody who has blocked me answers like nobody: 404.',
};

const { alice, bob } = PROFILES;
const mine = { ...alice, email: EMAIL, phone: PHONE };
const fresh = {
  ...mine,
  display_name: 'Alice Moreau',
  bio: '',
  avatar_url: null,
  business_category: '',
  location: '',
  social_links: {},
  is_verified: false,
  connection_count: 0,
  phone: '',
};

export const docs = {
  register: {
    tag: SIGN_IN,
    body: {
      username: alice.username,
      email: EMAIL,
      password: PASSWORD,
      role: alice.role,
      display_name: alice.display_name,
    },
    answer: fresh,
  },
  login: { tag: SIGN_IN, body: { username: alice.username, password: PASSWORD }, answer: TOKENS },
  refresh: {
    tag: SIGN_IN,
    body: { refresh: TOKENS.refresh },
    answer: { access: TOKENS.access, refresh: TOKENS.refresh },
  },
  logout: { tag: SIGN_IN },
  usernameAvailable: {
    tag: SIGN_IN,
    query: { username: 'alice' },
    answer: { username: 'alice', available: false, reason: 'A user with that username already exists.' },
  },
  resetPassword: {
    tag: SIGN_IN,
    body: { email: EMAIL },
    answer: { detail: 'If an account uses this address, a mail with a link is on its way.' },
  },
  changePassword: { tag: SIGN_IN, body: { old_password: PASSWORD, new_password: NEW_PASSWORD }, answer: TOKENS },
  changeEmail: {
    tag: SIGN_IN,
    body: { email: 'alice@moreau.example', password: PASSWORD },
    answer: { detail: 'A mail is on its way to alice@moreau.example. Open its link, and sign in again.' },
  },
  getProfile: { tag: PROFILE, answer: mine },
  updateProfile: {
    tag: PROFILE,
    body: { bio: alice.bio, location: alice.location, phone: PHONE, social_links: { instagram: '@alice' } },
    answer: { ...mine, social_links: { instagram: alice.social_links.instagram } },
  },
  getPreferences: { tag: PROFILE, answer: DEFAULT_PREFERENCES },
  updatePreferences: {
    tag: PROFILE,
    body: { notifications: { hosting: { in_app: false } }, privacy: { messages_from: 'connections' } },
    answer: {
      ...DEFAULT_PREFERENCES,
      notifications: { ...DEFAULT_PREFERENCES.notifications, hosting: { in_app: false } },
      privacy: { ...DEFAULT_PREFERENCES.privacy, messages_from: 'connections' },
    },
  },
  putAvatar: {
    tag: PROFILE,
    body: { path: inbox(PEOPLE.alice.id, 'avatar', 0) },
    answer: { avatar_url: PICTURES[320], sizes: PICTURES },
  },
  deleteAvatar: { tag: PROFILE },
  getUser: { tag: OTHERS, params: { username: bob.username }, answer: { ...bob, relation: 'connected' } },
} satisfies Docs<typeof routes>;

export const listeners: Listener[] = [
  { about: 'Somebody’s public profile, also my own', path: paths.user('{uid}') },
  { about: 'My e-mail address, phone number and preferences', path: paths.account('{uid}') },
  { about: 'From when on my tokens are good: older sessions have ended', path: paths.revocation('{uid}') },
];
