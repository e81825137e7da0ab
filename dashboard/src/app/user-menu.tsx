import { Popover, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ComponentType, useId } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../live/session.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { MoonIcon, PersonIcon, SignOutIcon, SunIcon } from '../ui/icons.tsx';
import { leaveOrAsk } from '../ui/leave-guard.tsx';
import { useMe } from '../users/me.ts';
import classes from './user-menu.module.css';

/** Plain buttons in a popover rather than a menu widget: what they do needs no arrow keys, and any reader knows them. */
export function UserMenu() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const { signOut } = useSession();
  const { data: me } = useMe();
  const [, navigate] = useLocation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const name = useId();
  const leave = () => {
    close();
    leaveOrAsk(() => void signOut().then(() => navigate('/sign-in', { replace: true })));
  };
  const edit = () => {
    close();
    navigate('/profile');
  };
  return (
    <Popover opened={opened} onDismiss={close} onClose={close} position="bottom-end" width={240} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.target} aria-label="Your account" onClick={toggle}>
          <Avatar person={me ?? null} size={36} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-labelledby={name}>
        <div className={classes.who} id={name}>
          <strong>{me?.display_name ?? 'Your account'}</strong>
          {me && <span>@{me.username}</span>}
        </div>
        <Item icon={PersonIcon} label="Edit profile" onClick={edit} />
        <Item
          icon={dark ? SunIcon : MoonIcon}
          label={dark ? 'Light mode' : 'Dark mode'}
          onClick={() => setColorScheme(dark ? 'light' : 'dark')}
        />
        <hr className={classes.line} />
        <Item icon={SignOutIcon} label="Sign out" onClick={leave} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ItemProps {
  icon: ComponentType<{ size?: number }>;
  label: string;
  onClick: () => void;
}

function Item({ icon: Icon, label, onClick }: ItemProps) {
  return (
    <UnstyledButton className={classes.item} onClick={onClick}>
      <Icon size={18} />
      {label}
    </UnstyledButton>
  );
}
