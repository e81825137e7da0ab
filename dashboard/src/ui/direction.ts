/** Whether the page is read from right to left. */
export const isRightToLeft = (): boolean => document.documentElement.dir === 'rtl';

/**
 * Which way something on the screen leads that goes by x: a swipe, a distance, a scroll.
 * @returns `x` as it is read: more than 0 goes on, less goes back
 */
export const inline = (x: number): number => (isRightToLeft() ? -x : x);

/** Which way an arrow key leads: on to what comes after, back to what was before, or nowhere when it is another key. */
export function stepOf(key: string): 1 | -1 | 0 {
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return 0;
  return (key === 'ArrowRight') !== isRightToLeft() ? 1 : -1;
}
