import { ActionIcon, Button, type ButtonProps, CloseButton } from '@mantine/core';
import { BellIcon, CopyIcon, MoreIcon, PlusIcon } from '../icons.tsx';
import { Kbd } from '../kbd.tsx';
import { Languages } from '../languages.tsx';
import { LoadMore } from '../load-more.tsx';
import { Example, Part } from './example.tsx';
import classes from './gallery.module.css';

const KINDS: [string, ButtonProps][] = [
  ['The one of a section', {}],
  ['Good answer', { variant: 'light' }],
  ['One of many', { variant: 'outline' }],
  ['Beside it', { variant: 'default' }],
  ['Least', { variant: 'subtle', color: 'gray' }],
  ['For good', { color: 'red.8' }],
];

const pages = { hasNextPage: true, isFetchingNextPage: false, fetchNextPage: () => {} };

export function Buttons() {
  return (
    <Part title="Buttons">
      {KINDS.map(([name, looks]) => (
        <Example key={name} name={`${name}: as it is, with the focus, with a sign, busy, off`} wide>
          <div className={classes.shown}>
            <Button {...looks}>{name}</Button>
            <Button {...looks} className={classes.focused ?? ''}>
              {name}
            </Button>
            <Button {...looks} leftSection={<PlusIcon size={18} />}>
              {name}
            </Button>
            <Button {...looks} loading>
              {name}
            </Button>
            <Button {...looks} disabled>
              {name}
            </Button>
          </div>
        </Example>
      ))}
      <Example name="Sizes">
        {(['compact-sm', 'xs', 'sm', 'md', 'lg'] as const).map((size) => (
          <Button key={size} size={size}>
            {size}
          </Button>
        ))}
      </Example>
      <Example name="As a link, and with its key">
        <Button component="a" href="#Buttons" variant="default">
          Leads on
        </Button>
        <Button variant="default" rightSection={<Kbd>N</Kbd>}>
          With its key
        </Button>
      </Example>
      <Example name="Signs alone: as it is, with the focus, busy, off">
        <ActionIcon variant="subtle" color="gray" size={44} aria-label="Notifications">
          <BellIcon size={22} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label="More" className={classes.focused ?? ''}>
          <MoreIcon size={22} />
        </ActionIcon>
        <ActionIcon variant="default" size={44} aria-label="Copy" loading>
          <CopyIcon size={22} />
        </ActionIcon>
        <ActionIcon variant="default" size={44} aria-label="Copy, off" disabled>
          <CopyIcon size={22} />
        </ActionIcon>
        <CloseButton aria-label="Close" size="lg" />
      </Example>
      <Example name="Goes on with a list: more, on its way">
        <LoadMore pages={pages} />
        <LoadMore pages={{ ...pages, isFetchingNextPage: true }} />
      </Example>
      <Example name="The other languages">
        <Languages />
      </Example>
    </Part>
  );
}
