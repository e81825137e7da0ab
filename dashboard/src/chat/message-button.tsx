import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, type ButtonProps } from '@mantine/core';
import { Link } from 'wouter';
import { MessageIcon } from '../ui/icons.tsx';
import classes from './message-button.module.css';

interface Props {
  person: { username: string; display_name: string };
  size?: ButtonProps['size'];
  /** Only the sign, where there is little room. */
  compact?: boolean;
}

/** Leads to the conversation with somebody. */
export function MessageButton({ person: { username, display_name }, size = 'sm', compact = false }: Props) {
  const href = `/messages/${username}`;
  const label = t`Message ${{ name: display_name }}`;
  if (compact) {
    return (
      <ActionIcon component={Link} href={href} variant="default" size={36} aria-label={label} title={label}>
        <MessageIcon size={18} />
      </ActionIcon>
    );
  }
  return (
    <Button
      component={Link}
      href={href}
      variant="default"
      size={size}
      leftSection={<MessageIcon size={18} />}
      title={label}
      classNames={{ label: classes.label, section: classes.section }}
    >
      <Trans context="write to somebody">Message</Trans>
    </Button>
  );
}
