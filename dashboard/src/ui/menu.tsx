import { Popover, type PopoverProps, UnstyledButton } from '@mantine/core';
import type { ComponentType, ReactElement, ReactNode } from 'react';
import { useBackCloses } from './back-closes.ts';
import classes from './menu.module.css';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** What it is, for whoever doesn't see where it hangs; or the id of what says so. */
  label: { 'aria-label': string } | { 'aria-labelledby': string };
  /** The button that opens it. */
  target: ReactElement;
  position?: PopoverProps['position'];
  width?: number;
  children: ReactNode;
}

/** Plain buttons in a popover rather than a menu widget: what they do needs no arrow keys, and any reader knows them. */
export function Menu({ opened, onClose, label, target, position = 'bottom-end', width = 210, children }: Props) {
  useBackCloses(opened, onClose);
  return (
    <Popover
      opened={opened}
      onDismiss={onClose}
      onClose={onClose}
      position={position}
      width={width}
      trapFocus
      returnFocus
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown p={6} {...label}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ItemProps {
  icon: ComponentType<{ size?: number }>;
  /** It takes something away for good. */
  danger?: boolean;
  onClick: () => void;
  children: ReactNode;
}

export function MenuItem({ icon: Icon, danger = false, onClick, children }: ItemProps) {
  return (
    <UnstyledButton className={classes.item} data-danger={danger || undefined} onClick={onClick}>
      <Icon size={18} />
      {children}
    </UnstyledButton>
  );
}

/** Between items that belong together. */
export const MenuLine = () => <hr className={classes.line} />;
