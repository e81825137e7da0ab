import { lengthOf } from '@api/contract/length.ts';
import { LIMITS } from '@api/contract/limits.ts';
import type { OwnProfile, ProfilePatch } from '@api/users/schema.ts';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Autocomplete, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Controller, type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import { call } from '../live/api.ts';
import { Section } from '../ui/card.tsx';
import { useLeaveGuard } from '../ui/leave-guard.tsx';
import { SaveBar } from '../ui/save-bar.tsx';
import { showDone } from '../ui/toast.tsx';
import { useProvenNames } from '../verification/live.ts';
import { categoryLabel, categoryLabels, categoryOf } from './categories.ts';
import { checkLater } from './check-later.ts';
import classes from './edit-profile.module.css';
import { placeErrors } from './form-errors.ts';
import { useMeChanged } from './me.ts';
import { NETWORKS, networkLabel } from './networks.ts';

type Form = UseFormReturn<ProfilePatch>;

const valuesOf = (me: OwnProfile): Required<ProfilePatch> => ({
  display_name: me.display_name,
  bio: me.bio,
  company_name: me.company_name,
  business_category: categoryLabel(me.business_category),
  location: me.location,
  phone: me.phone,
  social_links: Object.fromEntries(NETWORKS.map((network) => [network, me.social_links[network] ?? ''])),
});

/** Each field, as the form calls it. */
const FIELDS = [
  ...(['display_name', 'bio', 'company_name', 'business_category', 'location', 'phone'] as const),
  ...NETWORKS.map((network) => `social_links.${network}` as const),
];

/** An empty field is no link. */
const linksOf = (shown: NonNullable<ProfilePatch['social_links']>): ProfilePatch['social_links'] =>
  Object.fromEntries(Object.entries(shown).filter(([, text]) => text.trim()));

const check = checkLater<ProfilePatch>(async () => (await import('./profile-check.ts')).check);
const resolver: Resolver<ProfilePatch> = (values, context, options) =>
  check({ ...values, social_links: linksOf(values.social_links ?? {}) }, context, options);

export function ProfileForm({ me }: { me: OwnProfile }) {
  const changed = useMeChanged();
  const [failure, setFailure] = useState<string | null>(null);
  const form: Form = useForm<ProfilePatch>({ resolver, defaultValues: valuesOf(me) });
  const { handleSubmit, formState, reset, setError, getValues, setValue } = form;
  const { isDirty, dirtyFields } = formState;
  /** What stood in the fields when they were sent. */
  const sent = useRef(getValues(FIELDS));

  const save = useMutation({
    mutationFn: async (input: ProfilePatch) => {
      // Only what was changed: two windows that change different fields don't undo each other.
      const names = Object.keys(dirtyFields) as (keyof ProfilePatch)[];
      const body = Object.fromEntries(names.map((name) => [name, input[name]])) as ProfilePatch;
      if (body.business_category) body.business_category = categoryOf(body.business_category);
      const saved = await call('PATCH /users/profile', { body });
      await changed();
      return saved;
    },
    onSuccess: (saved) => {
      const typed = getValues(FIELDS);
      reset(valuesOf(saved));
      // What was typed meanwhile stays, to be saved next.
      FIELDS.forEach((field, i) => {
        if (typed[i] !== sent.current[i]) setValue(field, typed[i], { shouldDirty: true });
      });
      showDone(t`Your profile is saved.`);
    },
    onError: (error) => setFailure(placeErrors(error, setError, Object.keys(valuesOf(me)))),
  });

  useLeaveGuard(isDirty);

  const submit = (event: FormEvent) => {
    sent.current = getValues(FIELDS);
    void handleSubmit((input) => {
      setFailure(null);
      save.mutate(input);
    })(event);
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <About form={form} />
      <Links form={form} />
      {(isDirty || save.isPending) && (
        <SaveBar
          failure={failure}
          busy={save.isPending}
          onDiscard={() => {
            setFailure(null);
            reset(valuesOf(me));
          }}
        />
      )}
    </form>
  );
}

function About({ form: { register, control, watch, formState } }: { form: Form }) {
  const { errors } = formState;
  const length = i18n.number(lengthOf(watch('bio') ?? ''));
  const proven = useProvenNames();
  const warnOf = (field: keyof typeof proven): string | undefined => {
    const name = proven[field];
    if (name === undefined || watch(field) === name) return undefined;
    return t`“${name}” is verified. With another name you have to be verified anew.`;
  };
  return (
    <Section title={t`About you`}>
      <div className={classes.fields}>
        <TextInput
          label={t`Name`}
          dir="auto"
          autoComplete="name"
          className={classes.wide}
          description={warnOf('display_name')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={errors.display_name?.message}
          {...register('display_name')}
        />
        <Textarea
          label={t`Bio`}
          dir="auto"
          autosize
          minRows={3}
          maxRows={10}
          className={classes.wide}
          description={t`${length} of ${{ most: i18n.number(LIMITS.bio) }} characters`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={errors.bio?.message}
          {...register('bio')}
        />
        <TextInput
          label={t`Company`}
          dir="auto"
          autoComplete="organization"
          description={warnOf('company_name')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={errors.company_name?.message}
          {...register('company_name')}
        />
        <Controller
          control={control}
          name="business_category"
          render={({ field }) => (
            <Autocomplete
              label={t`Category`}
              comboboxProps={{ keepMounted: false }}
              data={categoryLabels()}
              error={errors.business_category?.message}
              {...field}
              value={field.value ?? ''}
            />
          )}
        />
        <TextInput label={t`Location`} dir="auto" error={errors.location?.message} {...register('location')} />
        <TextInput
          label={t`Phone`}
          type="tel"
          autoComplete="tel"
          description={t`Only you see it.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={errors.phone?.message}
          {...register('phone')}
        />
      </div>
    </Section>
  );
}

function Links({ form: { register, formState } }: { form: Form }) {
  const errors = formState.errors.social_links;
  return (
    <Section title={t`Where to find you`}>
      <div className={classes.fields}>
        {NETWORKS.map((network) => (
          <TextInput
            key={network}
            label={networkLabel(network)}
            type="url"
            inputMode="url"
            placeholder={network === 'website' ? 'example.com' : '@name'}
            error={errors?.[network]?.message}
            {...register(`social_links.${network}`)}
          />
        ))}
      </div>
    </Section>
  );
}
