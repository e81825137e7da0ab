import { Anchor, type AnchorProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import classes from './alone.module.css';
import { BackIcon } from './icons.tsx';

interface Props extends AnchorProps {
  href: string;
  onClick?: () => void;
  'aria-label'?: string;
  children: ReactNode;
}

/** A link that stands by itself, beside a title or below a form: as high as a finger needs, without room of its own. */
export const LinkAlone = ({ className, ...props }: Props) => (
  <Anchor component={Link} size="sm" fw={600} {...props} className={`${classes.link} ${className ?? ''}`} />
);

/** Back to the list that one came from. */
export const BackLink = ({ href, label }: { href: string; label: string }) => (
  <Link href={href} className={classes.back} aria-label={label}>
    <BackIcon size={22} />
  </Link>
);
