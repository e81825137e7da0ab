import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './card.module.css';

/** A surface on the canvas. `list`: what is in it brings its own space above and below. */
export function Card({ children, list = false }: { children: ReactNode; list?: boolean }) {
  return <div className={list ? `${classes.card} ${classes.list}` : classes.card}>{children}</div>;
}

interface SectionProps {
  title: string;
  /** What a link to it has behind the #. */
  id?: string;
  /** Beside the title. */
  extra?: ReactNode;
  children: ReactNode;
}

/** A card with a title: what most of a page is made of. */
export function Section({ title, id, extra, children }: SectionProps) {
  return (
    <section id={id} className={classes.card} aria-label={title}>
      <div className={classes.head}>
        <Title order={2}>{title}</Title>
        {extra}
      </div>
      {children}
    </section>
  );
}
