import type { Relation } from '@api/users/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, type ButtonProps, Group, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Confirm } from '../ui/dialog.tsx';
import { CheckIcon, ClockIcon, PlusIcon } from '../ui/icons.tsx';
import { type Other, useActions } from './actions.tsx';
import { UnblockButton } from './block-button.tsx';
import classes from './button.module.css';
import { useDecline } from './decline.ts';
import { onePress } from './one-press.ts';
import { useStanding } from './standing.ts';

interface Props {
  person: Other;
  /** Where the answer that the person came in said it. */
  relation?: Relation | 'self';
  size?: ButtonProps['size'];
  /** The one that a page is about: filled, where the many of a list are outlined. */
  prominent?: boolean;
}

/** One button for everything that can be between two people, always as it is right now. */
export function ConnectionButton({ person, relation, size = 'sm', prominent = false }: Props) {
  const standing = useStanding(person, relation);
  const { pair, ask, accept, remove } = useActions(person);
  const { declining, decline, undo } = useDecline(person.id, pair);
  const name = person.display_name;
  switch (standing) {
    case 'unknown':
      return <Skeleton height={36} width={108} radius="xl" />;
    case 'self':
      return (
        <Button component={Link} href="/profile" variant="default" size={size}>
          <Trans>Edit profile</Trans>
        </Button>
      );
    case 'blocked':
      return <UnblockButton person={person} />;
    case 'none':
      return (
        <Button
          size={size}
          variant={prominent ? 'filled' : 'outline'}
          leftSection={<PlusIcon size={16} />}
          loading={ask.isPending}
          onClick={onePress(ask.press)}
          title={t`Ask ${name} to connect`}
        >
          <Trans>Connect</Trans>
        </Button>
      );
    case 'requested_by':
      if (declining) {
        return (
          <Group gap={10} wrap="nowrap" className={classes.declining}>
            <span role="status">
              <Trans>Declined</Trans>
            </span>
            <Button size={size} variant="default" onClick={onePress(undo)} title={t`Keep ${name}’s request`}>
              <Trans>Undo</Trans>
            </Button>
          </Group>
        );
      }
      return (
        <Group gap={8} wrap="nowrap">
          <Button
            size={size}
            variant={prominent ? 'filled' : 'light'}
            loading={accept.isPending}
            onClick={onePress(accept.press)}
            title={t`Accept ${name}’s request`}
          >
            <Trans>Accept</Trans>
          </Button>
          <Button
            size={size}
            variant="subtle"
            color="gray"
            disabled={accept.isPending}
            onClick={onePress(decline)}
            title={t`Decline ${name}’s request`}
          >
            <Trans>Decline</Trans>
          </Button>
        </Group>
      );
    case 'requested':
      return (
        <Confirmed
          size={size}
          label={t`Requested`}
          icon={<ClockIcon size={16} />}
          title={t`Your request to ${name}`}
          verb={t`Withdraw request`}
          busy={remove.isPending}
          onConfirm={() => remove.mutateAsync()}
        >
          <Trans>{name} hasn’t answered yet. Do you want to withdraw your request?</Trans>
        </Confirmed>
      );
    case 'connected':
      return (
        <Confirmed
          size={size}
          label={t`Connected`}
          icon={<CheckIcon size={16} />}
          title={t`You and ${name}`}
          verb={t`Disconnect`}
          busy={remove.isPending}
          onConfirm={() => remove.mutateAsync()}
        >
          <Trans>You are connected. If you disconnect, {name} won’t be told, and you would have to ask again.</Trans>
        </Confirmed>
      );
  }
}

interface ConfirmedProps {
  label: string;
  icon: ReactNode;
  title: string;
  children: ReactNode;
  verb: string;
  busy: boolean;
  size: ButtonProps['size'];
  onConfirm: () => Promise<unknown>;
}

/** A state that is also a button: pressing it asks before it undoes. */
function Confirmed({ label, icon, title, children, verb, busy, size, onConfirm }: ConfirmedProps) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        size={size}
        variant="default"
        className={classes.state}
        leftSection={icon}
        onClick={onePress(open)}
        title={title}
        aria-haspopup="dialog"
      >
        <span className={classes.label}>{label}</span>
      </Button>
      <Confirm
        opened={opened}
        title={title}
        keep={t`Keep`}
        verb={verb}
        busy={busy}
        onKeep={close}
        // The error is shown by whoever acts.
        onConfirm={() => void onConfirm().then(close, close)}
      >
        {children}
      </Confirm>
    </>
  );
}
