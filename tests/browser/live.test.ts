import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser, type Visitor } from '../support/browser.ts';

useBrowser();

const run = randomUUID().slice(0, 6);
const PASSWORD = 'correct horse battery';

async function register({ page }: Visitor, name: string): Promise<string> {
  const username = `${name}_${run}`;
  await page.goto('/register');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel(/^E-?mail/).fill(`${username}@browser.example`);
  await page.getByLabel('Password', { exact: false }).first().fill(PASSWORD);
  await page.getByRole('radio', { name: /Brand/ }).check({ force: true });
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('button', { name: /^Notifications/ }).waitFor();
  return username;
}

describe('two people, two browsers', () => {
  it('one asks, the other sees it live and accepts, the first sees that', async () => {
    const [anna, ben] = await Promise.all([newVisitor(), newVisitor({ width: 390, height: 844 })]);
    const [annaName, benName] = await Promise.all([register(anna, 'anna'), register(ben, 'ben')]);

    await anna.page.goto(`/people/${benName}`);
    await anna.page.getByRole('button', { name: 'Connect', exact: true }).click();
    await anna.page.getByRole('button', { name: /^Requested/ }).waitFor();

    // Ben has done nothing meanwhile: the toast is pushed.
    await ben.page.getByText(`${annaName} wants to follow you`).first().waitFor();
    await ben.page.getByRole('button', { name: /^Notifications, [1-9]/ }).waitFor();
    await ben.page.goto(`/people/${annaName}`);
    await ben.page.getByRole('button', { name: 'Accept' }).first().click();
    await ben.page.getByRole('button', { name: /^Connected/ }).waitFor();

    await anna.page.getByText(`${benName} accepted your follow request`).first().waitFor();
    await anna.page.getByRole('button', { name: /^Connected/ }).waitFor();

    await anna.page.reload();
    await anna.page.getByRole('button', { name: /^Connected/ }).waitFor();
    expect([...anna.complaints, ...ben.complaints]).toEqual([]);
  }, 60_000);

  it('tells what is wrong with a registration, at the field', async () => {
    const { page } = await newVisitor();
    await page.goto('/register');
    await page.getByLabel('Username').fill('profile');
    await page.getByLabel(/^E-?mail/).fill('x@browser.example');
    await page.getByLabel('Password', { exact: false }).first().fill('password123');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('This username is not available.').waitFor();
  });

  it('refuses a wrong password in plain words', async () => {
    const { page } = await newVisitor();
    await page.goto('/');
    await page.getByLabel(/Username/).fill('nobody_here');
    await page.getByLabel('Password', { exact: false }).first().fill('not this one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This username and password don’t match.').waitFor();
  });
});

describe('every screen', () => {
  it.each([1280, 390])(
    'is accessible and fits at %i pixels, in light and dark',
    async (width) => {
      const visitor = await newVisitor({ width });
      const { page } = visitor;
      for (const path of ['/', '/register']) {
        await page.goto(path);
        await page
          .getByRole('button', { name: /Sign in|Create account/ })
          .first()
          .waitFor();
        await expectAccessible(page, path);
        await expectNoSideScroll(page, path);
      }
      const me = await register(visitor, `screens${width}`);
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        for (const path of ['/', '/people', '/connections', '/profile', `/people/${me}`, '/no/such/page']) {
          await page.goto(path);
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await expectAccessible(page, `${path} (${scheme})`);
          await expectNoSideScroll(page, path);
        }
      }
      expect(visitor.complaints).toEqual([]);
    },
    120_000,
  );
});
