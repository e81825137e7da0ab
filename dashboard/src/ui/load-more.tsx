import { Trans } from '@lingui/react/macro';
import { Button, type ButtonProps } from '@mantine/core';

/** What a list tells that is fetched page by page. */
interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Goes on with a list where it has more. */
export function LoadMore({ pages, ...looks }: { pages: Pages } & ButtonProps) {
  if (!pages.hasNextPage) return null;
  return (
    <Button variant="default" {...looks} loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
      <Trans>Load more</Trans>
    </Button>
  );
}
