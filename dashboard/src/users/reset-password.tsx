import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Link } from 'wouter';
import { ApiError, call, wordsOf } from '../live/api.ts';
import { useTitle } from '../ui/title.ts';
import { AuthLayout } from './auth-layout.tsx';

export default function ResetPassword() {
  useTitle('Reset password');
  const reset = useMutation({
    mutationFn: (email: string) => call('POST /users/auth/password_reset', { body: { email } }),
  });
  const field = reset.error instanceof ApiError ? reset.error.errors.find(({ field }) => field === 'email') : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    reset.mutate(String(new FormData(event.currentTarget).get('email') ?? '').trim());
  };
  return (
    <AuthLayout
      title="Reset your password"
      lead={
        <>
          We send you a link with which to choose a new one.{' '}
          <Anchor component={Link} href="/sign-in" fw={600}>
            Back to sign in
          </Anchor>
        </>
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {reset.isSuccess && (
            <Alert color="lagoon" role="status">
              {reset.data.detail}
            </Alert>
          )}
          {reset.error && !field && (
            <Alert color="red" role="alert">
              {wordsOf(reset.error)}
            </Alert>
          )}
          <TextInput label="Email" name="email" type="email" autoComplete="email" size="md" error={field?.message} />
          <Button type="submit" size="md" loading={reset.isPending} fullWidth>
            Send the link
          </Button>
        </Stack>
      </form>
    </AuthLayout>
  );
}
