import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { browserOptions } from '../tests/support/chromium.ts';
import { INSIDE, OUTSIDE, type Screen, type Shown } from '../tests/support/screens.ts';
import { readArgs } from './args.ts';
import { CAST, DEMO_PASSWORD, DEMO_STAFF } from './demo/cast.ts';
import { main, step } from './emulators/progress.ts';
import { ROOT } from './emulators/run.ts';
import { PORTS } from './local.ts';

const USAGE = `npm run screenshots -- [options]
  --base URL     the dashboard to take pictures of, with the demo world in it (the local suite)
  --only NAMES   the screens of these names alone, with commas between them
  --readme       take the README's pictures, too, which are kept in docs/images`;

/** All of them, for whoever looks over the screens: not kept. */
const ALL = join(ROOT, '.emulators', 'screenshots');
const README = join(ROOT, 'docs', 'images');
/** The README's, at 1280 pixels: of which screen, in which colours, and as what they are kept. */
const CHOSEN = [
  ['home', 'light', 'dashboard-light'],
  ['home', 'dark', 'dashboard-dark'],
  ['conversation', 'light', 'conversation-light'],
  ['events', 'light', 'events-light'],
] as const;
const BYTES = 150_000;

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

/** Nothing is on its way any more: no outline stands for it, and no picture. Runs in the page. */
const IS_THERE = `!document.querySelector('[aria-label="Loading"], header [data-empty]') &&
  [...document.images].every(({ complete }) => complete)`;

/** Asks the API, signed in as `access`. */
async function ask<T>(base: string, path: string, access?: string, body?: object): Promise<T> {
  const response = await fetch(`${base}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'Content-Type': 'application/json', ...(access && { Authorization: `Bearer ${access}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: is the demo world there?`);
  return (await response.json()) as T;
}

/** @returns whom and what of the demo world the screens show to `me` */
async function findShown(base: string, me: string): Promise<Shown> {
  const { access } = await ask<{ access: string }>(base, '/users/auth/login', undefined, {
    username: me,
    password: DEMO_PASSWORD,
  });
  const { id } = await ask<{ id: string }>(base, '/users/profile', access);
  const [events, mine, talks] = await Promise.all([
    ask<{ id: string }[]>(base, '/events?when=upcoming', access),
    ask<{ id: string }[]>(base, `/events?host=${id}`, access),
    ask<{ person: { id: string; username: string } }[]>(base, '/chat/conversations', access),
  ]);
  const [event, talk] = [events[0], talks[0]?.person];
  if (!event || !talk) throw new Error(`${me} has no conversation or sees no event: is the demo world there?`);
  return { me, other: talk.username, otherId: talk.id, event: event.id, mine: mine[0]?.id ?? event.id };
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(/^Username/).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Notifications/ }).waitFor();
}

await main(async () => {
  const { base, only, readme } = readArgs(USAGE, {
    base: { type: 'string', default: `http://127.0.0.1:${PORTS.hosting}` },
    only: { type: 'string' },
    readme: { type: 'boolean', default: false },
  });
  const wanted = only?.split(',');
  const me = CAST[0]?.username ?? '';
  const shown = await findShown(base, me);
  await rm(ALL, { recursive: true, force: true });
  const browser = await chromium.launch(await browserOptions());
  const take = async (context: BrowserContext, screens: readonly Screen[], folder: string, who?: string) => {
    const page = await context.newPage();
    if (who) await signIn(page, who);
    for (const { name, path } of screens.filter((each) => wanted?.includes(each.name) ?? true)) {
      await page.goto(path(shown));
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      // Playwright's own way to wait builds a function in the page, which its policy forbids.
      for (let tries = 0; tries < 100 && !(await page.evaluate(IS_THERE)); tries++) await setTimeout(100);
      // What is added to what is shown, such as one's own answers; listeners never end, so it is not waited for long.
      await page.waitForLoadState('networkidle', { timeout: 1000 }).catch(() => {});
      await page.screenshot({ path: join(folder, `${name}.png`), caret: 'initial' });
    }
    await page.close();
  };
  const [staff, people] = [
    INSIDE.filter(({ name }) => name.startsWith('staff-')),
    INSIDE.filter(({ name }) => !name.startsWith('staff-')),
  ];
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const viewport of SIZES) {
        const folder = join(ALL, `${colorScheme}-${viewport.width}`);
        await mkdir(folder, { recursive: true });
        await step(`Every screen, ${colorScheme}, ${viewport.width} pixels wide`, async () => {
          for (const [screens, who] of [
            [OUTSIDE, undefined],
            [people, me],
            [staff, DEMO_STAFF],
          ] as const) {
            const context = await browser.newContext({
              ...{ baseURL: base, viewport, colorScheme, reducedMotion: 'reduce', deviceScaleFactor: 1.5 },
              ...(viewport.width < 500 && { isMobile: true, hasTouch: true }),
            });
            await take(context, screens, folder, who);
            await context.close();
          }
        });
      }
    }
  } finally {
    await browser.close();
  }
  if (readme) {
    await mkdir(README, { recursive: true });
    for (const [name, colorScheme, file] of CHOSEN) {
      const { size } = await sharp(join(ALL, `${colorScheme}-1280`, `${name}.png`))
        .webp({ quality: 80 })
        .toFile(join(README, `${file}.webp`));
      if (size > BYTES) throw new Error(`${file}.webp has ${size} bytes: at most ${BYTES}.`);
    }
  }
  console.log(`They are in ${ALL}${readme ? `, and the README's in ${README}` : ''}.`);
});
