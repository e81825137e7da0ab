import { t } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Alert, Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { DeleteAccount } from '../account/delete.tsx';
import { Email } from '../account/email.tsx';
import DataExport from '../account/export.tsx';
import { Privacy } from '../account/privacy.tsx';
import { forgetWritten } from '../chat/outgoing.ts';
import { BlockedList } from '../connections/blocked-list.tsx';
import { chooseLanguage } from '../language/choose.ts';
import { chosenLanguage, isLanguage, LANGUAGES } from '../language/language.ts';
import { call } from '../live/api.ts';
import { renewing } from '../live/renewal.ts';
import { useSession, useUid } from '../live/session.tsx';
import { forgetRecent } from '../search/recent.ts';
import { Section } from '../ui/card.tsx';
import { Choices } from '../ui/choices.tsx';
import { useColorScheme } from '../ui/color-scheme.ts';
import { Confirm } from '../ui/dialog.tsx';
import { Page } from '../ui/page.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';
import { fieldOf, restOf } from './form-errors.ts';
import classes from './settings.module.css';

export default function Settings() {
  return (
    <Page title={t`Settings`} narrow>
      <Email />
      <Password />
      <Sessions />
      <Told />
      <Privacy />
      <BlockedList />
      <Appearance />
      <DataExport />
      <DeleteAccount />
    </Page>
  );
}

const SCHEMES = ['auto', 'light', 'dark'] as const;

function Appearance() {
  const { t } = useLingui();
  const { colorScheme, setColorScheme } = useColorScheme();
  const named = {
    auto: { label: t`System`, hint: t`Same as this device` },
    light: { label: t`Light` },
    dark: { label: t`Dark` },
  };
  return (
    <Section id="appearance" title={t`Appearance`}>
      <Stack gap="lg">
        <Choices
          legend={t`Colours`}
          choices={SCHEMES.map((value) => ({ value, ...named[value] }))}
          input={(value) => ({
            name: 'colours',
            checked: colorScheme === value,
            onChange: () => setColorScheme(value as (typeof SCHEMES)[number]),
          })}
        />
        <NativeSelect
          label={t`Language`}
          description={t`The page reloads in the new language.`}
          className={classes.form}
          value={chosenLanguage() ?? ''}
          onChange={({ currentTarget: { value } }) => chooseLanguage(isLanguage(value) ? value : null)}
        >
          <option value="">{t`Same as this browser`}</option>
          {Object.entries(LANGUAGES).map(([value, { name }]) => (
            <option key={value} value={value} lang={value}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Stack>
    </Section>
  );
}

function Told() {
  return (
    <Section title={t`Notifications`}>
      <Text size="sm" c="dimmed" mb="md">
        <Trans>What you’re notified about, in the list and on your phone, and who you’ve muted.</Trans>
      </Text>
      <Button component={Link} href="/settings/notifications" variant="default">
        <Trans>Choose</Trans>
      </Button>
    </Section>
  );
}

function Password() {
  const { resume } = useSession();
  const [form, setForm] = useState({ old_password: '', new_password: '' });
  const change = useMutation({
    mutationFn: () =>
      renewing(async () => {
        const { firebase_token } = await call('POST /users/auth/password_change', { body: form });
        // Every session has ended, and with the new token this one goes on.
        await resume(firebase_token);
      }),
    onSuccess: () => {
      setForm({ old_password: '', new_password: '' });
      showDone(t`Your password is changed, and every other device is signed out.`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  const failure = restOf(change.error, ['old_password', 'new_password']);
  return (
    <Section id="password" title={t`Password`}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" className={classes.form}>
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <PasswordField
            label={t`Current password`}
            autoComplete="current-password"
            value={form.old_password}
            onChange={({ currentTarget: { value } }) => setForm((now) => ({ ...now, old_password: value }))}
            error={fieldOf(change.error, 'old_password')}
          />
          <PasswordField
            label={t`New password`}
            autoComplete="new-password"
            value={form.new_password}
            onChange={({ currentTarget: { value } }) => setForm((now) => ({ ...now, new_password: value }))}
            error={fieldOf(change.error, 'new_password')}
          />
          <Button
            type="submit"
            variant="default"
            w="fit-content"
            loading={change.isPending}
            disabled={!form.old_password || !form.new_password}
          >
            <Trans>Change password</Trans>
          </Button>
        </Stack>
      </form>
    </Section>
  );
}

function Sessions() {
  const uid = useUid();
  const { signOut } = useSession();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const everywhere = useMutation({
    mutationFn: async () => {
      await call('POST /users/auth/logout');
      forgetRecent(uid);
      await forgetWritten(uid);
      await signOut(t`You are signed out on all devices.`);
      navigate('/sign-in', { replace: true });
    },
    onError: showFailure,
  });
  return (
    <Section id="devices" title={t`Devices`}>
      <Text size="sm" c="dimmed" mb="md">
        <Trans>
          If you have lost a phone, or used a computer that isn’t yours, sign out on all devices, this one included.
        </Trans>
      </Text>
      <Button variant="default" onClick={() => setAsking(true)}>
        <Trans>Sign out everywhere</Trans>
      </Button>
      <Confirm
        opened={asking}
        title={t`Sign out everywhere?`}
        keep={t`Stay signed in`}
        verb={t`Sign out everywhere`}
        busy={everywhere.isPending}
        onKeep={() => setAsking(false)}
        onConfirm={() => everywhere.mutate()}
      >
        <Trans>You will have to sign in again on each device.</Trans>
      </Confirm>
    </Section>
  );
}
