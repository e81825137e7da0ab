import type { OwnProfile } from '@api/users/schema.ts';
import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call, page } from '../live/api.ts';
import { Section } from '../ui/card.tsx';
import { PeopleIcon } from '../ui/icons.tsx';
import { PersonList, PersonRow, roleLabel } from '../ui/person.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { ConnectionButton } from './button.tsx';
import { connectionKeys } from './keys.ts';
import { useOpenConnections } from './live.ts';

const SHOWN = 6;

const mutual = (count: number): string => plural(count, { one: '# mutual connection', other: '# mutual connections' });

const FindPeople = () => (
  <Button component={Link} href="/people" variant="default">
    <Trans>Find people</Trans>
  </Button>
);

/** People whom my connections know. */
export function Suggestions() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: connectionKeys.suggestions,
    queryFn: ({ signal }) => call('GET /connections/suggestions', { query: { limit: SHOWN }, signal }),
  });
  return (
    <Section title={t`People you may know`}>
      {isPending && <RowsLoading rows={SHOWN} />}
      {error && <Failed error={error} onRetry={refetch} title={t`We couldn’t load suggestions`} />}
      {data?.length === 0 && (
        <Empty icon={<PeopleIcon size={24} />} title={t`No suggestions right now`} action={<FindPeople />}>
          <Trans>As your connections meet more people, those show up here.</Trans>
        </Empty>
      )}
      {data && data.length > 0 && (
        <PersonList label={t`People you may know`}>
          {data.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              line={`${roleLabel(person.role)} · ${mutual(person.mutual_count)}`}
              action={<ConnectionButton person={person} relation="none" />}
            />
          ))}
        </PersonList>
      )}
    </Section>
  );
}

/** For newcomers, whom nobody knows yet: people of their category, or whoever comes first. */
export function StartWith({ me }: { me: OwnProfile }) {
  // Newcomers have few, so it costs little to know how they stand to each.
  useOpenConnections();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: connectionKeys.startWith(me.business_category),
    queryFn: async ({ signal }) => {
      const find = async (category?: string) =>
        (await page('GET /users', { query: { category, limit: SHOWN + 1 }, signal })).items;
      const alike = me.business_category ? await find(me.business_category) : [];
      return alike.length > 1 ? alike : find();
    },
  });
  const people = data?.filter(({ id }) => id !== me.id).slice(0, SHOWN);
  return (
    <Section title={t`People to start with`}>
      {isPending && <RowsLoading rows={SHOWN} />}
      {error && <Failed error={error} onRetry={refetch} title={t`We couldn’t load people`} />}
      {people?.length === 0 && (
        <Empty icon={<PeopleIcon size={24} />} title={t`You are the first one here`}>
          <Trans>As soon as others join, they show up here.</Trans>
        </Empty>
      )}
      {people && people.length > 0 && (
        <PersonList label={t`People to start with`}>
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              line={[roleLabel(person.role), person.business_category].filter(Boolean).join(' · ')}
              action={<ConnectionButton person={person} />}
            />
          ))}
        </PersonList>
      )}
    </Section>
  );
}
