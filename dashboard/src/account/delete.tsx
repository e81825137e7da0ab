import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { call } from '../live/api.ts';
import { useSession } from '../live/session.tsx';
import { Section } from '../ui/card.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { dateOf } from '../ui/time.tsx';
import { fieldOf, restOf } from '../users/form-errors.ts';
import classes from '../users/settings.module.css';

/** What is told on the page that follows. */
function farewell({
  status,
  erases_at,
  certificate,
}: {
  status: string;
  erases_at: string | null;
  certificate: string | null;
}) {
  if (status === 'leaving') {
    const day = dateOf(erases_at ?? '');
    return t`Your account is hidden, and will be deleted on ${day}. Sign in before then to keep it.`;
  }
  return t`Your account is deleted. We are sorry to see you go. The number of its certificate: ${{ certificate: certificate ?? '' }}`;
}

/** The end of the account: after a week in which it can be restored, or at once. */
export function DeleteAccount() {
  const { signOut } = useSession();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState('');
  const [at_once, setAtOnce] = useState(false);
  const remove = useMutation({
    mutationFn: async () => {
      const deleted = await call('POST /users/profile/delete', { body: { password, at_once } });
      await signOut(farewell(deleted));
      navigate('/sign-in', { replace: true });
    },
  });
  const close = () => {
    setAsking(false);
    setPassword('');
    setAtOnce(false);
    remove.reset();
  };
  return (
    <Section id="delete" title={t`Delete account`}>
      <Text size="sm" c="dimmed" mb="md">
        <Trans>
          Your profile is hidden at once, and you are signed out everywhere. After seven days your profile, pictures,
          connections, events and notifications are deleted for good, and your username becomes free. Until then you can
          sign in and keep everything but your stories.
        </Trans>
      </Text>
      <Button variant="default" className={classes.danger} onClick={() => setAsking(true)}>
        <Trans>Delete my account</Trans>
      </Button>
      <Confirm
        opened={asking}
        title={t`Delete your account?`}
        keep={t`Keep my account`}
        verb={at_once ? t`Delete for good` : t`Delete in seven days`}
        busy={remove.isPending}
        onKeep={close}
        onConfirm={() => remove.mutate()}
      >
        <Stack gap="md">
          <span>
            <Trans>Enter your password to confirm it. You may want to download a copy of your data before.</Trans>
          </span>
          <PasswordField
            label={t`Password`}
            autoComplete="current-password"
            value={password}
            onChange={({ currentTarget: { value } }) => setPassword(value)}
            error={fieldOf(remove.error, 'password') ?? restOf(remove.error, ['password'])}
          />
          <Checkbox
            label={t`Delete everything at once. Nobody can bring it back.`}
            checked={at_once}
            onChange={({ currentTarget: { checked } }) => setAtOnce(checked)}
          />
        </Stack>
      </Confirm>
    </Section>
  );
}
