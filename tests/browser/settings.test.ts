import { describe, expect, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { bell, newAccount, PASSWORD, signIn } from './accounts.ts';

useBrowser();

describe('settings', () => {
  it('changes the password, and goes on with the session', async () => {
    const anna = await newAccount('anna');
    const { page, context } = await newVisitor();
    await signIn(page, anna, '/settings');
    await page.getByLabel('Current password').fill('not this one');
    await page.getByLabel('New password').fill('another long phrase');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page
      .getByText(/current password/i)
      .last()
      .waitFor();
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await context.clearCookies();
    await page.reload();
    await bell(page).waitFor();
  });

  it('signs out everywhere', async () => {
    const { page } = await newVisitor();
    await signIn(page, await newAccount('anna'), '/settings');
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByText('You are signed out on all devices.').waitFor();
  });

  it('deletes the account with its password, and says so', async () => {
    const anna = await newAccount('anna');
    const { page } = await newVisitor();
    await signIn(page, anna, '/settings');
    await page.getByRole('button', { name: 'Delete my account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password', { exact: true }).fill('not this one');
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await dialog
      .getByText(/password/i)
      .nth(2)
      .waitFor();
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('Your account is deleted.', { exact: false }).waitFor();
    await page.getByLabel(/^Username/).fill(anna.username);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This username and password don’t match.').waitFor();
  });

  it('follows the system’s colours until one is chosen, and then keeps that', async () => {
    const { page } = await newVisitor({ colorScheme: 'dark' });
    await signIn(page, await newAccount('anna'), '/settings');
    const scheme = () => page.evaluate('document.documentElement.dataset.mantineColorScheme');
    expect(await scheme()).toBe('dark');
    await page.getByRole('radio', { name: /Light/ }).check({ force: true });
    await expect.poll(scheme).toBe('light');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    expect(await scheme()).toBe('light');
    await page.getByRole('radio', { name: /System/ }).check({ force: true });
    await expect.poll(scheme).toBe('dark');
  });
});
