import { Button, Group, VisuallyHidden } from '@mantine/core';
import { Link } from 'wouter';
import { SearchIcon } from './icons.tsx';
import { Empty } from './states.tsx';
import { useTitle } from './title.ts';

export function NotFound({ what = 'page' }: { what?: string }) {
  useTitle('Not found');
  return (
    <>
      <VisuallyHidden component="h1">Not found</VisuallyHidden>
      <Empty
        icon={<SearchIcon size={24} />}
        title={`There is no such ${what}`}
        action={
          <Group gap="sm" justify="center">
            <Button component={Link} href="/people">
              Search people
            </Button>
            <Button component={Link} href="/" variant="default">
              Go home
            </Button>
          </Group>
        }
      >
        The address may be mistyped, or what was here is gone.
      </Empty>
    </>
  );
}
