import type { Action, ReportDecision, ReviewedReport } from '@api/reports/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { call, wordsOf } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import { DurationField, untilOf } from '../staff/duration-field.tsx';
import { ReasonField } from '../staff/reason-field.tsx';
import { Choices } from '../ui/choices.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showDone } from '../ui/toast.tsx';
import { reportKeys } from './keys.ts';
import { actionHint, actionLabel } from './words.ts';

/** From nothing to the most; digits choose, and Ctrl and Enter decide. */
export function DecisionForm({ report: { id, actions } }: { report: ReviewedReport }) {
  const queries = useQueryClient();
  const withSameKey = useSameKey();
  const [, navigate] = useLocation();
  const [action, setAction] = useState<Action | null>(null);
  const [reason, setReason] = useState('');
  const [days, setDays] = useState('7');
  const [missing, setMissing] = useState<'action' | 'reason' | null>(null);
  const decide = useMutation({
    mutationFn: (body: ReportDecision) =>
      withSameKey(body, (key) => call('POST /admin/reports/{id}/decision', { params: { id }, body, key })),
    onSuccess: async (_, body) => {
      const done = actionLabel(body.action);
      showDone(t`Decided: ${done}`);
      await queries.invalidateQueries({ queryKey: reportKeys.staff });
      navigate('/staff/reports');
    },
  });
  const choose = (chosen: Action) => {
    setAction(chosen);
    setMissing(null);
  };
  useShortcuts(Object.fromEntries(actions.map((each, i) => [String(i + 1), () => choose(each)])), !decide.isPending);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const said = reason.trim();
    if (!action) return setMissing('action');
    if (action !== 'dismiss' && !said) return setMissing('reason');
    const until = action === 'suspend' ? untilOf(days) : null;
    decide.mutate({ action, ...(action !== 'dismiss' && { reason: said }), ...(until && { until }) });
  };
  return (
    <form
      onSubmit={submit}
      noValidate
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
      }}
    >
      <Stack gap="md">
        <Choices
          legend={t`What is to be done?`}
          choices={actions.map((each, i) => ({
            value: each,
            label: `${i + 1}. ${actionLabel(each)}`,
            hint: actionHint(each),
          }))}
          input={(value) => ({ name: 'action', checked: action === value, onChange: () => choose(value as Action) })}
          error={missing === 'action' && t`Choose what is to be done.`}
        />
        {action === 'suspend' && <DurationField days={days} onChange={setDays} />}
        {action && action !== 'dismiss' && (
          <ReasonField
            label={t`Reason`}
            description={t`The person reads this, and can object.`}
            required
            value={reason}
            isMissing={missing === 'reason'}
            onChange={(value) => {
              setReason(value);
              setMissing(null);
            }}
          />
        )}
        {decide.error && (
          <Alert color="red" role="alert">
            {wordsOf(decide.error)}
          </Alert>
        )}
        <Button type="submit" loading={decide.isPending} color={action === 'suspend' ? 'red.8' : undefined}>
          <Trans>Decide</Trans>
        </Button>
      </Stack>
    </form>
  );
}
