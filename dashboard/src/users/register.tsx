import { LIMITS } from '@api/contract/limits.ts';
import { ROLES, type Role } from '@api/contract/roles.ts';
import { Register as RegisterSchema } from '@api/users/schema.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { Link, useSearchParams } from 'wouter';
import type { z } from 'zod';
import { call } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import { useSession } from '../live/session.tsx';
import { Choices } from '../ui/choices.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { roleLabel } from '../ui/person.tsx';
import { useTitle } from '../ui/title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { useAvailability } from './availability.ts';
import { placeErrors } from './form-errors.ts';
import classes from './register.module.css';
import { saidErrors } from './said-errors.ts';

const roleHint = (role: Role): string =>
  ({ influencer: t`I have an audience`, brand: t`I have a product to show`, entrepreneur: t`I build a business` })[
    role
  ];

// Over REST the name may be left out; somebody at a form has one.
const Form = RegisterSchema.required({ display_name: true });
type Values = z.input<typeof Form>;

/** Registers, then signs in. A second try with the same values goes on where the first one was lost. */
function useRegister() {
  const { signIn } = useSession();
  const sameKey = useSameKey();
  const registered = useRef('');
  return async (input: z.output<typeof Form>) => {
    const values = JSON.stringify(input);
    if (registered.current !== values) {
      await sameKey(input, (key) => call('POST /users/auth/register', { body: input, key }));
      registered.current = values;
    }
    await signIn(input.username, input.password);
  };
}

export default function Register() {
  useTitle(t`Create account`);
  const [search] = useSearchParams();
  const [failure, setFailure] = useState<string | null>(null);
  const registerAndSignIn = useRegister();
  const form = useForm<Values, unknown, z.output<typeof Form>>({
    resolver: saidErrors(zodResolver(Form)),
    defaultValues: { display_name: '', username: '', email: '', password: '' },
  });
  const { register, handleSubmit, setError, formState, watch } = form;
  const { errors, isSubmitting } = formState;
  const isBrand = watch('role') === 'brand';

  const submit = handleSubmit(async (input) => {
    setFailure(null);
    try {
      await registerAndSignIn(input);
    } catch (error) {
      setFailure(placeErrors(error, setError, Object.keys(Form.shape)));
    }
  });

  return (
    <AuthLayout
      title={t`Create your account`}
      lead={
        <Trans>
          Already have an account?{' '}
          <Anchor component={Link} href={`/sign-in${search.size > 0 ? `?${search}` : ''}`} fw={600}>
            Sign in
          </Anchor>
        </Trans>
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <Roles form={form} />
          <TextInput
            label={isBrand ? t`Company or brand name` : t`Your name`}
            autoComplete={isBrand ? 'organization' : 'name'}
            dir="auto"
            size="md"
            maxLength={2 * LIMITS.display_name}
            error={errors.display_name?.message}
            {...register('display_name')}
          />
          <UsernameField form={form} />
          <TextInput
            label={t`Email`}
            type="email"
            autoComplete="email"
            size="md"
            error={errors.email?.message}
            {...register('email')}
          />
          <PasswordField
            label={t`Password`}
            description={t`At least ${{ min: i18n.number(LIMITS.password.min) }} characters.`}
            autoComplete="new-password"
            size="md"
            error={errors.password?.message}
            {...register('password')}
          />
          <Button type="submit" size="md" loading={isSubmitting} fullWidth mt="xs">
            <Trans>Create account</Trans>
          </Button>
        </Stack>
      </form>
    </AuthLayout>
  );
}

interface FieldProps {
  form: UseFormReturn<Values, unknown, z.output<typeof Form>>;
}

function Roles({ form: { register, formState } }: FieldProps) {
  return (
    <Choices
      legend={t`I am`}
      choices={ROLES.map((role) => ({ value: role, label: roleLabel(role), hint: roleHint(role) }))}
      input={() => register('role')}
      error={formState.errors.role && t`Choose what describes you best.`}
    />
  );
}

/** Says while one types whether the name is still free. */
function UsernameField({ form: { register, formState, watch } }: FieldProps) {
  const typed = watch('username');
  const parsed = Form.shape.username.safeParse(typed);
  const answer = useAvailability(parsed.success ? parsed.data : undefined);
  const free = answer?.available && answer.username;
  const fault = formState.errors.username?.message ?? (answer && !answer.available && answer.reason);
  return (
    <TextInput
      label={t`Username`}
      description={
        <span aria-live="polite">
          {free ? (
            <span className={classes.free}>
              <Trans>
                <bdi>@{free}</bdi> is free.
              </Trans>
            </span>
          ) : (
            t`Others find you by it. Letters, digits, dots and underscores.`
          )}
        </span>
      }
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      size="md"
      error={fault}
      {...register('username')}
    />
  );
}
