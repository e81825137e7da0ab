import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * What has the focus, and what is wrong with it: it can't be told from what hasn't, or lies where nobody sees it.
 * What shows it may stand around it or beside it, as the edge of a field or the track of a switch. Runs in the page.
 */
const FOCUS = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: '', faults: [] };
  const around = element.closest('label, .mantine-Input-wrapper') ?? element;
  const marked = [element, element.parentElement, element.nextElementSibling, around, ...around.querySelectorAll('*')];
  const isMarked = marked.filter(Boolean).map((each) => getComputedStyle(each)).some(({ outlineStyle, outlineWidth, boxShadow }) =>
    (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none');
  const { left, right, top, bottom } = around.getBoundingClientRect();
  const isSeen = [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
    const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
    return hit !== null && (around.contains(hit) || hit.contains(around));
  }));
  const name = (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent).trim().slice(0, 60);
  return { name: element.tagName + ' ' + name, faults: [isMarked ? '' : 'not marked', isSeen ? '' : 'not seen'].filter(Boolean).map((fault) => name + ': ' + fault) };
})()`;

interface Focus {
  name: string;
  /** With the name of what has them. */
  faults: string[];
}

async function press(page: Page, key: string): Promise<string> {
  await page.keyboard.press(key);
  // A layer may still slide in, or a toast stand above it for its few seconds.
  await expect
    .poll(async () => (await page.evaluate<Focus>(FOCUS)).faults, { message: new URL(page.url()).pathname })
    .toEqual([]);
  return (await page.evaluate<Focus>(FOCUS)).name;
}

/** More than any page has: who comes so far goes round in circles. */
const ENOUGH = 120;

/** Presses Tab until the focus has come to `wanted`, and looks at each place on the way. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  const passed: string[] = [];
  const isThere = () => wanted.evaluate((element) => element === element.ownerDocument.activeElement);
  while (!(await isThere())) {
    expect(passed.length, `${wanted} isn’t reached: ${passed.join(', ')}`).toBeLessThan(ENOUGH);
    passed.push(await press(page, 'Tab'));
  }
}

/** Goes on by Tab until the page has come to its end and the browser takes over. @returns how many places it was */
export async function tabThrough(page: Page): Promise<number> {
  const passed: string[] = [];
  for (;;) {
    expect(passed.length, `no way out: ${passed.slice(-8).join(', ')}`).toBeLessThan(ENOUGH);
    const name = await press(page, 'Tab');
    if (name === '') return passed.length;
    passed.push(name);
  }
}
