import type { TargetKind } from '@api/reports/schema.ts';
import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { FlagIcon } from '../ui/icons.tsx';
import { ReportDialogLater } from './report-dialog-later.tsx';

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
      {asking && <ReportDialogLater target={target} what={what} onClose={() => setAsking(false)} />}
    </>
  );
}
