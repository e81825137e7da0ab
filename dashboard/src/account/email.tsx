import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../live/api.ts';
import { Section } from '../ui/card.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { Failed } from '../ui/states.tsx';
import { fieldOf, restOf } from '../users/form-errors.ts';
import { useMe } from '../users/me.ts';
import classes from '../users/settings.module.css';

const EMPTY = { email: '', password: '' };

/** By which name and address I am known, and how the address is changed. */
export function Email() {
  const me = useMe();
  const [form, setForm] = useState<typeof EMPTY | null>(null);
  const change = useMutation({
    mutationFn: (body: typeof EMPTY) => call('POST /users/auth/email_change', { body }),
    onSuccess: () => setForm(null),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form) change.mutate(form);
  };
  const { username, email } = me.data ?? {};
  const sentTo = change.variables?.email;
  const failure = restOf(change.error, ['email', 'password']);
  if (me.error && !me.data) {
    return (
      <Section id="email" title={t`Account`}>
        <Failed error={me.error} onRetry={me.refetch} title={t`We couldn’t load your account`} />
      </Section>
    );
  }
  return (
    <Section id="email" title={t`Account`}>
      <Text size="sm">
        {/* Two lines from the beginning: what is below must not move when they are known. */}
        <Trans>
          You sign in as <b dir="auto">{username}</b>,
          <br />
          or with <b dir="auto">{email}</b>.
        </Trans>
      </Text>
      {change.isSuccess && !form && (
        <Alert color="lagoon" role="status" mt="md">
          <Trans>
            An email is on its way to <bdi>{sentTo}</bdi>. Open its link, and sign in again.
          </Trans>
        </Alert>
      )}
      {form ? (
        <form onSubmit={submit} noValidate>
          <Stack gap="md" mt="md" className={classes.form}>
            {failure && (
              <Alert color="red" role="alert">
                {failure}
              </Alert>
            )}
            <TextInput
              label={t`New email`}
              type="email"
              autoComplete="email"
              value={form.email}
              onChange={({ currentTarget: { value } }) => setForm({ ...form, email: value })}
              error={fieldOf(change.error, 'email')}
              data-autofocus
            />
            <PasswordField
              label={t`Your password`}
              autoComplete="current-password"
              value={form.password}
              onChange={({ currentTarget: { value } }) => setForm({ ...form, password: value })}
              error={fieldOf(change.error, 'password')}
            />
            <Button type="submit" variant="default" loading={change.isPending} disabled={!form.email || !form.password}>
              <Trans>Send a link to the new address</Trans>
            </Button>
            <Button variant="subtle" onClick={() => setForm(null)}>
              <Trans>Keep the address</Trans>
            </Button>
          </Stack>
        </form>
      ) : (
        <Button
          variant="default"
          mt="md"
          onClick={() => {
            change.reset();
            setForm(EMPTY);
          }}
        >
          <Trans>Change email</Trans>
        </Button>
      )}
    </Section>
  );
}
