import '../live/zod.ts';
import { LIMITS } from '@api/contract/limits.ts';
import { ROLES, type Role } from '@api/contract/roles.ts';
import { Register as RegisterSchema } from '@api/users/schema.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link, useSearchParams } from 'wouter';
import { call } from '../live/api.ts';
import { useSession } from '../live/session.tsx';
import { ROLE_LABELS } from '../ui/person.tsx';
import { useTitle } from '../ui/title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { placeErrors } from './form-errors.ts';
import classes from './register.module.css';

const ROLE_HINTS: Record<Role, string> = {
  influencer: 'I have an audience',
  brand: 'I have a product to show',
  entrepreneur: 'I build a business',
};

export default function Register() {
  useTitle('Create account');
  const { signIn } = useSession();
  const [search] = useSearchParams();
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(RegisterSchema),
    defaultValues: { username: '', email: '', password: '' },
  });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async (input) => {
    setFailure(null);
    try {
      await call('POST /users/auth/register', { body: input });
      await signIn(input.username, input.password);
    } catch (error) {
      setFailure(placeErrors(error, setError, Object.keys(RegisterSchema.shape)));
    }
  });

  return (
    <AuthLayout
      title="Create your account"
      lead={
        <>
          Already with us?{' '}
          <Anchor component={Link} href={`/sign-in${search.size > 0 ? `?${search}` : ''}`} fw={600}>
            Sign in
          </Anchor>
        </>
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {failure && (
            <Alert color="red" role="alert">
              {failure}
            </Alert>
          )}
          <fieldset className={classes.roles} aria-describedby={errors.role ? 'role-error' : undefined}>
            <legend>I am</legend>
            <div className={classes.options}>
              {ROLES.map((role) => (
                <label key={role} className={classes.option}>
                  <input type="radio" value={role} {...register('role')} />
                  <span className={classes.label}>{ROLE_LABELS[role]}</span>
                  <span className={classes.hint}>{ROLE_HINTS[role]}</span>
                </label>
              ))}
            </div>
            {errors.role && (
              <p className={classes.error} id="role-error">
                {errors.role.message}
              </p>
            )}
          </fieldset>
          <TextInput
            label="Username"
            description="Others find you by it. Letters, digits, dots and underscores."
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            size="md"
            error={errors.username?.message}
            {...register('username')}
          />
          <TextInput
            label="Email"
            type="email"
            autoComplete="email"
            size="md"
            error={errors.email?.message}
            {...register('email')}
          />
          <PasswordInput
            label="Password"
            description={`At least ${LIMITS.password.min} characters.`}
            autoComplete="new-password"
            size="md"
            error={errors.password?.message}
            {...register('password')}
          />
          <Button type="submit" size="md" loading={isSubmitting} fullWidth mt="xs">
            Create account
          </Button>
        </Stack>
      </form>
    </AuthLayout>
  );
}
