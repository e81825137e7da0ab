import type { TargetKind } from '@api/reports/schema.ts';
import { Trans } from '@lingui/react/macro';
import { Button, type ButtonProps } from '@mantine/core';
import { type ComponentProps, useState } from 'react';
import { FlagIcon } from '../ui/icons.tsx';
import { ReportDialogLater } from './report-dialog-later.tsx';

interface Props extends ButtonProps {
  target: { kind: TargetKind; id: string };
  /** What it is for whoever reports it. */
  what: ComponentProps<typeof ReportDialogLater>['what'];
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
        <Trans context="verb">Report</Trans>
      </Button>
      {asking && <ReportDialogLater target={target} what={what} onClose={() => setAsking(false)} />}
    </>
  );
}
