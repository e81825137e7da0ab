import type { TargetKind } from '@api/reports/schema.ts';
import { Button, type ButtonProps } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { FlagIcon } from '../ui/icons.tsx';

/** Loaded when somebody reports something, and by nobody else. */
const ReportDialog = lazy(() => import('./report-dialog.tsx'));

interface Props extends ButtonProps {
  target: { kind: TargetKind; id: string };
  /** What it is, as in "Report this event". */
  what: string;
}

/** Where something can be reported: seldom needed, so it stays quiet. */
export function ReportButton({ target, what, ...props }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="sm"
        leftSection={<FlagIcon size={16} />}
        {...props}
        onClick={() => setAsking(true)}
      >
        Report
      </Button>
      {asking && (
        <Suspense>
          <ReportDialog target={target} what={what} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
