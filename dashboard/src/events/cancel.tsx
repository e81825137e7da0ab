import { LIMITS } from '@api/contract/limits.ts';
import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../live/api.ts';
import { Confirm } from '../ui/dialog.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';
import { eventKeys } from './keys.ts';
import { refreshEvent } from './live.ts';

interface Props {
  event: Event;
  opened: boolean;
  onClose: () => void;
}

/** Cancels an event, with a word to those in it. */
export function CancelDialog({ event: { id }, opened, onClose }: Props) {
  const queries = useQueryClient();
  const [message, setMessage] = useState('');
  const cancel = useMutation({
    mutationFn: () => call('POST /events/{id}/cancel', { params: { id }, body: message.trim() ? { message } : {} }),
    onSuccess: (now) => {
      queries.setQueryData<Event>(eventKeys.event(id), (event) => event && { ...event, ...now });
      showDone(t`Your event is cancelled, and all guests are told.`);
      onClose();
      return refreshEvent(queries, id);
    },
    onError: showFailure,
  });
  return (
    <Confirm
      opened={opened}
      title={t`Cancel this event?`}
      keep={t`Keep it`}
      verb={t`Cancel event`}
      busy={cancel.isPending}
      onKeep={onClose}
      onConfirm={() => cancel.mutate()}
    >
      <Trans>All guests are told. This can’t be undone.</Trans>
      <Textarea
        mt="md"
        label={t`Message to guests`}
        description={t`Optional. It also appears on the event’s page.`}
        dir="auto"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={LIMITS.cancel_message}
        value={message}
        onChange={({ currentTarget }) => setMessage(currentTarget.value)}
      />
    </Confirm>
  );
}
