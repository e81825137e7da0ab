import type { Page } from 'playwright-core';
import { median, verdict } from '../report.ts';

/** What counts as quick: the threshold of the Core Web Vitals. */
export const GOAL_MS = 200;
/** What the browser leaves out, and the step in which it tells the rest. */
const UNTOLD_MS = 16;
const UNTOLD_FRAME_MS = 50;

/** Keeps what the browser tells of each interaction, from the press to the next picture. Runs in the page. */
const OBSERVE = `(() => {
  globalThis.interactions = [];
  globalThis.frames = [];
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId) interactions.push({ interactionId, duration });
    }
  }).observe({ type: 'event', durationThreshold: ${UNTOLD_MS}, buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) frames.push(duration);
  }).observe({ type: 'long-animation-frame', buffered: true });
})()`;

/** Two pictures later, and when what has been put off is done: until then an interaction isn't told. */
const SETTLED = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() =>
  requestIdleCallback(() => setTimeout(resolve, 60), { timeout: 1500 }))))`;

interface Told {
  interactionId: number;
  duration: number;
}

/** Measures what somebody does on a page. */
export class Meter {
  readonly rows = new Map<string, number[]>();
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** To be called before the page is opened. */
  async observe(): Promise<void> {
    await this.#page.addInitScript(OBSERVE);
  }

  /**
   * Does something, and keeps how long each press in it took until the next picture.
   * @param presses how many interactions it has: those that the browser leaves out took less than it tells
   */
  async measure(name: string, presses: number, act: () => Promise<unknown>): Promise<void> {
    const longest = new Map<number, number>();
    for (const { interactionId, duration } of await this.#toldOf<Told>('interactions', act)) {
      longest.set(interactionId, Math.max(duration, longest.get(interactionId) ?? 0));
    }
    const taken = [...longest.values()];
    while (taken.length < presses) taken.push(UNTOLD_MS);
    this.#keep(name, taken);
  }

  /** The longest picture while something goes on by itself, like scrolling, which is no interaction. */
  async watch(name: string, act: () => Promise<unknown>): Promise<void> {
    const frames = await this.#toldOf<number>('frames', act);
    this.#keep(name, frames.length > 0 ? frames : [UNTOLD_FRAME_MS]);
  }

  /** @returns what the page has been told of one kind while something was done */
  async #toldOf<T>(kind: 'interactions' | 'frames', act: () => Promise<unknown>): Promise<T[]> {
    const page = this.#page;
    await page.evaluate(SETTLED);
    await page.evaluate(`${kind}.length = 0`);
    await act();
    await page.evaluate(SETTLED);
    return page.evaluate<T[]>(kind);
  }

  #keep(name: string, taken: number[]): void {
    this.rows.set(name, [...(this.rows.get(name) ?? []), ...taken]);
  }

  /** What was measured, as the lines of a table. */
  lines(): string[][] {
    return [...this.rows].map(([name, taken]) => {
      const worst = Math.max(...taken);
      return [name, String(taken.length), median(taken).toFixed(0), worst.toFixed(0), verdict(worst < GOAL_MS)];
    });
  }
}
