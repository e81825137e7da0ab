import type { AppealDecision } from '@api/reports/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wordsOf } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import { ReasonField } from '../staff/reason-field.tsx';
import { showDone } from '../ui/toast.tsx';
import { reportKeys } from './keys.ts';

/** Decides about an appeal, for whoever hasn't decided first. */
export function AppealForm({ id }: { id: string }) {
  const queries = useQueryClient();
  const withSameKey = useSameKey();
  const [answer, setAnswer] = useState('');
  const [isMissing, setMissing] = useState(false);
  const decide = useMutation({
    mutationFn: (body: AppealDecision) =>
      withSameKey(body, (key) => call('POST /admin/reports/{id}/appeal', { params: { id }, body, key })),
    onSuccess: (_, { decision }) => {
      showDone(decision === 'upheld' ? t`The decision stays.` : t`The decision is undone.`);
      return queries.invalidateQueries({ queryKey: reportKeys.staff });
    },
  });
  const send = (decision: AppealDecision['decision']) => {
    const said = answer.trim();
    setMissing(said === '');
    if (said) decide.mutate({ decision, answer: said });
  };
  return (
    <>
      <ReasonField
        label={t`Answer`}
        description={t`The person reads this.`}
        required
        value={answer}
        isMissing={isMissing}
        error={decide.error && wordsOf(decide.error)}
        onChange={(value) => {
          setAnswer(value);
          setMissing(false);
        }}
      />
      <Group gap="sm" mt="md">
        <Button loading={decide.isPending} onClick={() => send('upheld')}>
          <Trans>Uphold</Trans>
        </Button>
        <Button variant="default" disabled={decide.isPending} onClick={() => send('reversed')}>
          <Trans>Reverse</Trans>
        </Button>
      </Group>
    </>
  );
}
