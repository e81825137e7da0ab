import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core';
import { type FormEvent, lazy, Suspense, useRef, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { ApiError, call, wordsOf } from '../live/api.ts';
import { useSession } from '../live/session.tsx';
import { LinkAlone } from '../ui/alone.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { useTitle } from '../ui/title.ts';
import { AuthLayout } from './auth-layout.tsx';

/** For the few who need it. */
const SessionFrame = lazy(() => import('../ui/session-frame.tsx'));
const DataExport = lazy(() => import('../account/export.tsx'));
const SuspensionAppeal = lazy(() => import('../reports/suspension-appeal.tsx'));

/** Two fields need neither schema nor form library; that keeps the first load small. */
export function SignIn() {
  useTitle(t`Sign in`);
  const { state, signIn, resume } = useSession();
  const [search] = useSearchParams();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  /** Whose account is about to be deleted, and what the API says of it. */
  const [leaving, setLeaving] = useState<{ username: string; password: string; words: string } | null>(null);
  const [access, setAccess] = useState<string | null>(null);
  const [missing, setMissing] = useState({ username: false, password: false });
  const usernameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const why = state.at === 'out' ? state.why : null;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const username = String(data.get('username') ?? '').trim();
    const password = String(data.get('password') ?? '');
    setMissing({ username: username === '', password: password === '' });
    if (!username || !password) {
      (username ? passwordField : usernameField).current?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    setLeaving(null);
    try {
      await signIn(username, password);
    } catch (failure) {
      setBusy(false);
      if (failure instanceof ApiError && failure.code === 'account_leaving') {
        setLeaving({ username, password, words: failure.message });
        return;
      }
      const refused = failure instanceof ApiError && failure.code === 'invalid_credentials';
      setAccess(failure instanceof ApiError ? (failure.suspension?.access ?? null) : null);
      setError(refused ? t`This username and password don’t match. Check both and try again.` : wordsOf(failure));
    }
  };

  const restore = async ({ username, password }: { username: string; password: string }) => {
    setBusy(true);
    try {
      const { firebase_token } = await call('POST /users/profile/restore', { body: { username, password } });
      await resume(firebase_token);
    } catch (failure) {
      setLeaving(null);
      setError(wordsOf(failure));
      setBusy(false);
    }
  };

  return (
    <AuthLayout
      title={t`Welcome back`}
      lead={
        <Trans>
          New here?{' '}
          <Anchor component={Link} href={`/register${search.size > 0 ? `?${search}` : ''}`} fw={600}>
            Create an account
          </Anchor>
        </Trans>
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {leaving && (
            <Alert color="lagoon" role="alert" title={t`Do you want to stay?`}>
              <Stack gap="sm" align="start">
                {leaving.words}
                <Button loading={busy} onClick={() => void restore(leaving)}>
                  <Trans>Restore my account</Trans>
                </Button>
              </Stack>
            </Alert>
          )}
          {why && !error && !leaving && (
            <Alert color="lagoon" role="status">
              {why}
            </Alert>
          )}
          {error && (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          )}
          <TextInput
            ref={usernameField}
            value={typed}
            onChange={({ currentTarget: { value } }) => setTyped(value)}
            label={t`Username or email`}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            size="md"
            error={missing.username && t`Enter your username or email address.`}
          />
          <PasswordField
            ref={passwordField}
            label={t`Password`}
            name="password"
            autoComplete="current-password"
            size="md"
            error={missing.password && t`Enter your password.`}
          />
          <Button type="submit" size="md" loading={busy} fullWidth mt="xs">
            <Trans>Sign in</Trans>
          </Button>
          <LinkAlone
            href={`/reset-password${typed.includes('@') ? `?email=${encodeURIComponent(typed.trim())}` : ''}`}
            mx="auto"
          >
            <Trans>Forgot your password?</Trans>
          </LinkAlone>
        </Stack>
      </form>
      {access && (
        <Suspense>
          <SessionFrame>
            <Stack gap="md">
              <SuspensionAppeal access={access} />
              <DataExport access={access} />
            </Stack>
          </SessionFrame>
        </Suspense>
      )}
    </AuthLayout>
  );
}
