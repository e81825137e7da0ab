import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { call } from '../live/api.ts';
import { Confirm } from '../ui/dialog.tsx';
import { showFailure } from '../ui/toast.tsx';
import { chatKeys } from './keys.ts';
import { putMessage } from './thread.ts';
import type { Thread } from './thread-data.ts';

/** Deletes messages of mine for both, once that is confirmed. */
export function useRemove(pair: string): { ask: (message: string) => void; dialog: ReactNode } {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<string | null>(null);
  const { mutate, isPending } = useMutation({
    mutationFn: (id: string) => call('DELETE /chat/messages/{id}', { params: { id } }),
    onSuccess: (_, id) => {
      const known = queries.getQueryData<Thread>(chatKeys.thread(pair))?.messages.find((each) => each.id === id);
      const deleted_at = new Date().toISOString();
      if (known) putMessage(queries, pair, { ...known, content: '', attachment: null, deleted_at });
    },
    onError: showFailure,
    onSettled: () => setAsked(null),
  });
  const ask = useCallback((message: string) => setAsked(message), []);
  const dialog = (
    <Confirm
      opened={asked !== null}
      title={t`Delete this message?`}
      keep={t`Keep`}
      verb={t`Delete for everyone`}
      busy={isPending}
      onKeep={() => setAsked(null)}
      onConfirm={() => asked && mutate(asked)}
    >
      <Trans>It is gone for both of you. Where it was, it says that a message was deleted.</Trans>
    </Confirm>
  );
  return { ask, dialog };
}
