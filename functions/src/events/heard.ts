import type { z } from 'zod';
import { Attendee, EventDocument } from './schema.ts';

// What the triggers of events go by. They hear no more of a document, so no more is kept where an event goes on as a task, or
// can't be handled. The table of triggers names the same fields.

/** An event, as its trigger hears of it. */
export const HeardEvent = EventDocument.pick({
  id: true,
  title: true,
  host: true,
  counts: true,
  status: true,
  cancel_message: true,
  sequence: true,
  date: true,
  ends_at: true,
  location: true,
  link: true,
  taken_down: true,
  taken_down_directly: true,
  withheld: true,
  created_at: true,
  updated_at: true,
});
export type HeardEvent = z.infer<typeof HeardEvent>;

/** Somebody in an event, as their trigger hears of them. */
export const HeardAttendee = Attendee.pick({ id: true, event: true, status: true, since: true, turn: true });
export type HeardAttendee = z.infer<typeof HeardAttendee>;
