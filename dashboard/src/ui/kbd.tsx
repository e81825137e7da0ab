import { useMediaQuery } from '@mantine/hooks';
import classes from './kbd.module.css';

/** The key that does the same; those who don't see it are told by `aria-keyshortcuts` on what it does. */
export const Kbd = ({ children }: { children: string }) => (
  <span className={classes.kbd} aria-hidden="true">
    {children}
  </span>
);

/** Whether there seems to be a keyboard, so that it helps to show which key does what. */
export const useHasKeyboard = (): boolean =>
  useMediaQuery('(any-pointer: fine) and (min-width: 761px)', false, { getInitialValueInEffect: false });
