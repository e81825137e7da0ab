import type { Profile } from '@api/users/schema.ts';
import { Fragment, memo } from 'react';
import { Link } from 'wouter';
import { MessageButton } from '../chat/message-button.tsx';
import { ConnectionButton } from '../connections/button.tsx';
import { useUid } from '../live/session.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { RoleBadge, VerifiedTick } from '../ui/person.tsx';
import { categoryLabel } from '../users/categories.ts';
import classes from './people.module.css';

export const PersonCard = memo(function PersonCard({ person }: { person: Profile }) {
  const uid = useUid();
  const facts = [categoryLabel(person.business_category), person.location].filter(Boolean);
  return (
    <li className={classes.card}>
      <div className={classes.top}>
        <Avatar person={person} size={56} />
        <div className={classes.who}>
          <Link href={`/people/${person.username}`} className={classes.name}>
            <bdi>{person.display_name}</bdi>
          </Link>
          {person.is_verified && <VerifiedTick />}
          <div className={classes.dim}>
            <bdi>@{person.username}</bdi>
          </div>
        </div>
      </div>
      {person.bio && (
        <p className={classes.bio} dir="auto">
          {person.bio}
        </p>
      )}
      {facts.length > 0 && (
        <p className={classes.facts}>
          {facts.map((fact, i) => (
            <Fragment key={fact}>
              {i > 0 && ' · '}
              <bdi>{fact}</bdi>
            </Fragment>
          ))}
        </p>
      )}
      <div className={classes.foot}>
        <RoleBadge role={person.role} />
        <span className={classes.actions}>
          {person.id !== uid && <MessageButton person={person} compact />}
          <ConnectionButton person={person} />
        </span>
      </div>
    </li>
  );
});
