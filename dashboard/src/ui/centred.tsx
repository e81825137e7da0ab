import type { ReactNode } from 'react';
import classes from './centred.module.css';
import { Mark } from './logo.tsx';

/** A whole page for one thing to say, below the logo. */
export function Centred({ children }: { children: ReactNode }) {
  return (
    <main className={classes.page}>
      <Mark size={48} />
      {children}
    </main>
  );
}
