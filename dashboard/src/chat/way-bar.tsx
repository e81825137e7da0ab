import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { UnblockButton } from '../connections/block-button.tsx';
import { call } from '../live/api.ts';
import { ClockIcon, MessageIcon, ShieldIcon } from '../ui/icons.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';
import { chatKeys } from './keys.ts';
import type { Correspondent } from './types.ts';
import type { Way } from './way.ts';
import classes from './way-bar.module.css';

interface Props {
  way: Exclude<Way, 'write'>;
  person: Correspondent;
}

/** What stands where one would write, while one can't. */
export function WayBar({ way, person }: Props) {
  const name = person.display_name;
  switch (way) {
    case 'unknown':
      return <div className={classes.bar} aria-hidden="true" />;
    case 'answer':
      return <Answer person={person} />;
    case 'waiting':
      return (
        <Bar icon={<ClockIcon size={20} />} title={t`Your message waits for ${name}’s answer`}>
          <Trans>You can write more as soon as {name} has answered.</Trans>
        </Bar>
      );
    case 'blocked':
      return (
        <Bar
          icon={<ShieldIcon size={20} />}
          title={t`You have blocked ${name}`}
          action={<UnblockButton person={person} />}
        >
          <Trans>Neither of you can write to the other.</Trans>
        </Bar>
      );
    case 'closed':
      return (
        <Bar icon={<ShieldIcon size={20} />} title={t`This conversation is closed at the moment`}>
          <Trans>What you have written to each other stays here for you to read.</Trans>
        </Bar>
      );
  }
}

/** A stranger has asked: until I answer, they don't learn that I have seen it. */
function Answer({ person }: { person: Correspondent }) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const name = person.display_name;
  const params = { user_id: person.id };
  const refresh = () => queries.invalidateQueries({ queryKey: chatKeys.all });
  const accept = useMutation({
    mutationFn: () => call('POST /chat/{user_id}/accept', { params }),
    onSuccess: refresh,
    onError: showFailure,
  });
  const decline = useMutation({
    mutationFn: () => call('POST /chat/{user_id}/decline', { params }),
    onSuccess: () => {
      navigate('/messages?box=requests', { replace: true });
      showDone(t`${name}’s request is declined. They aren’t told.`);
      return refresh();
    },
    onError: showFailure,
  });
  const isBusy = accept.isPending || decline.isPending;
  return (
    <Bar
      icon={<MessageIcon size={20} />}
      title={t`${name} wants to write to you`}
      action={
        <Group gap="sm" wrap="nowrap">
          <Button loading={accept.isPending} disabled={isBusy} onClick={() => accept.mutate()}>
            <Trans>Accept</Trans>
          </Button>
          <Button variant="default" loading={decline.isPending} disabled={isBusy} onClick={() => decline.mutate()}>
            <Trans>Decline</Trans>
          </Button>
        </Group>
      }
    >
      <Trans>They don’t learn that you have seen this until you accept.</Trans>
    </Bar>
  );
}

interface BarProps {
  icon: ReactNode;
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

const Bar = ({ icon, title, action, children }: BarProps) => (
  <section className={classes.bar} aria-label={title}>
    <span className={classes.icon}>{icon}</span>
    <div className={classes.words}>
      <strong>{title}</strong>
      <span>{children}</span>
    </div>
    {action}
  </section>
);
