import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Section } from '../ui/card.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { PersonList, PersonRow } from '../ui/person.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { useMute, useMutes } from './mute.ts';
import classes from './preferences.module.css';

/** Whom and what I have muted, to think again. */
export function MutesList() {
  const { data, error, isPending, refetch } = useMutes();
  return (
    <Section title={t`Muted`}>
      {isPending && <RowsLoading rows={1} />}
      {error && !data && <Failed error={error} onRetry={refetch} title={t`We couldn’t load whom you have muted`} />}
      {data && data.people.length + data.events.length === 0 && (
        <Empty icon={<CheckIcon size={24} />} title={t`You have muted nobody`}>
          <Trans>Mute people on their page, events on theirs, or either from a notification.</Trans>
        </Empty>
      )}
      {data && data.people.length > 0 && (
        <PersonList label={t`Muted people`}>
          {data.people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              action={<Unmute kind="person" id={person.id} name={person.display_name} />}
            />
          ))}
        </PersonList>
      )}
      {data && data.events.length > 0 && (
        <ul className={classes.events} aria-label={t`Muted events`}>
          {data.events.map(({ id, title }) => (
            <li key={id}>
              <Link href={`/events/${id}`} dir="auto">
                {title}
              </Link>
              <Unmute kind="event" id={id} name={title} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Unmute({ kind, id, name }: { kind: 'person' | 'event'; id: string; name: string }) {
  const { change } = useMute(kind, id, name);
  return (
    <Button
      variant="default"
      size="compact-md"
      aria-label={t`Unmute ${name}`}
      loading={change.isPending}
      onClick={() => change.mutate(false)}
    >
      <Trans>Unmute</Trans>
    </Button>
  );
}
