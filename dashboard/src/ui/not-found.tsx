import { Button, Group, VisuallyHidden } from '@mantine/core';
import { Link } from 'wouter';
import { SearchIcon } from './icons.tsx';
import { Empty } from './states.tsx';
import { useTitle } from './title.ts';

interface Props {
  what?: string;
  /** What may have become of it. */
  why?: string;
}

export function NotFound({ what = 'page', why = 'The address may be mistyped, or what was here is gone.' }: Props) {
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
        {why}
      </Empty>
    </>
  );
}
