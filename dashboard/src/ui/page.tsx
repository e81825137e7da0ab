import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page.module.css';
import { useTitle } from './title.ts';

interface Props {
  title: string;
  /** Below the title. */
  lead?: ReactNode;
  /** Beside the title. */
  extra?: ReactNode;
  /** For reading and forms rather than for many things side by side. */
  narrow?: boolean;
  children: ReactNode;
}

/** A page with its heading. */
export function Page({ title, lead, extra, narrow = false, children }: Props) {
  useTitle(title);
  return (
    <div className={narrow ? `${classes.page} ${classes.narrow}` : classes.page}>
      <header className={classes.head}>
        <div>
          <Title order={1}>{title}</Title>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {extra}
      </header>
      {children}
    </div>
  );
}
