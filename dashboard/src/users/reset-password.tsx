import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { Link, useSearchParams } from 'wouter';
import { ApiError, call, wordsOf } from '../live/api.ts';
import { LinkAlone } from '../ui/alone.tsx';
import { useTitle } from '../ui/title.ts';
import { AuthLayout } from './auth-layout.tsx';

export default function ResetPassword() {
  useTitle(t`Reset password`);
  const [search] = useSearchParams();
  const input = useRef<HTMLInputElement>(null);
  const reset = useMutation({
    mutationFn: (email: string) => call('POST /users/auth/password_reset', { body: { email } }),
    onError: () => input.current?.focus(),
  });
  const field = reset.error instanceof ApiError ? reset.error.errors.find(({ field }) => field === 'email') : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    reset.mutate(String(new FormData(event.currentTarget).get('email') ?? '').trim());
  };
  return (
    <AuthLayout
      title={reset.isSuccess ? t`Check your email` : t`Reset your password`}
      lead={
        reset.isSuccess ? (
          <span role="status">
            <Trans>
              If an account uses this address, an email with a link is on its way. It may take a minute; check your spam
              folder, too.
            </Trans>
          </span>
        ) : (
          t`We’ll send you a link to choose a new one.`
        )
      }
    >
      {reset.isSuccess ? (
        <Stack gap="md">
          <Button component={Link} href="/sign-in" size="md" fullWidth>
            <Trans>Back to sign in</Trans>
          </Button>
          <Button variant="subtle" size="md" fullWidth onClick={() => reset.reset()}>
            <Trans>Use another address</Trans>
          </Button>
        </Stack>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            {reset.error && !field && (
              <Alert color="red" role="alert">
                {wordsOf(reset.error)}
              </Alert>
            )}
            <TextInput
              ref={input}
              label={t`Email`}
              name="email"
              type="email"
              autoComplete="email"
              defaultValue={search.get('email') ?? ''}
              size="md"
              error={field?.message}
            />
            <Button type="submit" size="md" loading={reset.isPending} fullWidth>
              <Trans>Send the link</Trans>
            </Button>
            <LinkAlone href="/sign-in" mx="auto">
              <Trans>Back to sign in</Trans>
            </LinkAlone>
          </Stack>
        </form>
      )}
    </AuthLayout>
  );
}
