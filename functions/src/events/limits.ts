import { params } from '../config.ts';
import { DAY, type Limit } from '../http/limit.ts';

const aDay = (name: string, max: Limit['max']): readonly Limit[] => [
  { name, by: 'person', seconds: DAY, max, counts: 'successes', shared: true },
];

/** Each of these alerts many people. What is refused alerts nobody, and uses up nothing. */
export const EVENTS = aDay('events', params.eventsPerDay);
export const CHANGES = aDay('event_changes', params.changesPerDay);
export const JOINS = aDay('joins', params.joinsPerDay);
export const INVITES = aDay('invites', params.invitesPerDay);
