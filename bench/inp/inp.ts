import { loadavg } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { browserOptions } from '../../tests/support/chromium.ts';
import { buildDashboard } from '../../tools/emulators/build.ts';
import { DOOR } from '../../tools/emulators/door.ts';
import { Advice, step } from '../../tools/emulators/progress.ts';
import { ROOT } from '../../tools/emulators/run.ts';
import { startSuite } from '../../tools/emulators/suite.ts';
import { warmUp } from '../../tools/emulators/warm-up.ts';
import { publish, table } from '../report.ts';
import { GOAL_MS, Meter } from './meter.ts';
import { walks } from './walks.ts';
import type { Scene, SIZE } from './world.ts';

/** How much slower than this machine's the processor is made. */
const SLOWER = 4;
const ROUNDS = 3;
const HEAD = ['what is done', 'presses', 'p50 ms', 'worst ms', `below ${GOAL_MS}`];

async function signIn(page: Page, { me, password }: Scene): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(/^Username/).fill(me.username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Notifications/ }).waitFor();
}

export async function publishInp(meter: Meter, size: typeof SIZE): Promise<void> {
  const about =
    `${size.people} people, of whom nearly all are connections; a conversation of ${size.messages} messages; ` +
    `${size.notifications} notifications. The processor is made ${SLOWER} times slower; the machine's load was ` +
    `${loadavg()[0]?.toFixed(1)}. What takes less than 16 ms counts as 16, pictures of less than 50 ms as 50.`;
  const title = 'Interaction: from a press to the next picture';
  await publish('inp', title, `${about}\n\n${table(HEAD, meter.lines())}`);
}

/**
 * How long it takes from a press to the next picture, with a slower processor and much to show.
 * @param only the walks that are taken, and then nothing is written down; all of them when there are none
 */
export async function inp(only: readonly string[] = []): Promise<void> {
  for (const name of only) {
    if (!walks[name]) throw new Advice(`There is no walk ${name}: it is one of ${Object.keys(walks).join(', ')}.`);
  }
  for (const file of ['.env', '.env.local']) process.loadEnvFile(join(ROOT, 'functions', file));
  await step('Building the dashboard', buildDashboard);
  const suite = await startSuite({ project: 'demo-infloo-bench-inp', portOffset: 20_000, closed: true });
  Object.assign(process.env, suite.env);
  try {
    const { seed, SIZE: size } = await import('./world.ts');
    const scene = await step(`Writing a world of ${size.people} people`, seed);
    await fetch(`http://127.0.0.1:${suite.ports.functions}${DOOR}open`, { method: 'PUT' });
    await step('Loading the functions', () => warmUp(suite.url));
    const browser = await chromium.launch(await browserOptions());
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, baseURL: suite.url });
    page.setDefaultTimeout(60_000);
    const meter = new Meter(page);
    await meter.observe();
    await step('Signing in', () => signIn(page, scene));
    const cdp = await page.context().newCDPSession(page);
    const slow = (rate: number) => cdp.send('Emulation.setCPUThrottlingRate', { rate });
    for (const [name, walk] of Object.entries(walks)) {
      if (only.length > 0 && !only.includes(name)) continue;
      await slow(SLOWER);
      await step(name, () => walk({ page, meter, scene, slow, rounds: ROUNDS, slower: SLOWER }));
    }
    await browser.close();
    if (only.length > 0) console.log(table(HEAD, meter.lines()));
    else await publishInp(meter, size);
  } finally {
    await suite.stop();
  }
}
