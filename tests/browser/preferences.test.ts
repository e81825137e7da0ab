import { expect, it } from 'vitest';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';
import { ask, newAccount, signIn } from './accounts.ts';

useBrowser();

it('a notification says why it came, and is muted; preferences take that back, and keep what is chosen', async () => {
  const [anna, ben] = await Promise.all([newAccount('anna'), newAccount('ben')]);
  await ask(ben, anna);
  const { page, complaints } = await newVisitor({ width: 390, reducedMotion: 'reduce' });
  await signIn(page, anna, '/notifications');
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'wants to connect with you' });
  const why = row.getByRole('button', { name: 'Why do I see this?' });
  await why.click();
  await row.getByText('asked to connect with you.').waitFor();
  await expect.poll(() => why.getAttribute('aria-expanded')).toBe('true');
  await expectAccessible(page, 'why');
  await expectNoSideScroll(page, 'why');
  await row.getByRole('button', { name: /^Mute / }).click();
  await page.getByText('is muted.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).waitFor();

  await page.goto('/settings');
  await page.getByRole('link', { name: 'Choose' }).click();
  await page.getByRole('heading', { level: 1, name: 'What you are told of' }).waitFor();
  await page
    .getByRole('list', { name: 'Muted people' })
    .getByRole('button', { name: /^Unmute / })
    .click();
  await page.getByText('You have muted nobody').waitFor();

  const hosting = page.getByRole('switch', { name: 'New events of connections, in the list' });
  const phone = page.getByRole('switch', { name: 'Messages, on your phone' });
  await hosting.click({ force: true });
  await expect.poll(() => hosting.isChecked()).toBe(false);
  await page.getByRole('switch', { name: 'Messages, in the list' }).click({ force: true });
  // What is off in the list comes on no phone.
  await expect.poll(() => phone.isDisabled()).toBe(true);
  await expect.poll(() => hosting.isEnabled()).toBe(true);
  await page.reload();
  await hosting.waitFor({ state: 'attached' });
  await expect.poll(() => hosting.isChecked()).toBe(false);
  await expect.poll(() => phone.isDisabled()).toBe(true);
  expect(complaints).toEqual([]);
});
