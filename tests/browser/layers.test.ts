import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { newVisitor, useBrowser } from '../support/browser.ts';
import { aliceAndBob, signIn } from './accounts.ts';

useBrowser();

/** More than a layer has, and fewer than a long list. */
const MANY = 3000;
const FEW = 600;

interface Traced {
  name: string;
  args: { elementCount?: number };
}

/** @returns of how many elements at most the styles were worked out at once while something was done */
async function styledBy(page: Page, act: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const counts: number[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const { name, args } of value as unknown as Traced[]) {
      if (name === 'UpdateLayoutTree' && args.elementCount) counts.push(args.elementCount);
    }
  });
  await session.send('Tracing.start', { categories: 'devtools.timeline', transferMode: 'ReportEvents' });
  await act();
  const isComplete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await isComplete;
  await session.detach();
  expect(counts.length).toBeGreaterThan(0);
  return Math.max(...counts);
}

/** Counts the dialogs that fade in or out. */
const COUNT_FADES = `globalThis.fades = 0;
  addEventListener('transitionrun', ({ target, propertyName }) => {
    if (propertyName === 'opacity' && target.matches('[role=dialog]')) fades++;
  })`;

it('what opens above a long page leaves the styles of that page as they are; a question fades in, and gives back the focus', async () => {
  const [alice, bob] = await aliceAndBob();
  const { page, complaints } = await newVisitor();
  await signIn(page, alice, `/people/${bob.username}`);
  const opener = page.getByRole('button', { name: 'Connected' });
  await opener.waitFor();
  await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '<i>x</i>'.repeat(${MANY}))`);

  await page.evaluate(COUNT_FADES);
  await opener.press('Enter');
  await expect.poll(() => page.evaluate<number>('fades')).toBe(1);
  await page.keyboard.press('Escape');
  await expect.poll(() => opener.evaluate((button) => button.matches(':focus'))).toBe(true);

  const layer = page.getByRole('dialog');
  await layer.waitFor({ state: 'detached' });
  const layers: [string, () => Promise<unknown>][] = [
    ['a question', () => opener.click()],
    ['the menu', () => page.getByRole('button', { name: 'Your account' }).click()],
    ['the bell', () => page.getByRole('button', { name: /^Notifications/ }).click()],
    ['the search', () => page.keyboard.press('Control+k')],
  ];
  for (const [name, open] of layers) {
    const opening = async () => {
      await open();
      await layer.waitFor();
    };
    const closing = async () => {
      await page.keyboard.press('Escape');
      await layer.waitFor({ state: 'detached' });
    };
    expect(await styledBy(page, opening), `opening ${name}`).toBeLessThan(FEW);
    expect(await styledBy(page, closing), `closing ${name}`).toBeLessThan(FEW);
  }
  expect(complaints).toEqual([]);
});
