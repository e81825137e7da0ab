import { ROLES, type Role } from '@api/contract/roles.ts';
import type { ReviewedUser } from '@api/staff/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, NativeSelect, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { wordsOf } from '../live/api.ts';
import { Section } from '../ui/card.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { roleLabel } from '../ui/person.tsx';
import { Moment } from '../ui/time.tsx';
import { DurationField, untilOf } from './duration-field.tsx';
import { ReasonField } from './reason-field.tsx';
import { useChange } from './use-change.ts';

/** Suspends somebody or restores them, changes their role, and ends their sessions. */
export function StandingForm({ user }: { user: ReviewedUser }) {
  const { id, display_name: name, suspension } = user;
  const [role, setRole] = useState<Role>(user.role);
  const { reason, until } = suspension ?? {};
  const becomes = roleLabel(role);
  const change = useChange(id);
  const [asking, setAsking] = useState(false);
  return (
    <Section title={t`Standing`}>
      <Stack gap="md">
        {change.error && (
          <Alert color="red" role="alert">
            {wordsOf(change.error)}
          </Alert>
        )}
        {suspension ? (
          <>
            <p>
              {until ? (
                <Trans>
                  Suspended until <Moment time={until} />: <bdi>{reason}</bdi>
                </Trans>
              ) : (
                <Trans>
                  Suspended until staff restore them: <bdi>{reason}</bdi>
                </Trans>
              )}
            </p>
            <Group>
              <Button
                loading={change.isPending}
                onClick={() => change.mutate({ body: { suspension: null }, done: t`${name} is restored.` })}
              >
                <Trans>Restore</Trans>
              </Button>
            </Group>
          </>
        ) : (
          <SuspendForm
            busy={change.isPending}
            onSuspend={(reason, until) =>
              change.mutate({ body: { suspension: { reason, until } }, done: t`${name} is suspended.` })
            }
          />
        )}
        <Group align="end">
          <NativeSelect
            label={t`Role`}
            value={role}
            onChange={({ currentTarget: { value } }) => setRole(value as Role)}
            data={ROLES.map((each) => ({ value: each, label: roleLabel(each) }))}
          />
          <Button
            variant="default"
            disabled={role === user.role}
            loading={change.isPending}
            onClick={() => change.mutate({ body: { role }, done: t`${name} has another role now: ${becomes}.` })}
          >
            <Trans>Change role</Trans>
          </Button>
        </Group>
        <Group>
          <Button variant="default" onClick={() => setAsking(true)}>
            <Trans>Sign out everywhere</Trans>
          </Button>
        </Group>
      </Stack>
      <Confirm
        opened={asking}
        title={t`Sign ${name} out everywhere?`}
        keep={t`Cancel`}
        verb={t`Sign out`}
        busy={change.isPending}
        onKeep={() => setAsking(false)}
        onConfirm={() =>
          change.mutate(
            { body: { sign_out: true }, done: t`${name} is signed out.` },
            { onSettled: () => setAsking(false) },
          )
        }
      >
        <Trans>All their sessions end. They can sign in again with their password.</Trans>
      </Confirm>
    </Section>
  );
}

function SuspendForm({
  busy,
  onSuspend,
}: {
  busy: boolean;
  onSuspend: (reason: string, until: string | null) => void;
}) {
  const [reason, setReason] = useState('');
  const [days, setDays] = useState('7');
  const [isMissing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim()) onSuspend(reason.trim(), untilOf(days));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <ReasonField
          label={t`Suspend them, because`}
          description={t`They read this when they sign in. Nobody finds them or what they made meanwhile.`}
          value={reason}
          isMissing={isMissing}
          onChange={(value) => {
            setReason(value);
            setMissing(false);
          }}
        />
        <DurationField days={days} onChange={setDays} />
        <Group>
          <Button type="submit" color="red.8" loading={busy}>
            <Trans>Suspend</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
