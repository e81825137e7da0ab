import { describe, expect, it } from 'vitest';
import { expectAccessible, newVisitor, useBrowser } from '../support/browser.ts';
import { api, bell, newAccount, PASSWORD, signIn } from './accounts.ts';

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

  it('deletes the account with its password, offers it back at the next sign-in, or deletes it for good', async () => {
    const anna = await newAccount('anna');
    const { page } = await newVisitor();
    await signIn(page, anna, '/settings');
    const dialog = page.getByRole('dialog');
    const password = dialog.getByLabel('Password', { exact: true });
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await password.fill('not this one');
    await dialog.getByRole('button', { name: 'Delete in seven days' }).click();
    await dialog.getByText('This is not your current password.').waitFor();
    await password.fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Delete in seven days' }).click();
    await page.getByText('Sign in before then to keep it.', { exact: false }).waitFor();

    const enter = async () => {
      await page.getByLabel(/^Username/).fill(anna.username);
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
    };
    await enter();
    await page.getByText('Do you want to stay?').waitFor();
    await page.getByText('is going to be deleted on', { exact: false }).waitFor();
    await expectAccessible(page, 'sign in, account leaving');
    await page.getByRole('button', { name: 'Restore my account' }).click();
    await bell(page).waitFor();

    await page.goto('/settings');
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await password.fill(PASSWORD);
    await dialog.getByLabel('Delete everything at once', { exact: false }).check();
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('Your account is deleted.', { exact: false }).waitFor();
    await enter();
    await page.getByText('This username and password don’t match.').waitFor();
  });

  it('makes a copy of one’s data, keeps what one has chosen, and sends a link to a new address', async () => {
    const anna = await newAccount('anna');
    const { page, complaints } = await newVisitor();
    await signIn(page, anna, '/settings');
    await page.getByRole('button', { name: 'Prepare a copy' }).click();
    const download = page.getByRole('button', { name: 'Download' });
    await download.waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
    expect(file.suggestedFilename()).toMatch(/\.zip$/);

    const typing = page.getByLabel('Others see that I am typing');
    await typing.click({ force: true });
    await expect.poll(async () => (await api('GET', '/users/preferences', undefined, anna)).privacy.typing).toBe(false);
    const connections = page.getByRole('radio', { name: /My connections/ });
    await connections.click({ force: true });
    await expect.poll(() => connections.isChecked()).toBe(true);
    const chosen = async () => (await api('GET', '/users/preferences', undefined, anna)).privacy.messages_from;
    await expect.poll(chosen).toBe('connections');
    await page.reload();
    await expect.poll(() => typing.isChecked()).toBe(false);
    await expect.poll(() => connections.isChecked()).toBe(true);

    await page.getByRole('button', { name: 'Change email' }).click();
    await page.getByLabel('New email').fill(`new.${anna.email}`);
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Send a link to the new address' }).click();
    await page.getByText(`An email is on its way to new.${anna.email}`, { exact: false }).waitFor();
    expect(complaints).toEqual([]);
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
