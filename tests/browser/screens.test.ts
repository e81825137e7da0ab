import { expect, it } from 'vitest';
import { expectAccessible, expectNoSideScroll, newVisitor, useBrowser } from '../support/browser.ts';
import { ask, connect, newAccount, signIn } from './accounts.ts';

useBrowser();

const OUTSIDE = ['/sign-in', '/register', '/reset-password'];
const INSIDE = [
  '/',
  '/people',
  '/events',
  '/events?tab=mine',
  '/events/new',
  '/messages',
  '/messages?box=requests',
  '/connections',
  '/notifications',
  '/profile',
  '/settings',
  '/settings/notifications',
  '/verification',
  '/staff',
  '/no/such/page',
];

it.each([1280, 390])(
  'every screen is accessible and fits, %i pixels wide, light and dark',
  { timeout: 180_000 },
  async (width) => {
    const visitor = await newVisitor({ width, reducedMotion: 'reduce' });
    const { page } = visitor;
    const check = async (path: string) => {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      // What is still on its way would change under the check.
      await page.locator('[aria-label="Loading"], header [data-empty]').first().waitFor({ state: 'detached' });
      await expectAccessible(page, path);
      await expectNoSideScroll(page, path);
    };
    for (const path of OUTSIDE) await check(path);
    const [me, ben, cleo] = await Promise.all([newAccount('me'), newAccount('ben'), newAccount('cleo')]);
    await Promise.all([ask(ben, me), connect(cleo, me)]);
    await signIn(page, me);
    for (const path of [...INSIDE, `/people/${me.username}`, `/people/${ben.username}`]) await check(path);
    expect(visitor.complaints).toEqual([]);
  },
);
