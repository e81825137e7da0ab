import type { ReviewedVerification } from '@api/verification/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { file } from '../live/api.ts';
import { PaperViewer } from '../media/paper-viewer.tsx';
import { EyeIcon, PaperIcon } from '../ui/icons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Day } from '../ui/time.tsx';
import { verificationKeys } from './keys.ts';
import classes from './paper-of-case.module.css';

/** How long an opened paper stays in memory after one has left it: going back and forth is no second opening. */
const KEPT = 60_000;

/**
 * The paper, fetched once: each opening stands in the audit log, and its owner sees it. One that is decided is only
 * opened on purpose.
 */
export function usePaper({ id, status, file: facts }: ReviewedVerification) {
  const queries = useQueryClient();
  const key = verificationKeys.file(id);
  const [isWanted, setWanted] = useState(status === 'pending' || queries.getQueryData(key) !== undefined);
  const [seen, setSeen] = useState<{ file: Blob; isShown: boolean } | null>(null);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => file('GET /admin/verifications/{id}/file', { params: { id }, signal }),
    enabled: isWanted && facts.removed_at === null,
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: KEPT, retry: false, refetchOnWindowFocus: false },
  });
  const outcome = seen?.file === data ? seen : null;
  const stateOf = (): PaperState => {
    if (facts.removed_at) return 'deleted';
    if (outcome?.isShown) return 'shown';
    if (isFetching) return 'loading';
    return error || outcome ? 'failed' : 'loading';
  };
  return {
    ...{ data, error, isFetching, isWanted },
    state: stateOf(),
    open: () => setWanted(true),
    reload: () => void refetch(),
    onShown: (isShown: boolean) => data && setSeen({ file: data, isShown }),
  };
}

/** Whether staff has the paper before them. */
export type PaperState = 'loading' | 'shown' | 'failed' | 'deleted';

interface Props {
  request: ReviewedVerification;
  paper: ReturnType<typeof usePaper>;
  shortcuts: boolean;
}

/** The paper, as large as there is room. */
export function Paper({ request: { id, name, file: facts }, paper, shortcuts }: Props) {
  const { data, error, isFetching, isWanted } = paper;
  return (
    <div className={classes.place} data-open={data !== undefined || undefined}>
      {content()}
    </div>
  );

  function content(): ReactNode {
    if (facts.removed_at) {
      return (
        <Empty icon={<PaperIcon size={24} />} title={t`The document is deleted`}>
          <Trans>
            That was on <Day time={facts.removed_at} />, as promised to its owner.
          </Trans>
        </Empty>
      );
    }
    if (data && !isFetching) {
      return (
        <PaperViewer
          key={id}
          file={data}
          label={t`The document of ${name}`}
          shortcuts={shortcuts}
          onShown={paper.onShown}
        />
      );
    }
    if (error && !isFetching) {
      return (
        <Failed error={error} onRetry={paper.reload} title={t`We couldn’t load the document`} retry={t`Load again`} />
      );
    }
    if (isWanted) return <Loader size="sm" type="dots" role="status" aria-label={t`Loading`} />;
    return (
      <Empty
        icon={<EyeIcon size={24} />}
        title={t`This one is decided`}
        action={
          <Button variant="default" onClick={paper.open}>
            <Trans>Open the document</Trans>
          </Button>
        }
      >
        <Trans>Opening it is entered into the audit log, and its owner sees it.</Trans>
      </Empty>
    );
  }
}
