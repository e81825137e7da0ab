import type { ReviewedReport } from '@api/reports/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wordsOf } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import { ReasonField } from '../staff/reason-field.tsx';
import { showDone } from '../ui/toast.tsx';
import { reportKeys } from './keys.ts';

/** Undoes a decision nobody objects to, for whoever hasn't made it; a report that was dismissed waits again. */
export function UndoForm({ report: { id, decision } }: { report: ReviewedReport }) {
  const queries = useQueryClient();
  const withSameKey = useSameKey();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isDismissed = decision?.action === 'dismiss';
  const undo = useMutation({
    mutationFn: (body: { reason: string }) =>
      withSameKey(body, (key) => call('POST /admin/reports/{id}/reversal', { params: { id }, body, key })),
    onSuccess: () => {
      showDone(isDismissed ? t`The report waits again.` : t`The decision is undone.`);
      return queries.invalidateQueries({ queryKey: reportKeys.staff });
    },
  });
  if (!asking) {
    return (
      <Button variant="default" mt="sm" onClick={() => setAsking(true)}>
        {isDismissed ? t`Open it again` : t`Undo this decision`}
      </Button>
    );
  }
  const submit = () => {
    const said = reason.trim();
    setMissing(said === '');
    if (said) undo.mutate({ reason: said });
  };
  return (
    <Stack gap="sm" mt="sm">
      <ReasonField
        label={t`Why?`}
        description={isDismissed ? t`For the audit log.` : t`The person reads this. Whoever reported it is told, too.`}
        required
        value={reason}
        isMissing={isMissing}
        error={undo.error && wordsOf(undo.error)}
        onChange={(value) => {
          setReason(value);
          setMissing(false);
        }}
      />
      <Group gap="sm">
        <Button loading={undo.isPending} onClick={submit}>
          {isDismissed ? t`Open it again` : t`Undo it`}
        </Button>
        <Button variant="default" disabled={undo.isPending} onClick={() => setAsking(false)}>
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
