import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectInOrder, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';
import { INSIDE, OUTSIDE, type Screen } from '../support/screens.ts';
import { type Account, newAccount, PASSWORD, signIn as signInAs } from './accounts.ts';
import { makeScreenWorld } from './screen-world.ts';

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

/**
 * What the page says in Latin letters, in text and in what only some hear or see. What people have written stands in
 * elements that go by their own direction, and in a sentence that is no more than a string between marks of its own.
 * Runs in the page.
 */
const LATIN = `(() => {
  const theirs = 'bdi, [dir="auto"], [dir="ltr"], body [lang]';
  const found = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!parentElement.closest(theirs + ', [aria-hidden="true"], script, noscript, style, kbd')) found.push(data);
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'aria-roledescription', 'aria-valuetext']) {
    for (const element of document.querySelectorAll('[' + name + ']:not([aria-hidden="true"], body [lang])')) {
      const said = element.getAttribute(name);
      // Whom it is about may be part of it.
      if (!/[\\u0600-\\u06ff]/.test(said)) found.push(said);
    }
  }
  return found.map((text) => text.replace(/\\u2068[^\\u2069]*\\u2069/g, '').trim()).filter((text) => /[a-z]{2}/i.test(text));
})()`;

/** What is called the same in every language. */
const NAMES =
  /\b(?:Infloo|Instagram|TikTok|YouTube|LinkedIn|Facebook|JPEG|PNG|WebP|AVIF|GIF|PDF|CSV|MP4|WebM|MOV|https|JSON|UTC|Esc|Ctrl)\b|^@name$|^example\.com$/g;

it('every screen says all in Arabic, is in order, and fits a phone and a desk', { timeout: 900_000 }, async () => {
  const { me, shown, people, titles } = await makeScreenWorld();
  const visitor = await newVisitor({ locale: 'ar-AE', width: 390, height: 844, reducedMotion: 'reduce' });
  const { page: at } = visitor;
  // Where a name is no more than a part of a sentence that is heard.
  const theirs = [...people.flatMap(({ username, email }) => [email, username]), ...titles];
  const check = async ({ name, path }: Screen) => {
    await at.goto(path(shown));
    await page(at).heading().waitFor();
    await at.locator('[aria-label="جارٍ التحميل"], header [data-empty]').first().waitFor({ state: 'detached' });
    await expectInOrder(at, name);
    await expectNoSideScroll(at, name);
    const said = await at.evaluate<string[]>(LATIN);
    const left = said.filter((text) => {
      const own = theirs.reduce((rest, word) => rest.replaceAll(word, ''), text).replace(NAMES, '');
      return /[a-z]{2}/i.test(own);
    });
    expect.soft(left, `in English: ${name}`).toEqual([]);
    await at.setViewportSize({ width: 1280, height: 800 });
    await expectNoSideScroll(at, `${name}, 1280 pixels`);
    await at.setViewportSize({ width: 390, height: 844 });
  };
  for (const each of OUTSIDE) await check(each);
  await signInAs(at, me);
  for (const each of INSIDE) await check(each);
  // What isn't there is an error to the browser, too.
  expect(visitor.complaints.filter((text) => !text.includes('no-such-event'))).toEqual([]);
});
