import { afterEach } from 'vitest';
import { setClock } from '../../functions/src/runtime/clock.ts';

/**
 * Has time pass for what is stored and compared, and not for tokens; after each test it is now again.
 * @returns what moves the clock to so many milliseconds from now
 */
export function useTime(): (ms: number) => void {
  let restore = () => {};
  afterEach(() => restore());
  return (ms) => {
    restore();
    restore = setClock(() => Date.now() + ms);
  };
}
