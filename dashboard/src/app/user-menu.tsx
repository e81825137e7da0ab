import { t } from '@lingui/core/macro';
import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { useLocation } from 'wouter';
import { useRights } from '../live/rights.tsx';
import { staffPlacesOf } from '../staff/places.ts';
import { Avatar } from '../ui/avatar.tsx';
import { PenIcon, PersonIcon, SettingsIcon, ShieldIcon, SignOutIcon } from '../ui/icons.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx';
import { VerifiedTick } from '../ui/person.tsx';
import { useMe } from '../users/me.ts';
import { useSignOut } from './sign-out.tsx';
import classes from './user-menu.module.css';

/** What is one's own, behind one's picture. */
export function UserMenu() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const signOut = useSignOut();
  const { data: me } = useMe();
  const { permissions } = useRights();
  const [, navigate] = useLocation();
  const name = useId();
  const go = (page: string) => {
    close();
    navigate(page);
  };
  return (
    <Menu
      opened={opened}
      onClose={close}
      label={{ 'aria-labelledby': name }}
      width={240}
      target={
        <UnstyledButton className={classes.target} aria-label={t`Your account`} onClick={toggle}>
          <Avatar person={me ?? null} size={36} />
        </UnstyledButton>
      }
    >
      <div className={classes.who} id={name}>
        <strong dir="auto">
          {me?.display_name ?? t`Your account`} {me?.is_verified && <VerifiedTick />}
        </strong>
        {me && (
          <span>
            <bdi>@{me.username}</bdi>
          </span>
        )}
      </div>
      {me && <MenuItem icon={PersonIcon} onClick={() => go(`/people/${me.username}`)}>{t`View profile`}</MenuItem>}
      <MenuItem icon={PenIcon} onClick={() => go('/profile')}>{t`Edit profile`}</MenuItem>
      <MenuItem icon={SettingsIcon} onClick={() => go('/settings')}>{t`Settings`}</MenuItem>
      {staffPlacesOf(permissions).length > 0 && (
        <MenuItem icon={ShieldIcon} onClick={() => go('/staff')}>{t`Staff`}</MenuItem>
      )}
      <MenuLine />
      <MenuItem
        icon={SignOutIcon}
        onClick={() => {
          close();
          signOut();
        }}
      >
        {t`Sign out`}
      </MenuItem>
    </Menu>
  );
}
