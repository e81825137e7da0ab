import { LIMITS } from '@api/contract/limits.ts';
import type { Event } from '@api/events/schema.ts';
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
      showDone('Your event is cancelled. Everybody in it is told.');
      onClose();
      return refreshEvent(queries, id);
    },
    onError: showFailure,
  });
  return (
    <Confirm
      opened={opened}
      title="Cancel this event?"
      keep="Keep it"
      verb="Cancel event"
      busy={cancel.isPending}
      onKeep={onClose}
      onConfirm={() => cancel.mutate()}
    >
      Everybody in it is told. It can’t be taken back.
      <Textarea
        mt="md"
        label="Message to those in it"
        description="May stay empty. It also stands on the event’s page."
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
