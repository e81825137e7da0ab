import { type Schedule, scheduleOf } from '@api/events/policy.ts';
import { CreateEvent, type Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import type { FieldErrors } from 'react-hook-form';
import type { Say } from '../live/in-page-language.ts';
import { bodyOf, patchOf, type Values } from './form-values.ts';

/** @returns what is wrong with what was typed, by field, in the words of the API, as `say` puts them */
export function faultsOf(values: Values, event: Event | null, now: number, say: Say): FieldErrors<Values> {
  const errors: Record<string, { type: string; message: string }> = {};
  const add = (field: string, message: string) => {
    errors[field] ??= { type: 'invalid', message };
  };
  if (values.capacity.trim() && !/^\d+$/.test(values.capacity.trim()))
    add('capacity', t`Enter a number, or leave it empty.`);
  const checked = CreateEvent.safeParse(bodyOf(values));
  for (const { path, message } of checked.error?.issues ?? []) add(String(path[0]), say(message));
  if (values.place === 'there' && !values.location.trim()) add('location', t`Say where it takes place.`);
  if (!values.date) add('date', t`Enter a date and time.`);
  if (!values.ends_at) add('ends_at', t`Enter a date and time.`);
  const sent: Partial<Schedule> = event ? patchOf(values, event) : bodyOf(values);
  const timed = scheduleOf(sent, event ?? undefined, now);
  if ('errors' in timed) for (const { field, message } of timed.errors) add(field, say(message));
  return errors as FieldErrors<Values>;
}
