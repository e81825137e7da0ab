import { paths } from '../contract/paths.ts';
import { documentOf } from '../store/converter.ts';
import { searchTokens } from '../store/tokens.ts';
import type { Person } from '../users/schema.ts';
import { Attendee, type Event, EventDocument } from './schema.ts';

export const eventDocument = (id: string) => documentOf(paths.event(id), EventDocument);
export const attendeeDocument = (id: string, uid: string) => documentOf(paths.attendee(id, uid), Attendee);

/** @returns what an event is found under, which follows from its other fields */
export const tokensOf = (title: string, location: string, host: Person): string[] =>
  searchTokens([title], [location, host.username, host.display_name]);

/** @returns what somebody in an event is found under by its host */
export const attendeeTokens = ({ display_name, username }: Pick<Person, 'display_name' | 'username'>): string[] =>
  searchTokens([display_name], [username]);

/** The schema of the answer leaves out what only the server goes by. */
export const toEvent = (event: EventDocument, attendance?: Event['attendance']): Event => ({
  ...event,
  ...(attendance !== undefined && { attendance }),
});
