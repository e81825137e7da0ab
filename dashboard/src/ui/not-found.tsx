import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, VisuallyHidden } from '@mantine/core';
import { Link } from 'wouter';
import { SearchIcon } from './icons.tsx';
import { Empty } from './states.tsx';
import { useTitle } from './title.ts';

const titles = () => ({
  page: t`There is no such page`,
  person: t`There is no such person`,
  event: t`There is no such event`,
  request: t`There is no such request`,
  report: t`There is no such report`,
});

interface Props {
  what?: keyof ReturnType<typeof titles>;
  /** What may have become of it. */
  why?: string;
}

export function NotFound({ what = 'page', why = t`The address may be mistyped, or what was here is gone.` }: Props) {
  useTitle(t`Not found`);
  return (
    <>
      <VisuallyHidden component="h1">
        <Trans>Not found</Trans>
      </VisuallyHidden>
      <Empty
        icon={<SearchIcon size={24} />}
        title={titles()[what]}
        action={
          <Group gap="sm" justify="center">
            <Button component={Link} href="/people">
              <Trans>Search people</Trans>
            </Button>
            <Button component={Link} href="/" variant="default">
              <Trans>Go home</Trans>
            </Button>
          </Group>
        }
      >
        {why}
      </Empty>
    </>
  );
}
