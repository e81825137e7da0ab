import type { Query } from 'firebase-admin/firestore';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { collection, converter, documentOf } from '../store/converter.ts';
import { searchTokens } from '../store/tokens.ts';
import type { Person } from '../users/schema.ts';
import { Attendee, type Event, EventDocument } from './schema.ts';

export const events = () => collection(collectionOf(paths.event('_')), EventDocument);
export const eventsOf = (host: string): Query<EventDocument> => events().where('host.id', '==', host);
export const eventDocument = (id: string) => documentOf(paths.event(id), EventDocument);
export const attendeeDocument = (id: string, uid: string) => documentOf(paths.attendee(id, uid), Attendee);

/** @returns what somebody has answered, or is invited to, whichever the event */
export const attendancesOf = (uid: string): Query<Attendee> =>
  db().collectionGroup('attendees').withConverter(converter(Attendee)).where('id', '==', uid);

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
