import { t } from '@lingui/core/macro';
import { Link } from 'wouter';
import { Avatar } from '../ui/avatar.tsx';
import { RoleBadge, VerifiedTick } from '../ui/person.tsx';
import classes from './start.module.css';
import type { Correspondent } from './types.ts';

interface Props {
  person: Correspondent;
  /** Whether the first message is a request. */
  isStranger: boolean;
  isEmpty: boolean;
}

/** What stands before the first message: who it is that one writes with. */
export function Start({ person, isStranger, isEmpty }: Props) {
  const name = person.display_name;
  return (
    <div className={classes.start}>
      <Avatar person={person} size={72} />
      <Link href={`/people/${person.username}`} className={classes.name}>
        <bdi>{name}</bdi> {person.is_verified && <VerifiedTick />}
      </Link>
      <span className={classes.line}>
        <bdi>@{person.username}</bdi> <RoleBadge role={person.role} />
      </span>
      {isEmpty && (
        <p>
          {isStranger
            ? t`You and ${name} aren’t connected. Your first message goes out as a request: ${name} decides whether to answer.`
            : t`This is where it begins. Say hello to ${name}.`}
        </p>
      )}
    </div>
  );
}
