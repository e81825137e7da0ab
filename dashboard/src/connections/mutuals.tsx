import type { Person } from '@api/users/schema.ts';
import { Plural, Trans } from '@lingui/react/macro';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call } from '../live/api.ts';
import { Faces } from '../ui/avatar.tsx';
import { connectionKeys } from './keys.ts';
import classes from './mutuals.module.css';

/** How many faces are shown, and how many names. */
const FACES = 3;
const NAMES = 2;

const Name = ({ person }: { person: Person | undefined }) =>
  person && (
    <Link href={`/people/${person.username}`}>
      <bdi>{person.display_name}</bdi>
    </Link>
  );

/** Whom somebody and I both know, by name. As high while it loads as later. */
export function Mutuals({ person }: { person: { id: string; username: string } }) {
  const { data, error } = useQuery({
    queryKey: connectionKeys.mutuals(person.id),
    queryFn: ({ signal }) => call('GET /users/{username}/mutuals', { params: { username: person.username }, signal }),
  });
  // It is an extra: where it can't be had, nothing is missed.
  if (error && !data) return null;
  return (
    <div className={classes.mutuals}>
      {data ? <Known count={data.count} people={data.people} /> : <Skeleton height={14} width={220} radius="xl" />}
    </div>
  );
}

function Known({ count, people }: { count: number; people: readonly Person[] }) {
  const [first, second] = people;
  const rest = count - NAMES;
  if (!first) return <Trans>You have no connections in common yet.</Trans>;
  return (
    <>
      <Faces people={people.slice(0, FACES)} />
      <span>
        {!second && (
          <Trans>
            You both know <Name person={first} />
          </Trans>
        )}
        {second && rest <= 0 && (
          <Trans>
            You both know <Name person={first} /> and <Name person={second} />
          </Trans>
        )}
        {second && rest > 0 && (
          <Trans>
            You both know <Name person={first} />, <Name person={second} /> and{' '}
            <Plural value={rest} one="# other" other="# others" />
          </Trans>
        )}
      </span>
    </>
  );
}
