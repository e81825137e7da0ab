import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Modal, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { byCursor, page } from '../live/api.ts';
import { EyeIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { PersonList, PersonRow } from '../ui/person.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { storyKeys } from './keys.ts';

interface Props {
  id: string;
  /** As it is heard live: when it changes, there is somebody new to show. */
  count: number;
  onClose: () => void;
}

/** Who has seen a story of mine, the latest first. */
export function Viewers({ id, count, onClose }: Props) {
  return (
    <Modal
      opened
      size="sm"
      padding="lg"
      withCloseButton={false}
      onClose={onClose}
      attributes={{ content: { 'aria-label': t`Seen by` } }}
    >
      <Title order={2} mb="xs">
        {count === 0 ? t`Seen by` : plural(count, { other: 'Seen by #' })}
      </Title>
      <ViewerList id={id} count={count} />
      <Button variant="default" fullWidth mt="md" onClick={onClose} data-autofocus>
        <Trans>Close</Trans>
      </Button>
    </Modal>
  );
}

function ViewerList({ id, count }: { id: string; count: number }) {
  const pages = useInfiniteQuery({
    queryKey: [...storyKeys.viewers(id), count],
    queryFn: ({ pageParam, signal }) =>
      page('GET /stories/{id}/viewers', { params: { id }, query: { cursor: pageParam }, signal }),
    ...byCursor,
    placeholderData: (before) => before,
  });
  const { data, error, isPending, refetch } = pages;
  const people = data?.pages.flatMap(({ items }) => items);
  if (isPending) return <RowsLoading rows={Math.min(Math.max(count, 1), 4)} />;
  if (error && !people) return <Failed error={error} onRetry={refetch} title={t`We couldn’t load who has seen it`} />;
  if (!people?.length) {
    return (
      <Empty icon={<EyeIcon size={24} />} title={t`Nobody yet`}>
        <Trans>Your connections see it for 24 hours. Whoever has seen it is listed here.</Trans>
      </Empty>
    );
  }
  return (
    <>
      <PersonList label={t`Seen by`}>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} line={<Ago time={person.viewed_at} />} />
        ))}
      </PersonList>
      <LoadMore pages={pages} variant="subtle" fullWidth />
    </>
  );
}
