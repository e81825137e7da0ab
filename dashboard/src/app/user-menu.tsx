import { t } from '@lingui/core/macro';
import { Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ComponentType, useId } from 'react';
import { useLocation } from 'wouter';
import { useRights } from '../live/rights.tsx';
import { staffPlacesOf } from '../staff/places.ts';
import { Avatar } from '../ui/avatar.tsx';
import { useBackCloses } from '../ui/back-closes.ts';
import { PenIcon, PersonIcon, SettingsIcon, ShieldIcon, SignOutIcon } from '../ui/icons.tsx';
import { VerifiedTick } from '../ui/person.tsx';
import { useMe } from '../users/me.ts';
import { useSignOut } from './sign-out.tsx';
import classes from './user-menu.module.css';

/** Plain buttons in a popover rather than a menu widget: what they do needs no arrow keys, and any reader knows them. */
export function UserMenu() {
  const [opened, { toggle, close }] = useDisclosure(false);
  useBackCloses(opened, close);
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
    <Popover opened={opened} onDismiss={close} onClose={close} position="bottom-end" width={240} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.target} aria-label={t`Your account`} onClick={toggle}>
          <Avatar person={me ?? null} size={36} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-labelledby={name}>
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
        {me && <Item icon={PersonIcon} label={t`View profile`} onClick={() => go(`/people/${me.username}`)} />}
        <Item icon={PenIcon} label={t`Edit profile`} onClick={() => go('/profile')} />
        <Item icon={SettingsIcon} label={t`Settings`} onClick={() => go('/settings')} />
        {staffPlacesOf(permissions).length > 0 && (
          <Item icon={ShieldIcon} label={t`Staff`} onClick={() => go('/staff')} />
        )}
        <hr className={classes.line} />
        <Item
          icon={SignOutIcon}
          label={t`Sign out`}
          onClick={() => {
            close();
            signOut();
          }}
        />
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
