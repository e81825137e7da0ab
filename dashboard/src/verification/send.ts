import type { DocType, Verification } from '@api/verification/schema.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import { discardUpload, upload } from '../live/upload.ts';
import { verificationKeys } from './keys.ts';

/** How far a paper has come: on its way, with the part that has arrived, or being looked into by the API. */
export type Sending = { at: 'sending'; share: number } | { at: 'checking' };

interface Paper {
  type: DocType;
  file: File;
}

/** Sends a paper in, and tells how far it is; what is left half-way is taken back. */
export function useSend(onSent: () => void) {
  const queries = useQueryClient();
  const withSameKey = useSameKey();
  const [sending, setSending] = useState<Sending | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const { mutate, error, reset } = useMutation({
    mutationFn: async ({ type, file }: Paper): Promise<Verification> => {
      stop.current = new AbortController();
      const { signal } = stop.current;
      setSending({ at: 'sending', share: 0 });
      const onProgress = (share: number) => setSending({ at: 'sending', share });
      const path = await upload('document', file, { onProgress, signal });
      setSending({ at: 'checking' });
      try {
        const body = { path, doc_type: type };
        return await withSameKey(body, (key) => call('POST /users/verify', { body, key }));
      } catch (failure) {
        void discardUpload(path);
        throw failure;
      }
    },
    onSuccess: (request) => {
      // Before the listener tells the same.
      queries.setQueryData<readonly Verification[]>(verificationKeys.own, (known = []) => [
        request,
        ...known.filter(({ id }) => id !== request.id),
      ]);
      onSent();
    },
    onSettled: () => setSending(null),
  });
  const isStopped = stop.current?.signal.aborted === true;
  return { send: mutate, sending, error: isStopped ? null : error, cancel: () => stop.current?.abort(), reset };
}
