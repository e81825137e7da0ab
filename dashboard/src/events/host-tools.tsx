import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { call } from '../live/api.ts';
import { Confirm } from '../ui/dialog.tsx';
import { PenIcon, PeopleIcon } from '../ui/icons.tsx';
import { screen } from '../ui/screen.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';
import { CancelDialog } from './cancel.tsx';
import { eventKeys } from './keys.ts';
import classes from './view.module.css';
import { closedWords } from './words.ts';

const Invite = screen(() => import('./invite.tsx'));

/** Nobody but the host is in it: only then it can be removed. */
const isEmpty = ({ counts }: Event): boolean => Object.values(counts).every((count) => count === 0);

/** What only the host can do with their event. */
export function HostTools({ event }: { event: Event }) {
  const [asking, setAsking] = useState<'invite' | 'cancel' | 'delete' | null>(null);
  const closed = closedWords(event);
  const close = () => setAsking(null);
  return (
    <section className={classes.answer} aria-label={t`You host it`}>
      <p className={classes.said}>{closed ?? t`You host this event.`}</p>
      <div className={classes.buttons}>
        {!closed && (
          <>
            <Button leftSection={<PeopleIcon size={18} />} onClick={() => setAsking('invite')}>
              <Trans>Invite</Trans>
            </Button>
            <Button
              component={Link}
              href={`/events/${event.id}/edit`}
              variant="default"
              leftSection={<PenIcon size={18} />}
            >
              <Trans>Edit</Trans>
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setAsking('cancel')}>
              <Trans>Cancel event</Trans>
            </Button>
          </>
        )}
        {isEmpty(event) && (
          <Button variant="subtle" color="gray" onClick={() => setAsking('delete')}>
            <Trans>Delete</Trans>
          </Button>
        )}
      </div>
      {asking === 'invite' && <Invite event={event} onClose={close} />}
      <CancelDialog event={event} opened={asking === 'cancel'} onClose={close} />
      <DeleteDialog event={event} opened={asking === 'delete'} onClose={close} />
    </section>
  );
}

function DeleteDialog({
  event: { id, title },
  opened,
  onClose,
}: {
  event: Event;
  opened: boolean;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: () => call('DELETE /events/{id}', { params: { id } }),
    onSuccess: () => {
      navigate('/events?tab=mine', { replace: true });
      showDone(t`Your event is deleted.`);
      void queries.invalidateQueries({ queryKey: eventKeys.lists });
    },
    onError: (error) => {
      // Somebody has joined meanwhile: then it can only be cancelled.
      showFailure(error);
      onClose();
      void queries.invalidateQueries({ queryKey: eventKeys.event(id) });
    },
  });
  return (
    <Confirm
      opened={opened}
      title={t`Delete this event?`}
      keep={t`Keep it`}
      verb={t`Delete`}
      busy={remove.isPending}
      onKeep={onClose}
      onConfirm={() => remove.mutate()}
    >
      <Trans>
        <bdi>{title}</bdi> is gone for good. Nobody is in it, so nobody is told.
      </Trans>
    </Confirm>
  );
}
