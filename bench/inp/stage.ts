import type { Locator, Page } from 'playwright-core';
import type { Meter } from './meter.ts';
import type { Scene } from './world.ts';

/** Where somebody walks. */
export interface Stage {
  page: Page;
  meter: Meter;
  scene: Scene;
  /** Makes the processor that many times slower. */
  slow: (rate: number) => Promise<unknown>;
  rounds: number;
  slower: number;
}

/** The first of that name. */
export const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name }).first();
/** As fast as somebody who types well. */
export const TYPED = { delay: 90 };

/** Opens a page anew, and waits until what it shows is there. */
export async function go(page: Page, href: string): Promise<void> {
  await page.goto(href);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('[aria-label="Loading"]').first().waitFor({ state: 'detached' });
}
