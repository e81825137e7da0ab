import type { MouseEvent } from 'react';

/** Milliseconds and pixels within which two presses are one double click. */
const NEAR = { time: 500, space: 6 };

let last = { time: Number.NEGATIVE_INFINITY, x: 0, y: 0 };

/**
 * Does `act` once for a double click. The first press may take away what was pressed: the second would be one on what has
 * come beneath the pointer, such as the next person's button.
 */
export const onePress = (act: () => void) => (event: MouseEvent) => {
  const { timeStamp: time, clientX: x, clientY: y, detail } = event;
  // Keys have no place.
  if (detail === 0) return act();
  const isSecond =
    time - last.time < NEAR.time && Math.abs(x - last.x) < NEAR.space && Math.abs(y - last.y) < NEAR.space;
  last = { time, x, y };
  if (!isSecond) act();
};
