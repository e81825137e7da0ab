import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sizesOfBuild } from '../../tools/sizes/build.ts';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { newAccount, signInByForm } from './accounts.ts';

useBrowser();

/** Kilobytes of JavaScript, gzipped, that the sign-in form may need, and each other part of the dashboard beside it. */
const FIRST = 130;
const LATER = 60;
/**
 * What is no screen: what listeners need once somebody is signed in, and what draws a PDF. And what is around every page,
 * which must leave room for what comes.
 */
const OTHERS: Record<string, number> = {
  'src/live/firestore-sdk.ts': 145,
  'src/media/pdf.ts': 155,
  'src/app/signed-in.tsx': 57,
};

const ASSETS = 'dashboard/dist/assets';
/** In no browser, or not in all, of November 2023. */
const TOO_NEW =
  /\b(?:URL\.parse|Promise\.(?:withResolvers|try)|Array\.fromAsync|Iterator\.from|RegExp\.escape|Uint8Array\.fromBase64|(?:Object|Map)\.groupBy)\b|\.(?:isSubsetOf|isSupersetOf|symmetricDifference)\(|\.(?:values|keys|entries)\(\)\.(?:map|filter|take|drop|toArray|flatMap|reduce|some|every|find)\(/g;

describe('the first load', () => {
  it('keeps to its budget of scripts, and so does each part that is loaded later', () => {
    const { first, later } = sizesOfBuild();
    expect(first, 'the sign-in form').toBeLessThan(FIRST);
    const over = later.filter(({ name, kilobytes }) => kilobytes > (OTHERS[name] ?? LATER));
    expect(over, '`npm run sizes` shows all of them').toEqual([]);
  });

  it('calls nothing that browsers of three years ago lack', () => {
    // PDF.js brings what it calls along: it is the build for older browsers.
    const files = readdirSync(ASSETS).filter((name) => name.endsWith('.js') && !name.startsWith('pdf'));
    expect(files.length).toBeGreaterThan(20);
    const calls = files.flatMap((name) =>
      [...readFileSync(join(ASSETS, name), 'utf8').matchAll(TOO_NEW)].map(([call]) => `${name}: ${call}`),
    );
    expect(calls).toEqual([]);
  });

  it('asks for no more than the build says', async () => {
    const { page } = await newVisitor();
    // What is fetched ahead for later doesn't count: it comes when the form is there.
    await page.addInitScript('globalThis.requestIdleCallback = () => 0');
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) sizes.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto('/');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.waitForLoadState('networkidle');
    const kilobytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
    // And the script that chooses light or dark before the first paint.
    expect(kilobytes).toBeLessThan(sizesOfBuild().first + 1);
  });

  it('shows the form without waiting for Auth', async () => {
    const { page } = await newVisitor();
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/__/firebase/init.json', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.getByLabel(/^Username/).fill('typed before Auth is there');
    answer();
    await page.waitForLoadState('networkidle');
    await expect.poll(() => page.getByLabel(/^Username/).inputValue()).toBe('typed before Auth is there');
  });

  it('asks nobody else for anything', async () => {
    const { page } = await newVisitor();
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).hostname));
    await signInByForm(page, await newAccount('anna'));
    await page.waitForLoadState('load');
    expect([...hosts]).toEqual(['127.0.0.1']);
  });
});
