import type { CSSProperties, ReactNode } from 'react';
import { hueOf } from './avatar.tsx';
import classes from './backdrop.module.css';

interface Props {
  /** Whose it is, or what: everything has a colour of its own, everywhere and always. */
  of: string;
  className?: string | undefined;
  children?: ReactNode;
}

/** The colour behind somebody or something, where there is no picture. */
export const Backdrop = ({ of, className = '', children }: Props) => (
  <div
    className={`${classes.backdrop} ${className}`}
    style={{ '--hue': hueOf(of) } as CSSProperties}
    aria-hidden="true"
  >
    {children}
  </div>
);
