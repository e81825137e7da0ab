import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { StaffPermission } from '../../functions/src/contract/roles.ts';
import { changePermissions } from '../../functions/src/staff/store.ts';
import { atAuth } from '../support/at-auth.ts';
import { askSuite } from '../support/patiently.ts';

const run = randomUUID().slice(0, 6);
export const PASSWORD = 'correct horse battery';

export interface Account {
  id: string;
  username: string;
  email: string;
  /** An ID token, for what a test does over REST. */
  access: string;
  /** What the dashboard exchanges for a session of its own. */
  firebase_token: string;
}

/** A request to the suite's API, as somebody or as nobody. @returns the answer's body */
// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
export async function api(method: string, path: string, body?: unknown, as?: Account): Promise<any> {
  const request = {
    method,
    headers: {
      ...(as && { Authorization: `Bearer ${as.access}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  const response = await askSuite(path, request);
  const text = await response.text();
  expect(response.ok, `${method} ${path}: ${text}`).toBe(true);
  return text ? JSON.parse(text) : undefined;
}

/** Signs somebody in over REST, with a token that says what holds now. */
export async function login(username: string): Promise<Pick<Account, 'access' | 'firebase_token'>> {
  const { access, firebase_token } = await api('POST', '/users/auth/login', { username, password: PASSWORD });
  return { access, firebase_token };
}

let made = 0;

/** Somebody new, registered over REST. Usernames are the name and what makes them unlike all others. */
export async function newAccount(name: string, profile: Record<string, unknown> = {}): Promise<Account> {
  made += 1;
  const username = `${name}_${run}${made}`;
  const email = `${username}@browser.example`;
  const { id } = await api('POST', '/users/auth/register', { username, email, password: PASSWORD, role: 'brand' });
  const account: Account = { id, username, email, ...(await login(username)) };
  if (Object.keys(profile).length > 0) await api('PATCH', '/users/profile', profile, account);
  return account;
}

/** `a` asks `b` to connect. @returns their connection's id */
export const ask = async (a: Account, b: Account): Promise<string> =>
  (await api('POST', '/connections/request', { receiver: b.id }, a)).id;

export async function connect(a: Account, b: Account): Promise<void> {
  const id = await ask(a, b);
  await api('PATCH', `/connections/${id}/action`, { status: 'accepted' }, b);
}

/** Two who are connected. */
export async function aliceAndBob(): Promise<[Account, Account]> {
  const [alice, bob] = await Promise.all([
    newAccount('alice', { display_name: 'Alice Moreau' }),
    newAccount('bob', { display_name: 'Bob Ferreira' }),
  ]);
  await connect(alice, bob);
  return [alice, bob];
}

/** Through the form, as a person would. */
export async function signInByForm(page: Page, { username }: Account, path = '/'): Promise<void> {
  await page.goto(path);
  await page.getByLabel(/^Username/).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await bell(page).waitFor();
}

/** Where Hosting's emulator has the dashboard keep a session that isn't in IndexedDB yet, and that there is one. */
const SESSION = 'firebase:authUser:fake-api-key:[DEFAULT]';
const HINT = 'infloo-signed-in';

/**
 * Opens a page as somebody who has signed in before: with the session that the form would have made, and without the
 * form, which takes a second. What is about signing in takes `signInByForm()`.
 */
export async function signIn(page: Page, { id, email, firebase_token }: Account, path = '/'): Promise<void> {
  const { idToken, refreshToken } = await atAuth('signInWithCustomToken', { token: firebase_token });
  const session = {
    ...{ uid: id, email, emailVerified: false, isAnonymous: false, providerData: [] },
    stsTokenManager: { accessToken: idToken, refreshToken, expirationTime: Date.now() + 3_600_000 },
    ...{ apiKey: 'fake-api-key', appName: '[DEFAULT]' },
  };
  const kept = JSON.stringify({ [SESSION]: JSON.stringify(session), [HINT]: '1' });
  // Once: whoever signs out in the test is out.
  await page.addInitScript(`
    if (location.protocol.startsWith('http') && !sessionStorage.getItem('${refreshToken}')) {
      sessionStorage.setItem('${refreshToken}', 'kept');
      Object.assign(localStorage, ${kept});
    }`);
  await page.goto(path);
  await bell(page).waitFor();
}

/** In whichever language the page is. */
export const bell = (page: Page) => page.getByRole('button', { name: /^(Notifications|الإشعارات)/ });

/** Goes to one's own profile, to change it, as one does from any page. */
export async function openProfile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('button', { name: 'Edit profile' }).click();
}

/** Waits until the triggers have written that many notifications to `account`: the welcome is one. */
export const hasNotifications = (account: Account, count: number): Promise<void> =>
  expect.poll(async () => (await api('GET', '/notifications', undefined, account)).length).toBe(count);

const BY_TEST = { uid: null, username: 'tests', route: 'tests', request_id: null };

/** What somebody may do as staff from now on, in the suite's own database; nothing takes everything. */
export async function setRights({ id }: Account, ...permissions: StaffPermission[]): Promise<void> {
  process.env.FIRESTORE_DATABASE = '(default)';
  await changePermissions(id, () => permissions, BY_TEST);
}
