import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  expectAccessible,
  expectAccessibleAsIs,
  expectNoSideScroll,
  newVisitor,
  useBrowser,
} from '../support/browser.ts';
import { tooSmall } from '../support/measures.ts';

useBrowser();

const DASHBOARD = join(import.meta.dirname, '../../dashboard');
/** What one doesn't see, or sees as another that it is made of. */
const WITHOUT_LOOKS = ['ShownLocation', 'FailedPage'];
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
let built: string;

beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'gallery-'));
  const args = ['vite', 'build', '--config', 'vite/gallery.config.ts', '--outDir', built, '--logLevel', 'warn'];
  await promisify(execFile)('npx', args, { cwd: DASHBOARD });
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

/** Answers the page's requests with what was built: it needs no server. */
async function openGallery(page: Page): Promise<void> {
  await page.route('https://gallery.example/**', (route) => {
    const path = new URL(route.request().url()).pathname;
    const file = join(built, path === '/ui' ? 'ui.html' : path);
    return route.fulfill({ path: file, contentType: TYPES[extname(file)] ?? 'application/octet-stream' });
  });
  await page.goto('https://gallery.example/ui');
  await page.getByRole('heading', { level: 1, name: 'Components' }).waitFor();
}

describe('the page of components', () => {
  it('shows each component of ui', () => {
    const sources = globSync('src/ui/*.tsx', { cwd: DASHBOARD }).filter((file) => !file.endsWith('/icons.tsx'));
    const components = sources.flatMap((file) =>
      [
        ...readFileSync(join(DASHBOARD, file), 'utf8').matchAll(/^export (?:default )?(?:const|function) ([A-Z]\w*)/gm),
      ].map(([, name]) => name),
    );
    const shown = globSync('src/ui/gallery/*.tsx', { cwd: DASHBOARD })
      .map((file) => readFileSync(join(DASHBOARD, file), 'utf8'))
      .join('\n');
    expect(components.length).toBeGreaterThan(30);
    expect(components.filter((name = '') => !shown.includes(`<${name}`) && !WITHOUT_LOOKS.includes(name))).toEqual([]);
  });

  it('is accessible, light and dark, with its layers open, and fits a phone', async () => {
    const { page, complaints } = await newVisitor({ reducedMotion: 'reduce' });
    await openGallery(page);
    await page.getByRole('button', { name: 'Taken back' }).click();
    await page.getByRole('button', { name: 'Failed' }).click();
    await page.getByText('That didn’t work').waitFor();
    await expectAccessible(page, 'components and toasts');
    for (const name of ['Options', 'Look', 'Question']) {
      await page.getByRole('button', { name, exact: true }).click();
      const layer = page.getByRole('dialog');
      await layer.getByRole('button').first().waitFor();
      // The others are looked at where screens have them.
      if (name === 'Question') await expectAccessibleAsIs(page, name);
      await page.keyboard.press('Escape');
      await layer.waitFor({ state: 'detached' });
      await expect.poll(() => page.evaluate('document.activeElement.textContent.trim()')).toBe(name);
    }
    expect(complaints).toEqual([]);
    const phone = await newVisitor({ width: 390, height: 844, hasTouch: true, isMobile: true });
    await openGallery(phone.page);
    await expectNoSideScroll(phone.page, 'components');
    expect(await tooSmall(phone.page)).toEqual([]);
  });
});
