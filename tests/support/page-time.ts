import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

// What lasts some seconds on a page may be over before a test has looked, where the machine stands still meanwhile.

/** Stops the clock of a page, which the test has installed: from now on time passes by `runFor()` and `fastForward()` alone. */
export async function stopClock(page: Page): Promise<void> {
  const stop = async () => {
    // On a busy machine what was just ahead has passed by now. A clock that was told so has stopped all the same.
    const soon = (await page.evaluate<number>('Date.now()')) + 100;
    return page.clock.pauseAt(soon).then(
      () => true,
      (error: Error) => {
        if (error.message.includes('to the past')) return false;
        throw error;
      },
    );
  };
  await expect.poll(stop).toBe(true);
}

/** How many elements there are, looked at again and again, while only a little of the stopped time passes at each look. */
export const countSlowly = (page: Page, wanted: Locator) =>
  expect.poll(
    async () => {
      await page.clock.runFor(10);
      return wanted.count();
    },
    { interval: 200 },
  );

/** Has what would wait for so many milliseconds wait for an hour, in pages that are loaded from now on. */
const stretch = (page: Page, patience: number): Promise<unknown> =>
  page.addInitScript(`{
    const wait = globalThis.setTimeout;
    globalThis.setTimeout = (run, ms, ...rest) => wait(run, ms === ${patience} ? 3600000 : ms, ...rest);
  }`);

/** Toasts stay until they are pressed. */
export const keepToasts = (page: Page): Promise<unknown> => stretch(page, 7000);
/** Listeners are waited for, and nobody asks the API in their place. */
export const awaitListeners = (page: Page): Promise<unknown> => stretch(page, 4000);
/** A page that was gone back to may take its time to be as long as it was. */
export const awaitPlace = (page: Page): Promise<unknown> => stretch(page, 5000);

/**
 * Notes what the page says from now on, also where it is gone before anybody looks.
 * @returns what waits until it has said something
 */
export async function listen(page: Page): Promise<(words: string) => Promise<void>> {
  await page.evaluate(`{
    globalThis.said = '';
    const note = () => { said += document.body.textContent + '\\n'; };
    new MutationObserver(note).observe(document.body, { childList: true, characterData: true, subtree: true });
    note();
  }`);
  return (words) => expect.poll(() => page.evaluate<boolean>(`said.includes(${JSON.stringify(words)})`)).toBe(true);
}

/** Presses what may go by itself, as a button that tries again what is tried again anyway. */
export const pressIfThere = (button: Locator): Promise<void> =>
  button.evaluateAll(([first]) => (first as unknown as { click(): void } | undefined)?.click());
