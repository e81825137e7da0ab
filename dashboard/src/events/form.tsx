import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useLocation } from 'wouter';
import { loadSay } from '../live/in-page-language.ts';
import { useAddress } from '../media/use-address.ts';
import { leaveOrAsk, useLeaveGuard } from '../ui/leave-guard.tsx';
import { SaveBar } from '../ui/save-bar.tsx';
import { showDone, showFailure } from '../ui/toast.tsx';
import { checkLater } from '../users/check-later.ts';
import { placeErrors } from '../users/form-errors.ts';
import { EventCard } from './card.tsx';
import { type CoverChange, CoverField } from './cover-field.tsx';
import { Basics, Place, Seats, Times } from './fields.tsx';
import classes from './form.module.css';
import { blank, previewOf, type Values, valuesOf } from './form-values.ts';
import { CoverRefused, useSave } from './use-save.ts';

const FIELDS = ['title', 'description', 'date', 'ends_at', 'time_zone', 'location', 'link', 'capacity', 'visibility'];

interface Props {
  /** What is changed; null for a new one. */
  event: Event | null;
  /** What the preview goes by where nothing is typed. */
  base: Event;
}

/** Its context is the event that is changed, or null. */
const resolver = checkLater<Values>(async () => {
  const [{ faultsOf }, say] = await Promise.all([import('./form-faults.ts'), loadSay()]);
  return (values, event: Event | null) => {
    const errors = faultsOf(values, event, Date.now(), say);
    return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} };
  };
});

/** Makes an event or changes it, with a preview of what others will see in lists. */
export function EventForm({ event, base }: Props) {
  const [, navigate] = useLocation();
  const [start] = useState(() => (event ? valuesOf(event) : blank(Date.now())));
  const form = useForm<Values>({ resolver, context: event, defaultValues: start });
  const { handleSubmit, setError, formState, control, reset } = form;
  const [cover, setCover] = useState<CoverChange>(null);
  const src = useAddress(cover instanceof File ? cover : null);
  const [failure, setFailure] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const values = { ...start, ...useWatch({ control }) };
  const isChanged = formState.isDirty || cover !== null;
  useLeaveGuard(isChanged && done === null);
  // After the guard has gone.
  useEffect(() => {
    if (done) navigate(done, { replace: true });
  }, [done, navigate]);

  const write = useSave(event);
  const save = useMutation({
    mutationFn: (typed: Values) => write(typed, cover),
    onSuccess: ({ id }) => {
      showDone(event ? t`Your event is saved. Guests are told when it moves.` : t`Your event is live.`);
      setDone(`/events/${id}`);
    },
    onError: (error) => {
      if (error instanceof CoverRefused && !event) {
        showFailure(error.cause);
        // It is there; sent again from here, it would be there twice.
        setDone(`/events/${error.event.id}/edit`);
      } else if (error instanceof CoverRefused) setFailure(error.message);
      else setFailure(placeErrors(error, setError, FIELDS));
    },
  });
  const submit = handleSubmit((typed) => {
    setFailure(null);
    save.mutate(typed);
  });
  const back = event ? `/events/${event.id}` : '/events';
  return (
    <div className={classes.columns}>
      <form onSubmit={submit} noValidate className={classes.form}>
        <Basics form={form} />
        <Times form={form} />
        <Place form={form} />
        <Seats form={form} />
        <CoverField
          id={base.id}
          cover={event?.cover ?? null}
          change={cover}
          src={src}
          busy={save.isPending}
          failure={save.error instanceof CoverRefused ? save.error.cause : null}
          onChange={setCover}
        />
        {!event && (
          <div className={classes.end}>
            {failure && (
              <p className={classes.failure} role="alert" dir="auto">
                {failure}
              </p>
            )}
            <Button variant="default" disabled={save.isPending} onClick={() => leaveOrAsk(() => navigate(back))}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={save.isPending}>
              <Trans>Host event</Trans>
            </Button>
          </div>
        )}
        {event && (isChanged || save.isPending) && (
          <SaveBar
            failure={failure}
            busy={save.isPending}
            onDiscard={() => {
              setFailure(null);
              setCover(null);
              reset(start);
            }}
          />
        )}
      </form>
      <section className={classes.preview} aria-label={t`Preview`}>
        <Title order={2}>{t`Preview`}</Title>
        <EventCard
          event={{ ...previewOf(values, base), cover: cover === 'remove' ? null : (event?.cover ?? null) }}
          src={src}
          preview
        />
      </section>
    </div>
  );
}
