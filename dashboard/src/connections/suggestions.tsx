import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call } from '../live/api.ts';
import { PeopleIcon } from '../ui/icons.tsx';
import { PersonList, PersonRow, ROLE_LABELS } from '../ui/person.tsx';
import { Empty, Failed, RowsLoading, Section } from '../ui/states.tsx';
import { ConnectionButton } from './button.tsx';
import { connectionKeys } from './keys.ts';

const mutual = (count: number): string => `${count} mutual connection${count === 1 ? '' : 's'}`;

export function Suggestions() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: connectionKeys.suggestions,
    queryFn: ({ signal }) => call('GET /connections/suggestions', { query: { limit: 6 }, signal }),
  });
  return (
    <Section title="People you may know">
      {isPending && <RowsLoading />}
      {error && <Failed error={error} onRetry={refetch} what="suggestions" />}
      {data?.length === 0 && (
        <Empty
          icon={<PeopleIcon size={24} />}
          title="No suggestions yet"
          action={
            <Button component={Link} href="/people" variant="light">
              Find people
            </Button>
          }
        >
          Once you have a few connections, the people they know show up here.
        </Empty>
      )}
      {data && data.length > 0 && (
        <PersonList label="People you may know">
          {data.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              line={`${ROLE_LABELS[person.role]} · ${mutual(person.mutual_count)}`}
              action={<ConnectionButton person={person} relation="none" />}
            />
          ))}
        </PersonList>
      )}
    </Section>
  );
}
