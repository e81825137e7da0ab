import { Menu, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useLocation } from 'wouter';
import { Avatar } from '../users/avatar.tsx';
import { useMe } from '../users/me.ts';
import { MoonIcon, PersonIcon, SignOutIcon, SunIcon } from './icons.tsx';
import { useSession } from './session.tsx';
import classes from './user-menu.module.css';

export function UserMenu() {
  const { signOut } = useSession();
  const { data: me } = useMe();
  const [, navigate] = useLocation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const leave = async () => {
    await signOut();
    navigate('/sign-in', { replace: true });
  };
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label="Your account">
          <Avatar person={me ?? null} size={36} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {me && (
          <div className={classes.who}>
            <strong>{me.display_name}</strong>
            <span>@{me.username}</span>
          </div>
        )}
        <Menu.Item leftSection={<PersonIcon size={18} />} onClick={() => navigate('/profile')}>
          Edit profile
        </Menu.Item>
        <Menu.Item
          leftSection={dark ? <SunIcon size={18} /> : <MoonIcon size={18} />}
          onClick={() => setColorScheme(dark ? 'light' : 'dark')}
        >
          {dark ? 'Light mode' : 'Dark mode'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<SignOutIcon size={18} />} onClick={leave}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
