import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
    <Section id="blocked" title={t`Blocked people`}>
      {isPending && <RowsLoading rows={1} />}
      {error && !people && <Failed error={error} onRetry={refetch} title={t`We couldn’t load whom you have blocked`} />}
      {people?.length === 0 && (
        <Empty icon={<CheckIcon size={24} />} title={t`You have blocked nobody`}>
          <Trans>You block somebody on their page.</Trans>
        </Empty>
      )}
      {people && people.length > 0 && (
        <PersonList label={t`Blocked people`}>
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              line={
                <Trans>
                  blocked <Ago time={person.blocked_at} />
                </Trans>
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
