import { useInfiniteQuery } from '@tanstack/react-query';
import { byCursor, page } from '../live/api.ts';
import { Section } from '../ui/card.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { PersonList, PersonRow } from '../ui/person.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { UnblockButton } from './block-button.tsx';
import { connectionKeys } from './keys.ts';

/** Whom I have blocked, to think again. */
export function BlockedList() {
  const pages = useInfiniteQuery({
    queryKey: connectionKeys.blocked,
    queryFn: ({ pageParam, signal }) => page('GET /users/blocks', { query: { cursor: pageParam }, signal }),
    ...byCursor,
  });
  const { data, error, isPending, refetch } = pages;
  const people = data?.pages.flatMap(({ items }) => items);
  return (
    <Section title="Blocked people">
      {isPending && <RowsLoading rows={1} />}
      {error && !people && <Failed error={error} onRetry={refetch} what="whom you have blocked" />}
      {people?.length === 0 && (
        <Empty icon={<CheckIcon size={24} />} title="You have blocked nobody">
          You block somebody on their page.
        </Empty>
      )}
      {people && people.length > 0 && (
        <PersonList label="Blocked people">
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              line={
                <>
                  blocked <Ago time={person.blocked_at} />
                </>
              }
              action={<UnblockButton person={person} />}
            />
          ))}
        </PersonList>
      )}
      <LoadMore pages={pages} fullWidth mt="md" />
    </Section>
  );
}
