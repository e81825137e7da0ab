import { Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ComponentType, lazy, Suspense, useId, useState } from 'react';
import { useLocation } from 'wouter';
import { forgetWritten, unsentBy } from '../chat/outgoing.ts';
import { useRights } from '../live/rights.tsx';
import { useSession, useUid } from '../live/session.tsx';
import { staffPlacesOf } from '../staff/places.ts';
import { Avatar } from '../ui/avatar.tsx';
import { PenIcon, PersonIcon, SettingsIcon, ShieldIcon, SignOutIcon } from '../ui/icons.tsx';
import { leaveOrAsk } from '../ui/leave-guard.tsx';
import { VerifiedTick } from '../ui/person.tsx';
import { useMe } from '../users/me.ts';
import classes from './user-menu.module.css';

const Confirm = lazy(async () => ({ default: (await import('../ui/dialog.tsx')).Confirm }));

/** Plain buttons in a popover rather than a menu widget: what they do needs no arrow keys, and any reader knows them. */
export function UserMenu() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const { signOut } = useSession();
  const uid = useUid();
  const [unsent, setUnsent] = useState(0);
  const { data: me } = useMe();
  const { permissions } = useRights();
  const [, navigate] = useLocation();
  const name = useId();
  const leave = async () => {
    setUnsent(0);
    await forgetWritten(uid);
    await signOut();
    navigate('/sign-in', { replace: true });
  };
  const ask = async () => {
    const waiting = await unsentBy(uid);
    if (waiting > 0) setUnsent(waiting);
    else leaveOrAsk(() => void leave());
  };
  const go = (page: string) => {
    close();
    navigate(page);
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
          <strong dir="auto">
            {me?.display_name ?? 'Your account'} {me?.is_verified && <VerifiedTick />}
          </strong>
          {me && <span>@{me.username}</span>}
        </div>
        {me && <Item icon={PersonIcon} label="View profile" onClick={() => go(`/people/${me.username}`)} />}
        <Item icon={PenIcon} label="Edit profile" onClick={() => go('/profile')} />
        <Item icon={SettingsIcon} label="Settings" onClick={() => go('/settings')} />
        {staffPlacesOf(permissions).length > 0 && <Item icon={ShieldIcon} label="Staff" onClick={() => go('/staff')} />}
        <hr className={classes.line} />
        <Item
          icon={SignOutIcon}
          label="Sign out"
          onClick={() => {
            close();
            void ask();
          }}
        />
      </Popover.Dropdown>
      {unsent > 0 && (
        <Suspense>
          <Confirm
            opened
            title={unsent === 1 ? 'A message isn’t sent yet' : `${unsent} messages aren’t sent yet`}
            keep="Stay"
            verb="Sign out"
            onKeep={() => setUnsent(0)}
            onConfirm={() => void leave()}
          >
            They are kept on this device until they are sent. If you sign out, they are lost.
          </Confirm>
        </Suspense>
      )}
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
