import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { browserOptions } from '../tests/support/chromium.ts';
import { readArgs } from './args.ts';
import { CAST, DEMO_PASSWORD } from './demo/cast.ts';
import { main, step } from './emulators/progress.ts';
import { ROOT } from './emulators/run.ts';
import { PORTS } from './local.ts';

const USAGE = `npm run screenshots -- [options]
  --base URL   the dashboard to take the README's pictures of, with the demo world in it (the local suite)`;

const FOLDER = join(ROOT, 'docs', 'images');

await main(async () => {
  const { base } = readArgs(USAGE, { base: { type: 'string', default: `http://127.0.0.1:${PORTS.hosting}` } });
  await mkdir(FOLDER, { recursive: true });
  const browser = await chromium.launch(await browserOptions());
  for (const colorScheme of ['light', 'dark'] as const) {
    await step(`The dashboard, ${colorScheme}`, async () => {
      const page = await browser.newPage({
        viewport: { width: 1280, height: 800 },
        deviceScaleFactor: 1.5,
        colorScheme,
        reducedMotion: 'reduce',
      });
      await page.goto(base);
      await page.getByLabel(/^Username/).fill(CAST[0]?.username ?? '');
      await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { level: 1, name: /alice/i }).waitFor();
      await page.locator('[aria-label="Loading"], header [data-empty]').first().waitFor({ state: 'detached' });
      await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => {});
      await sharp(await page.screenshot())
        .webp({ quality: 82 })
        .toFile(join(FOLDER, `dashboard-${colorScheme}.webp`));
    });
  }
  await browser.close();
});
