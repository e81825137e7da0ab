import classes from './kbd.module.css';

/** The key that does the same; those who don't see it are told by `aria-keyshortcuts` on what it does. */
export const Kbd = ({ children }: { children: string }) => (
  <span className={classes.kbd} aria-hidden="true">
    {children}
  </span>
);
