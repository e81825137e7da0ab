import { UPLOADS } from '@api/contract/limits.ts';
import type { Event } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../live/api.ts';
import { useSameKey } from '../live/same-key.ts';
import type { CoverChange } from './cover-field.tsx';
import { bodyOf, patchOf, type Values } from './form-values.ts';
import { refreshEvent } from './live.ts';

/** The event is saved, and its picture isn't. */
export class CoverRefused extends Error {
  readonly event: Event;
  override readonly cause: unknown;

  constructor(event: Event, cause: unknown) {
    super(t`The event is saved, but its picture could not be.`);
    this.event = event;
    this.cause = cause;
  }
}

async function saveCover(id: string, change: CoverChange): Promise<void> {
  if (change === 'remove') await call('DELETE /events/{id}/cover', { params: { id } });
  if (!(change instanceof File)) return;
  const body = new FormData();
  body.set(UPLOADS.cover.field, change);
  await call('PUT /events/{id}/cover', { params: { id }, body });
}

/** Makes an event, or changes it: first what is written, then the picture. @throws ApiError, CoverRefused */
export function useSave(before: Event | null): (values: Values, cover: CoverChange) => Promise<Event> {
  const queries = useQueryClient();
  const sameKey = useSameKey();
  const write = (values: Values): Promise<Event> => {
    if (!before) {
      const body = bodyOf(values);
      return sameKey(body, (key) => call('POST /events', { body, key }));
    }
    const body = patchOf(values, before);
    // A picture alone is no change of what is written.
    if (Object.keys(body).length === 0) return Promise.resolve(before);
    return call('PATCH /events/{id}', { params: { id: before.id }, body });
  };
  return async (values, cover) => {
    const event = await write(values);
    try {
      await saveCover(event.id, cover);
    } catch (error) {
      throw new CoverRefused(event, error);
    } finally {
      await refreshEvent(queries, event.id);
    }
    return event;
  };
}
