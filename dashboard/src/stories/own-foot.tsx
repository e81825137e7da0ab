import type { Story } from '@api/stories/schema.ts';
import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError, call } from '../live/api.ts';
import { useBackCloses } from '../ui/back-closes.ts';
import { Confirm } from '../ui/dialog.tsx';
import { EyeIcon, TrashIcon } from '../ui/icons.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';
import classes from './viewer.module.css';
import { Viewers } from './viewers.tsx';

interface Props {
  story: Story;
  /** The story waits while something lies above it. */
  onWait: (waits: boolean) => void;
  onDeleted: () => Promise<unknown>;
}

/** Below a story of one's own: how many have seen it, who they are, and how to take it back. */
export function OwnFoot({ story: { id, view_count, media }, onWait, onDeleted }: Props) {
  const [above, setAbove] = useState<'viewers' | 'deletion' | null>(null);
  const wait = useRef(onWait);
  wait.current = onWait;
  useEffect(() => {
    wait.current(above !== null);
    return () => wait.current(false);
  }, [above]);
  useBackCloses(above !== null, () => setAbove(null));
  const remove = useMutation({
    mutationFn: async () => {
      try {
        await call('DELETE /stories/{id}', { params: { id } });
      } catch (error) {
        // Gone already: that is what was wanted.
        if (!(error instanceof ApiError && ['not_found', 'expired'].includes(error.code))) throw error;
      }
      await onDeleted();
    },
    onSuccess: () => showDone(t`Your story is deleted.`),
    onError: showFailure,
    onSettled: () => setAbove(null),
  });
  return (
    <div className={classes.own}>
      {media.state === 'ready' && (
        <button type="button" className={classes.views} onClick={() => setAbove('viewers')}>
          <EyeIcon size={20} />
          {view_count === 0 ? t`No views yet` : plural({ views: view_count }, { one: '# view', other: '# views' })}
        </button>
      )}
      <button type="button" className={classes.tool} aria-label={t`Delete story`} onClick={() => setAbove('deletion')}>
        <TrashIcon size={20} />
      </button>
      {above === 'viewers' && <Viewers id={id} count={view_count} onClose={() => setAbove(null)} />}
      <Confirm
        opened={above === 'deletion'}
        title={t`Delete this story?`}
        keep={t`Keep`}
        verb={t`Delete`}
        busy={remove.isPending}
        onKeep={() => setAbove(null)}
        onConfirm={() => remove.mutate()}
      >
        <Trans>It is gone at once, for everybody, and can’t be brought back.</Trans>
      </Confirm>
    </div>
  );
}
