import { LIMITS } from '@api/contract/limits.ts';
import type { ReviewedEvent } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wordsOf } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import { Confirm } from '../ui/dialog.tsx';
import { showDone } from '../ui/toast.tsx';
import { eventKeys } from './keys.ts';

/** Takes an event down, for a reason that its host is told. */
export function TakeDownDialog({ event: { id, title }, onClose }: { event: ReviewedEvent; onClose: () => void }) {
  const queries = useQueryClient();
  const withSameKey = useSameKey();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const take = useMutation({
    mutationFn: (body: { reason: string }) =>
      withSameKey(body, (key) => call('POST /admin/events/{id}/cancel', { params: { id }, body, key })),
    onSuccess: (now) => {
      queries.setQueryData(eventKeys.reviewed(id), now);
      showDone(t`Taken down: ${title}`);
      onClose();
      return Promise.all(
        [eventKeys.reviews, eventKeys.event(id), eventKeys.lists].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
  const confirm = () => {
    const said = reason.trim();
    setMissing(said === '');
    if (said) take.mutate({ reason: said });
  };
  return (
    <Confirm
      opened
      title={t`Take this event down?`}
      keep={t`Keep it`}
      verb={t`Take it down`}
      busy={take.isPending}
      onKeep={onClose}
      onConfirm={confirm}
    >
      <Trans>
        Only its host can find it from then on. Guests are told that it is cancelled. You can put it back later.
      </Trans>
      <Textarea
        mt="md"
        label={t`Reason`}
        description={t`The host is told this, and nobody else.`}
        required
        dir="auto"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={LIMITS.cancel_message}
        value={reason}
        error={isMissing ? t`Say why: the host is told.` : take.error && wordsOf(take.error)}
        onChange={({ currentTarget }) => {
          setReason(currentTarget.value);
          setMissing(false);
        }}
      />
    </Confirm>
  );
}
