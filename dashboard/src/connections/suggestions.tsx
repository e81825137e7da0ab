import { placeOf } from '@api/connections/policy.ts';
import type { Suggestion } from '@api/connections/schema.ts';
import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call } from '../live/api.ts';
import { Section } from '../ui/card.tsx';
import { PeopleIcon } from '../ui/icons.tsx';
import { PersonList, PersonRow, roleLabel } from '../ui/person.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { categoryLabel } from '../users/categories.ts';
import { ConnectionButton } from './button.tsx';
import { connectionKeys } from './keys.ts';
import classes from './suggestions.module.css';

const SHOWN = 5;
/** Reasons in a line. */
const REASONS = 2;

/** Why somebody is suggested, the strongest reason first; who they are, where there is none. */
function reasonsFor({ mutual_count, shared, business_category, location, role }: Suggestion): string {
  const [place, category] = [placeOf(location), categoryLabel(business_category)];
  const reasons = [
    mutual_count > 0 && plural(mutual_count, { one: '# mutual connection', other: '# mutual connections' }),
    shared.includes('category') && t`Both in ${category}`,
    shared.includes('location') && t`In ${place}, too`,
  ].filter((reason) => reason !== false);
  if (reasons.length === 0) return [roleLabel(role), category].filter(Boolean).join(' · ');
  return reasons.slice(0, REASONS).join(' · ');
}

export const useSuggestions = () =>
  useQuery({
    queryKey: connectionKeys.suggestions,
    queryFn: ({ signal }) => call('GET /connections/suggestions', { query: { limit: SHOWN }, signal }),
    // With the next visit: no row moves under the finger that asks one after the other.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** People to connect with, each with why. */
export function Suggestions({ title }: { title: string }) {
  const { data, error, isPending, refetch } = useSuggestions();
  return (
    <Section title={title}>
      {isPending && <RowsLoading rows={SHOWN} />}
      {!data && error && <Failed error={error} onRetry={refetch} title={t`We couldn’t load suggestions`} />}
      {data?.length === 0 && (
        <Empty
          icon={<PeopleIcon size={24} />}
          title={t`No suggestions right now`}
          action={
            <Button component={Link} href="/people" variant="default">
              <Trans>Find people</Trans>
            </Button>
          }
        >
          <Trans>As your connections meet more people, those show up here.</Trans>
        </Empty>
      )}
      {data && data.length > 0 && (
        <PersonList label={title}>
          {data.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              line={<bdi className={classes.reasons}>{reasonsFor(person)}</bdi>}
              action={<ConnectionButton person={person} relation="none" />}
            />
          ))}
        </PersonList>
      )}
    </Section>
  );
}
