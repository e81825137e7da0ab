import { lengthOf } from '@api/contract/length.ts';
import { LIMITS } from '@api/contract/limits.ts';
import type { OwnProfile, ProfilePatch } from '@api/users/schema.ts';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Autocomplete, Button, Group, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, wordsOf } from '../../live/api.ts';
import { AvatarChooser } from '../../users/avatar-form.tsx';
import { categoryLabels, categoryOf } from '../../users/categories.ts';
import { fieldOf } from '../../users/form-errors.ts';
import { useMeChanged } from '../../users/me.ts';
import classes from './first-steps.module.css';

/** Saves one field of the profile; the step is done when the profile says so. */
function useSave() {
  const changed = useMeChanged();
  return useMutation({
    mutationFn: async (body: ProfilePatch) => {
      await call('PATCH /users/profile', { body });
      await changed();
    },
  });
}

const faultOf = (error: unknown, field: string): string | undefined =>
  error ? (fieldOf(error, field) ?? wordsOf(error)) : undefined;

export const PictureStep = ({ me }: { me: OwnProfile }) => <AvatarChooser me={me} />;

export function BioStep() {
  const save = useSave();
  const [bio, setBio] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (bio.trim() !== '') save.mutate({ bio });
  };
  return (
    <form className={classes.take} onSubmit={submit} noValidate>
      <Textarea
        label={t`Bio`}
        dir="auto"
        autosize
        minRows={2}
        maxRows={8}
        value={bio}
        onChange={({ currentTarget: { value } }) => setBio(value)}
        description={t`${{ length: i18n.number(lengthOf(bio)) }} of ${{ most: i18n.number(LIMITS.bio) }} characters`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={faultOf(save.error, 'bio')}
      />
      <Save busy={save.isPending} disabled={bio.trim() === ''} />
    </form>
  );
}

export function CategoryStep() {
  const save = useSave();
  const [category, setCategory] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (category.trim() !== '') save.mutate({ business_category: categoryOf(category) });
  };
  return (
    <form className={classes.take} onSubmit={submit} noValidate>
      <Autocomplete
        label={t`Category`}
        placeholder={t`Fashion, Food, Travel …`}
        comboboxProps={{ keepMounted: false }}
        data={categoryLabels()}
        maxLength={LIMITS.business_category}
        value={category}
        onChange={setCategory}
        error={faultOf(save.error, 'business_category')}
      />
      <Save busy={save.isPending} disabled={category.trim() === ''} />
    </form>
  );
}

const Save = ({ busy, disabled }: { busy: boolean; disabled: boolean }) => (
  <Group>
    <Button type="submit" loading={busy} disabled={disabled}>
      <Trans>Save</Trans>
    </Button>
  </Group>
);
