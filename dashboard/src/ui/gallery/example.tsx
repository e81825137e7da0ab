import type { ReactNode } from 'react';
import { Section } from '../card.tsx';
import classes from './gallery.module.css';

/** A part of the page, to which the contents lead. */
export const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <Section title={title} id={title}>
    <div className={classes.part}>{children}</div>
  </Section>
);

interface Props {
  /** Which one, and when. */
  name: string;
  /** It takes the width that there is. */
  wide?: boolean;
  children: ReactNode;
}

/** A component in one state, or some that belong together. */
export const Example = ({ name, wide = false, children }: Props) => (
  <div className={classes.example} data-wide={wide || undefined}>
    <p className={classes.name}>{name}</p>
    <div className={classes.shown}>{children}</div>
  </div>
);
