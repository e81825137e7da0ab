import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { StaffPermission } from '../../functions/src/contract/roles.ts';
import { changePermissions } from '../../functions/src/staff/store.ts';

const run = randomUUID().slice(0, 6);
export const PASSWORD = 'correct horse battery';

export interface Account {
  id: string;
  username: string;
  email: string;
  /** An ID token, for what a test does over REST. */
  access: string;
}

/** A request to the suite's API, as somebody or as nobody. @returns the answer's body */
// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
export async function api(method: string, path: string, body?: unknown, as?: Account): Promise<any> {
  const response = await fetch(`${inject('suite').url}/api/v1${path}`, {
    method,
    headers: {
      ...(as && { Authorization: `Bearer ${as.access}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  expect(response.ok, `${method} ${path}: ${text}`).toBe(true);
  return text ? JSON.parse(text) : undefined;
}

let made = 0;

/** Somebody new, registered over REST. Usernames are the name and what makes them unlike all others. */
export async function newAccount(name: string, profile: Record<string, unknown> = {}): Promise<Account> {
  made += 1;
  const username = `${name}_${run}${made}`;
  const email = `${username}@browser.example`;
  const { id } = await api('POST', '/users/auth/register', { username, email, password: PASSWORD, role: 'brand' });
  const { access } = await api('POST', '/users/auth/login', { username, password: PASSWORD });
  const account = { id, username, email, access };
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

/** Through the form, as a person would. */
export async function signIn(page: Page, { username }: Account, path = '/'): Promise<void> {
  await page.goto(path);
  await page.getByLabel(/^Username/).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await bell(page).waitFor();
}

export const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ });

/** Waits until the triggers have written that many notifications to `account`: the welcome is one. */
export const hasNotifications = (account: Account, count: number): Promise<void> =>
  expect
    .poll(async () => (await api('GET', '/notifications', undefined, account)).length, { timeout: 20_000 })
    .toBe(count);

const BY_TEST = { uid: null, username: 'tests', route: 'tests', request_id: null };

/** What somebody may do as staff from now on, in the suite's own database; nothing takes everything. */
export async function setRights({ id }: Account, ...permissions: StaffPermission[]): Promise<void> {
  process.env.FIRESTORE_DATABASE = '(default)';
  await changePermissions(id, () => permissions, BY_TEST);
}
