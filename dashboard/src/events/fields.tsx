import { lengthOf } from '@api/contract/length.ts';
import { EVENT_HOURS, LIMITS } from '@api/contract/limits.ts';
import { i18n } from '@lingui/core';
import { plural, t } from '@lingui/core/macro';
import { Textarea, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { Section } from '../ui/card.tsx';
import { Choices } from '../ui/choices.tsx';
import classes from './form.module.css';
import { instantOf, typedAt, type Values } from './form-values.ts';
import { TimeField } from './time-field.tsx';
import { ZoneField } from './zone-field.tsx';

interface Props {
  form: UseFormReturn<Values>;
}

const BELOW = ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[];

export function Basics({ form: { register, control, formState } }: Props) {
  const { errors } = formState;
  const typed = i18n.number(lengthOf(useWatch({ control, name: 'description' })));
  return (
    <Section title={t`Details`}>
      <div className={classes.fields}>
        <TextInput
          label={t`Title`}
          dir="auto"
          className={classes.wide}
          error={errors.title?.message}
          {...register('title')}
        />
        <Textarea
          label={t`Description`}
          dir="auto"
          autosize
          minRows={4}
          maxRows={14}
          className={classes.wide}
          description={plural({ characters: LIMITS.event_description }, { other: `${typed} of # characters` })}
          inputWrapperOrder={BELOW}
          error={errors.description?.message}
          {...register('description')}
        />
      </div>
    </Section>
  );
}

const HOUR = 3_600_000;

/** @returns how long what is typed lasts; null where it is no event yet */
function lengthTyped({ date, date_pick, ends_at, ends_at_pick, time_zone }: Values): number | null {
  const from = instantOf(date, date_pick || 'first', time_zone);
  const until = instantOf(ends_at, ends_at_pick || 'first', time_zone);
  return from !== null && until !== null && until > from ? until - from : null;
}

export function Times({ form }: Props) {
  const { control, getValues, setValue, formState } = form;
  const [date, pick, zone] = useWatch({ control, name: ['date', 'date_pick', 'time_zone'] });
  const begins = instantOf(date, pick || 'first', zone) ?? Date.now();

  // Who moves the beginning means an event as long as before; who moves the end says how long that is.
  const lasts = useRef(lengthTyped(form.getValues()) ?? EVENT_HOURS * HOUR);
  const onEnd = () => {
    lasts.current = lengthTyped(getValues()) ?? lasts.current;
  };
  const onBegin = () => {
    const typed = getValues();
    const from = instantOf(typed.date, typed.date_pick || 'first', typed.time_zone);
    if (from === null) return;
    const { local, pick: which } = typedAt(from + lasts.current, typed.time_zone);
    setValue('ends_at', local, { shouldDirty: true, shouldValidate: formState.isSubmitted });
    setValue('ends_at_pick', which, { shouldDirty: true });
  };
  return (
    <Section title={t`When`}>
      <div className={classes.fields}>
        <TimeField form={form} name="date" label={t`Begins`} onTime={onBegin} />
        <TimeField form={form} name="ends_at" label={t`Ends`} onTime={onEnd} />
        <div className={classes.wide}>
          <ZoneField control={control} at={begins} />
        </div>
      </div>
    </Section>
  );
}

export function Place({ form: { register, control, formState } }: Props) {
  const { errors } = formState;
  const place = useWatch({ control, name: 'place' });
  return (
    <Section title={t`Where`}>
      <div className={classes.fields}>
        <div className={classes.wide}>
          <Choices
            legend={t`Kind`}
            choices={[
              { value: 'there', label: t`At a place`, hint: t`Times are shown by the clocks there.` },
              { value: 'online', label: t`Online`, hint: t`Everybody sees their own time.` },
            ]}
            input={() => register('place')}
          />
        </div>
        {place === 'there' && (
          <TextInput
            label={t`Place`}
            dir="auto"
            placeholder={t`Name, street and city`}
            className={classes.wide}
            error={errors.location?.message}
            {...register('location')}
          />
        )}
        <TextInput
          label={t`Link`}
          dir="ltr"
          type="url"
          inputMode="url"
          placeholder="https://"
          className={classes.wide}
          description={
            place === 'there'
              ? t`Where people can find out more or join remotely. Optional.`
              : t`The link to join. You can add it later: your guests are told.`
          }
          inputWrapperOrder={BELOW}
          error={errors.link?.message}
          {...register('link')}
        />
      </div>
    </Section>
  );
}

export function Seats({ form: { register, formState } }: Props) {
  const { errors } = formState;
  return (
    <Section title={t`Who can come`}>
      <div className={classes.fields}>
        <div className={classes.wide}>
          <Choices
            legend={t`Who sees it`}
            choices={[
              { value: 'public', label: t`Everybody`, hint: t`Also by its link, without an account.` },
              { value: 'connections', label: t`Connections`, hint: t`Nobody else finds it.` },
            ]}
            input={() => register('visibility')}
            error={errors.visibility?.message}
          />
        </div>
        <TextInput
          label={t`Seats`}
          inputMode="numeric"
          placeholder={t`No limit`}
          description={t`When all seats are taken, people join a waiting list and are told when one becomes free.`}
          inputWrapperOrder={BELOW}
          className={classes.wide}
          error={errors.capacity?.message}
          {...register('capacity')}
        />
      </div>
    </Section>
  );
}
