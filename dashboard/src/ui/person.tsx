import type { Role } from '@api/contract/roles.ts';
import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Avatar, type Pictured } from './avatar.tsx';
import classes from './person.module.css';

/** What somebody is here, in a word. */
export const roleLabel = (role: Role): string =>
  ({ influencer: t`Influencer`, brand: t`Brand`, entrepreneur: t`Entrepreneur` })[role];

export function RoleBadge({ role }: { role: Role }) {
  return (
    <span className={classes.role} data-role={role}>
      {roleLabel(role)}
    </span>
  );
}

export function VerifiedTick({ size = 16 }: { size?: number }) {
  return (
    <svg className={classes.tick} width={size} height={size} viewBox="0 0 16 16" role="img" aria-label={t`Verified`}>
      <path
        fill="currentColor"
        d="M8 .6 9.9 2l2.3-.1.8 2.2 1.9 1.3-.7 2.3.7 2.3-1.9 1.3-.8 2.2-2.3-.1L8 15.4l-1.9-2-2.3.1-.8-2.2L1.1 10l.7-2.3-.7-2.3L3 4.1l.8-2.2L6.1 2Z"
      />
      <path
        d="m5.2 8 2 2 3.6-3.8"
        fill="none"
        stroke="#fff"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Somebody's name, with the tick where it is verified; it is cut off where there is no room for it. */
export const PersonName = ({ person }: { person: { display_name: string; is_verified: boolean } }) => (
  <span className={classes.name}>
    <bdi className={classes.truncate}>{person.display_name}</bdi>
    {person.is_verified && <VerifiedTick />}
  </span>
);

interface Shown extends Pictured {
  display_name: string;
  role: Role;
  is_verified: boolean;
}

interface RowProps {
  person: Shown;
  /** Below the name; the username by default. */
  line?: ReactNode;
  action?: ReactNode;
}

/** Somebody in a list: the picture and the name lead to the profile, the action stays beside them. */
export function PersonRow({ person, line, action }: RowProps) {
  return (
    <li className={classes.row}>
      <Link href={`/people/${person.username}`} className={classes.link}>
        <Avatar person={person} />
        <span className={classes.text}>
          <PersonName person={person} />
          <span className={classes.line}>{line ?? <bdi>@{person.username}</bdi>}</span>
        </span>
      </Link>
      {action && <div className={classes.action}>{action}</div>}
    </li>
  );
}

export function PersonList({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {children}
    </ul>
  );
}
