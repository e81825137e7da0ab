import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { BlockConfirm } from '../connections/block-button.tsx';
import { BackLink } from '../ui/alone.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { MoreIcon, PersonIcon, ShieldIcon } from '../ui/icons.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { PersonName, roleLabel } from '../ui/person.tsx';
import classes from './conversation-head.module.css';
import type { Correspondent } from './types.ts';

interface Props {
  person: Correspondent;
  back: string;
  isTyping: boolean;
  canBlock: boolean;
}

/** Whom one writes with, what they are doing, and what one can do about it. */
export function ConversationHead({ person, back, isTyping, canBlock }: Props) {
  const { online } = useNetwork();
  const [isOpen, setOpen] = useState(false);
  const [isBlocking, setBlocking] = useState(false);
  const [, navigate] = useLocation();
  const close = () => setOpen(false);
  return (
    <header className={classes.head}>
      <span className={classes.back}>
        <BackLink href={back} label={t`Back to your messages`} />
      </span>
      <Link href={`/people/${person.username}`} className={classes.person}>
        <Avatar person={person} size={40} />
        <span className={classes.words}>
          <h2 className={classes.name}>
            <PersonName person={person} />
          </h2>
          <span className={classes.line} data-typing={(online && isTyping) || undefined}>
            {!online && t`You are offline`}
            {online && isTyping && t`typing…`}
            {online && !isTyping && (
              <>
                <bdi>@{person.username}</bdi> · {roleLabel(person.role)}
              </>
            )}
          </span>
        </span>
      </Link>
      <Menu
        opened={isOpen}
        onClose={close}
        label={{ 'aria-label': t`Conversation options` }}
        target={
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t`Options for the conversation with ${{ name: person.display_name }}`}
            onClick={() => setOpen(!isOpen)}
          >
            <MoreIcon size={22} />
          </ActionIcon>
        }
      >
        <MenuItem icon={PersonIcon} onClick={() => navigate(`/people/${person.username}`)}>
          <Trans>View profile</Trans>
        </MenuItem>
        {canBlock && (
          <MenuItem
            icon={ShieldIcon}
            danger
            onClick={() => {
              close();
              setBlocking(true);
            }}
          >
            <Trans>Block</Trans>
          </MenuItem>
        )}
      </Menu>
      <BlockConfirm person={person} isOpen={isBlocking} onClose={() => setBlocking(false)} />
    </header>
  );
}
