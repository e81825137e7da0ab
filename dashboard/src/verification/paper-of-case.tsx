import type { ReviewedVerification } from '@api/verification/schema.ts';
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
export function Paper({ request, shortcuts }: { request: ReviewedVerification; shortcuts: boolean }) {
  const { id, status, name, file: facts } = request;
  const queries = useQueryClient();
  const key = verificationKeys.file(id);
  const [isWanted, setWanted] = useState(status === 'pending' || queries.getQueryData(key) !== undefined);
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => file('GET /admin/verifications/{id}/file', { params: { id }, signal }),
    enabled: isWanted && facts.removed_at === null,
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: KEPT, retry: false, refetchOnWindowFocus: false },
  });
  return (
    <div className={classes.place} data-open={data !== undefined || undefined}>
      {content()}
    </div>
  );

  function content(): ReactNode {
    if (facts.removed_at) {
      return (
        <Empty icon={<PaperIcon size={24} />} title="The paper is deleted">
          That was on <Day time={facts.removed_at} />, as promised to its owner.
        </Empty>
      );
    }
    if (data) return <PaperViewer file={data} label={`The paper of ${name}`} shortcuts={shortcuts} />;
    if (error) return <Failed error={error} onRetry={refetch} what="the paper" />;
    if (isWanted) return <Loader size="sm" type="dots" role="status" aria-label="Loading" />;
    return (
      <Empty
        icon={<EyeIcon size={24} />}
        title="This one is decided"
        action={
          <Button variant="default" onClick={() => setWanted(true)}>
            Open the paper
          </Button>
        }
      >
        Opening it is entered into the audit log, and its owner sees it.
      </Empty>
    );
  }
}
