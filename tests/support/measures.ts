import type { Page } from 'playwright-core';

/** Adds up layout shifts as the browser reports them, from the first frame on. Runs in the page, before anything else. */
const WATCH_SHIFTS = `
  globalThis.shifted = { sum: 0, by: [] };
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      shifted.sum += value;
      const rect = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
      for (const { node, previousRect, currentRect } of sources) {
        const html = (node?.nodeType === 1 ? node : node?.parentElement)?.outerHTML.slice(0, 100);
        shifted.by.push(value.toFixed(3) + ': from ' + rect(previousRect) + ' to ' + rect(currentRect) + ' ' + html);
      }
    }
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** Has every page of this tab add up from now on by how much it moves while it loads. */
export const watchShifts = (page: Page): Promise<unknown> => page.addInitScript(WATCH_SHIFTS);

/** @returns by how much the page has moved by itself since it began to load, and what has */
export const shiftOf = (page: Page): Promise<{ sum: number; by: string[] }> => page.evaluate('shifted');

/**
 * What is too small for a finger, and the fields that a phone would zoom in on. A link within a sentence may be as high as
 * its line; a box or a round is as large as its label, a password as its edge; and what takes presses around an element, drawn by a pseudo element
 * that lies on it, belongs to it. Runs in the page.
 */
const SMALL = `(() => {
  const least = 44, letters = 16;
  const isShown = (element) => element.checkVisibility({ opacityProperty: false, visibilityProperty: true })
    && element.getBoundingClientRect().width > 2 && element.getBoundingClientRect().height > 2
    && !element.closest('[inert], [aria-hidden="true"]') && getComputedStyle(element).pointerEvents !== 'none';
  const isInText = (element) => {
    if (getComputedStyle(element).display !== 'inline') return false;
    const around = element.closest('p, li, dd, label, td, span:not([class]), div');
    return around !== null && around.textContent.trim().length > element.textContent.trim().length;
  };
  const sizeOf = (element) => {
    const isMark = element.matches('[type=checkbox], [type=radio]');
    const area = (isMark ? (element.closest('label') ?? element.labels?.[0]) : element.closest('.mantine-PasswordInput-input')) ?? element;
    const { width, height } = area.getBoundingClientRect();
    const around = ['::before', '::after'].map((part) => getComputedStyle(area, part))
      .filter(({ content, position }) => content !== 'none' && position === 'absolute');
    return [width, height].map((own, i) => Math.max(own, ...around.map((part) => parseFloat(i === 0 ? part.width : part.height) || 0)));
  };
  const describe = (element) => element.tagName.toLowerCase() + ' "' + (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40) + '" ' + String(element.className).slice(0, 60);
  const pressed = [...document.querySelectorAll('a[href], button:not([disabled]), input:not([type=hidden], [type=file]), select, textarea, summary, [role=button], [role=option], [role=tab]')]
    .filter((element) => isShown(element) && !isInText(element))
    .map((element) => [element, sizeOf(element)])
    .filter(([, [width, height]]) => width < least - 0.5 || height < least - 0.5)
    .map(([element, [width, height]]) => Math.round(width) + ' × ' + Math.round(height) + ': ' + describe(element));
  const fields = [...document.querySelectorAll('input:not([type=radio], [type=checkbox], [type=file]), select, textarea')]
    .filter((element) => isShown(element) && parseFloat(getComputedStyle(element).fontSize) < letters)
    .map((element) => getComputedStyle(element).fontSize + ' letters: ' + describe(element));
  return [...pressed, ...fields];
})()`;

/** @returns what a finger would miss on the page as it is, and fields that a phone would zoom in on */
export const tooSmall = (page: Page): Promise<string[]> => page.evaluate(SMALL);

/** What moves or fades although the person prefers less of it. Runs in the page. */
const MOVING = `[...document.querySelectorAll('*')].flatMap((element) => ['', '::before', '::after'].flatMap((part) => {
  const { transitionDuration, animationName, animationDuration } = getComputedStyle(element, part || null);
  const times = [transitionDuration, animationName === 'none' ? '0s' : animationDuration];
  const longest = Math.max(...times.flatMap((each) => each.split(',')).map(parseFloat));
  return longest > 0.01 ? [element.tagName + ' ' + element.className + part + ': ' + longest + ' s'] : [];
}))`;

/** @returns what would move on the page as it is, for a visitor who prefers reduced motion */
export const stillMoving = (page: Page): Promise<string[]> => page.evaluate(MOVING);
