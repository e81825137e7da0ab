import type { Event } from '@api/events/schema.ts';
import { plural, t } from '@lingui/core/macro';
import { Plural } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { Section } from '../ui/card.tsx';
import { PersonList, PersonRow } from '../ui/person.tsx';
import { eventKeys } from './keys.ts';

/** Which of my connections are going; nothing where there are none. */
export function Friends({ event: { id } }: { event: Event }) {
  const { data } = useQuery({
    queryKey: eventKeys.friends(id),
    queryFn: ({ signal }) => call('GET /events/{id}/friends', { params: { id }, signal }),
  });
  if (!data || data.count === 0) return null;
  const more = data.count - data.people.length;
  return (
    <Section
      title={plural(
        { count: data.count },
        { one: 'A connection of yours is going', other: '# of your connections are going' },
      )}
    >
      <PersonList label={t`Connections who are going`}>
        {data.people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </PersonList>
      {more > 0 && (
        <p>
          <Plural value={more} other="and # more" />
        </p>
      )}
    </Section>
  );
}
