import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { type Account, newAccount, PASSWORD } from './accounts.ts';

useBrowser();

const page = (at: Page) => ({
  root: () => at.evaluate<[string, string]>('[document.documentElement.lang, document.documentElement.dir]'),
  heading: () => at.getByRole('heading', { level: 1 }).first(),
});

async function signIn(at: Page, { username }: Account): Promise<void> {
  await at.getByLabel('اسم المستخدم أو البريد الإلكتروني').fill(username);
  await at.getByLabel('كلمة المرور', { exact: true }).fill(PASSWORD);
  await at.getByRole('button', { name: 'تسجيل الدخول' }).click();
  await at.getByRole('navigation').first().waitFor();
}

describe('the language of the screens', () => {
  it.each([
    ['ar-EG', 'ar-EG', 'rtl', 'أهلًا بعودتك'],
    ['en-GB', 'en-GB', 'ltr', 'Welcome back'],
    ['ja-JP', 'en-JP', 'ltr', 'Welcome back'],
  ])('is the browser’s where it is one of them, else English: %s', async (locale, lang, dir, words) => {
    const { page: at } = await newVisitor({ locale });
    await at.goto('/sign-in');
    await expect.poll(() => page(at).heading().textContent()).toBe(words);
    expect(await page(at).root()).toEqual([lang, dir]);
  });

  it('is chosen before signing in, kept, and chosen anew in the settings', async () => {
    const anna = await newAccount('anna');
    const { page: at } = await newVisitor({ locale: 'en-GB' });
    await at.goto('/register');
    await at.getByRole('button', { name: 'العربية' }).click();
    await at.getByRole('heading', { level: 1, name: 'إنشاء حسابك' }).waitFor();
    await at.goto('/sign-in');
    await signIn(at, anna);
    await at.goto('/settings');
    await at.getByLabel('اللغة').selectOption('en');
    await at.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    expect(await page(at).root()).toEqual(['en-GB', 'ltr']);
    await at.reload();
    await at.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  });
});
