import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { bell, newAccount, PASSWORD, signInByForm } from './accounts.ts';

useBrowser();

async function fill(page: Page, username: string): Promise<void> {
  await page.goto('/register');
  await page.getByRole('radio', { name: /Brand/ }).check({ force: true });
  await page.getByLabel('Company or brand name').fill('Weiss & Co');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Email').fill(`${username}@browser.example`);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
}

const fresh = (name: string): string => `${name}_${randomUUID().slice(0, 8)}`;

describe('registration', () => {
  it('takes the name, and ends on home', async () => {
    const { page, complaints } = await newVisitor();
    await fill(page, fresh('weiss'));
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { level: 1, name: /Weiss & Co/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('says what is wrong at the field', async () => {
    const { page } = await newVisitor();
    await fill(page, 'profile');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('This username is not available.').waitFor();
  });

  it('says while one types whether a username is free', async () => {
    const taken = await newAccount('taken');
    const { page } = await newVisitor();
    await page.goto('/register');
    await page.getByLabel('Username').fill(taken.username);
    await page.getByText('A user with that username already exists.').waitFor();
    const free = fresh('free');
    await page.getByLabel('Username').fill(free);
    await page.getByText(`@${free} is free.`).waitFor();
  });

  it('ends signed in where the answer was lost and the button is pressed again', async () => {
    const { page } = await newVisitor();
    const keys: (string | undefined)[] = [];
    await page.route('**/api/v1/users/auth/register', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      // The account is made, and nobody hears of it.
      await route.fetch();
      await route.abort();
    });
    await fill(page, fresh('lost'));
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Infloo could not be reached.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Create account' }).click();
    await bell(page).waitFor();
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(keys[0]);
  });
});

describe('signing in', () => {
  it('refuses a wrong password in plain words', async () => {
    const { page } = await newVisitor();
    await page.goto('/');
    await page.getByLabel(/^Username/).fill('nobody_here');
    await page.getByLabel('Password', { exact: true }).fill('not this one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This username and password don’t match.').waitFor();
  });

  it('leads to the first field that is empty, and takes the address along to a new password', async () => {
    const { page } = await newVisitor();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => page.evaluate('document.activeElement.name')).toBe('username');
    await page.getByLabel(/^Username/).fill('anna@browser.example');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => page.evaluate('document.activeElement.name')).toBe('password');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await expect.poll(() => page.getByLabel('Email').inputValue()).toBe('anna@browser.example');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Check your email' }).waitFor();
    await expect.poll(() => page.getByLabel('Email').count()).toBe(0);
  });

  it('sends a key only where it serves something', async () => {
    const { page } = await newVisitor();
    const sent = page.waitForRequest('**/api/v1/users/auth/login');
    await signInByForm(page, await newAccount('anna'));
    expect((await sent).headers()['idempotency-key']).toBeUndefined();
  });

  it('works in a browser without URL.parse, and goes where one was headed', async () => {
    const { context, page, complaints } = await newVisitor();
    await context.addInitScript('delete URL.parse; delete URL.canParse;');
    const anna = await newAccount('anna');
    await signInByForm(page, anna, '/people?search=x');
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await expect.poll(() => new URL(page.url()).search).toBe('?search=x');
    await page.goto('/profile');
    await page.getByLabel('Website').fill('example.com');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Your profile is saved.').waitFor();
    expect(complaints).toEqual([]);
  });
});
