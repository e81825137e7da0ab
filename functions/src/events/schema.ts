import { z } from 'zod';
import { ATTENDANCE, EVENT_WITHHELD } from '../contract/events.ts';
import { line, lines, lookup, shown, typed } from '../contract/fields.ts';
import { DocumentId, IsoTime, Uid } from '../contract/ids.ts';
import { EVENT_DAYS, EVENT_HOURS, LIMITS } from '../contract/limits.ts';
import { linkOf } from '../contract/links.ts';
import { hasWord, trimmed } from '../contract/text.ts';
import { isZone, zoneSpelled } from '../contract/zones.ts';
import { Person } from '../users/schema.ts';

export { ATTENDANCE, type AttendanceStatus } from '../contract/events.ts';

export const VISIBILITY = ['public', 'connections'] as const;
export const EVENT_STATUS = ['scheduled', 'cancelled'] as const;
/** What one may answer. */
export const ANSWERS = ['interested', 'going'] as const;
export type Answer = (typeof ANSWERS)[number];

export const Counts = z
  .object({ interested: z.int(), going: z.int(), invited: z.int(), waiting: z.int() })
  .meta({ id: 'EventCounts' });
export type Counts = z.infer<typeof Counts>;

export const Cover = z
  .object({ version: z.string(), sizes: z.record(z.string(), z.string()).describe('Address by width') })
  .meta({ id: 'EventCover' });
export type Cover = z.infer<typeof Cover>;

/** How I take part in an event. */
export const Attendance = z
  .object({
    status: z.enum(ATTENDANCE),
    since: IsoTime.describe('Since when it is this status'),
    place: z.int().nullable().describe('My place among those who wait: 1 is next; null for who doesn’t wait'),
  })
  .meta({ id: 'Attendance' });
export type Attendance = z.infer<typeof Attendance>;

/** What everybody may see of an event who may see it at all. */
const facts = z.object({
  id: DocumentId,
  title: shown(LIMITS.event_title),
  description: shown(LIMITS.event_description),
  date: IsoTime.describe('When it begins'),
  ends_at: IsoTime,
  time_zone: z.string().describe('The zone of the place, as the IANA calls it'),
  location: shown(LIMITS.event_location),
  link: z.string().nullable().describe('Where it is to be met online'),
  cover: Cover.nullable(),
  host: Person,
  visibility: z.enum(VISIBILITY).describe('connections: the host’s, and nobody else, may see it'),
  capacity: z.int().nullable().describe('How many can go; null where there is no limit'),
  counts: Counts,
  status: z.enum(EVENT_STATUS),
  cancel_message: shown(LIMITS.cancel_message).nullable(),
  sequence: z.int().describe('Rises with each change'),
  created_at: IsoTime,
  updated_at: IsoTime,
});

export const Event = facts
  .extend({
    attendance: Attendance.nullable()
      .optional()
      .describe('How I take part, null where I don’t: in the detail, and in lists of what I attend'),
  })
  .meta({ id: 'Event' });
export type Event = z.infer<typeof Event>;

/** An event as staff see it. */
export const ReviewedEvent = facts
  .extend({ taken_down: z.string().nullable().describe('Why staff have taken it down; null where they have not') })
  .meta({ id: 'ReviewedEvent' });
export type ReviewedEvent = z.infer<typeof ReviewedEvent>;

/** What people who are in an event are told when it changes. */
export const Placement = facts.pick({ date: true, ends_at: true, location: true, link: true });
export type Placement = z.infer<typeof Placement>;

/** `events/{id}`: in a listener the same object, with what only the server goes by. */
export const EventDocument = facts.extend({
  /** Staff take down what nobody but its host may see any more, for a reason that only the host is told. */
  taken_down: z.string().nullable(),
  /** That reason, where staff have done so themselves: decisions about reports may keep it down besides. */
  taken_down_directly: z.string().nullable().optional(),
  /** Why nobody but its host is to see it for now: who hosts it isn't to be found, or staff have hidden it. */
  withheld: z.array(z.enum(EVENT_WITHHELD)).optional(),
  /** To whom lists show it: a cancelled one to nobody but its host and those in it. */
  listed: z.enum([...VISIBILITY, 'no']),
  search_tokens: z.array(z.string()),
  /** The state of the attendees that the counts are of. */
  counted_at: IsoTime.nullable(),
  /** Seats that are taken, where there is a capacity: decides, where `counts` only shows. */
  taken: z.int(),
  /** How many wait, and the turn of the last who came: their order, whatever the clocks say. */
  waiting: z.int(),
  last_turn: z.int(),
  /** Changes that belong together: since when, and what was before the first of them. */
  changed: z.object({ since: IsoTime, from: Placement }).nullable(),
  next_reminder_at: IsoTime.nullable(),
  /** How many documents its audience has, where it is for connections. */
  shards: z.int(),
  /** Whether attendees still have to follow a change: seats to be given out, times to be brought up to date. */
  unsettled: z.boolean(),
});
export type EventDocument = z.infer<typeof EventDocument>;

/** `events/{id}/attendees/{uid}`. No name is shown of it: lists load the profiles. */
export const Attendee = z.object({
  id: Uid,
  event: DocumentId,
  host: Uid,
  status: z.enum(ATTENDANCE),
  since: IsoTime,
  /** When they began to wait, as a number that rises. It stays when they get a seat. */
  turn: z.int().nullable(),
  invited_by: Uid.nullable(),
  /** What its host finds them under, which follows from their name; ones from before may have none. */
  search_tokens: z.array(z.string()).optional(),
  /** The event's own, so that a list of what somebody attends goes by time. */
  date: IsoTime,
  ends_at: IsoTime,
});
export type Attendee = z.infer<typeof Attendee>;

const Title = line(LIMITS.event_title).refine(hasWord, 'Enter a title.').meta({ example: 'Summer Gala' });

/** A time as it is sent: `momentOf()` of the policy reads it, because what it means hangs on the zone. */
const Time = typed(40, trimmed).meta({
  example: '2027-06-01T10:00:00Z',
  description:
    'ISO 8601 with an offset or Z; or without one, then it is the local time in `time_zone`. A local time that occurs twice, when clocks go back, needs its offset',
});

const TimeZone = typed(64, (text) => zoneSpelled(trimmed(text)))
  .refine(isZone, 'Name a zone as the IANA does, like Europe/Berlin.')
  .meta({ example: 'America/New_York' });

const Link = typed(LIMITS.url, (text) => linkOf('website', text) ?? text)
  .refine((text) => linkOf('website', text) === text, 'Enter an https address.')
  .meta({ example: 'https://meet.example/gala' });

const Capacity = z
  .int('Enter a whole number.')
  .min(1, 'At least 1.')
  .max(LIMITS.capacity, `At most ${LIMITS.capacity}.`);

const typedFacts = {
  title: Title,
  description: lines(LIMITS.event_description),
  date: Time,
  ends_at: Time,
  time_zone: TimeZone,
  location: line(LIMITS.event_location).meta({ example: 'NYC' }),
  link: Link.nullable(),
  visibility: z.enum(VISIBILITY, 'Choose public or connections.'),
  capacity: Capacity.nullable(),
};

export const CreateEvent = z
  .strictObject(typedFacts)
  .partial()
  .required({ title: true, date: true })
  .meta({
    id: 'CreateEvent',
    description: `Without ends_at it lasts ${EVENT_HOURS} hours; at most ${EVENT_DAYS} days. Without time_zone it is UTC, without visibility public`,
  });
export type CreateEvent = z.infer<typeof CreateEvent>;

/** Every field may be left out, and then stays; who moves the beginning alone moves the end with it. */
export const EventPatch = z.strictObject(typedFacts).partial().meta({ id: 'EventPatch' });
export type EventPatch = z.infer<typeof EventPatch>;

export const WHEN = ['upcoming', 'ongoing', 'current', 'past', 'all'] as const;
export type When = (typeof WHEN)[number];

export const EventsQuery = z.strictObject({
  when: z
    .enum(WHEN)
    .default('all')
    .describe(
      'upcoming, and current, which is what is ongoing, too: first to begin first; ongoing: first to end first; past and all: latest first',
    ),
  search: lookup(LIMITS.search, trimmed)
    .optional()
    .describe('The beginning of any word of title, place or host’s name; or two words, of which one is of the title'),
  host: Uid.optional().describe('Whose events'),
  attending: z
    .literal('me')
    .optional()
    .describe('Those that I am in, whatever I answered; not together with the others'),
});
export type EventsQuery = z.infer<typeof EventsQuery>;

export const OfConnectionsQuery = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(LIMITS.events_of_connections.max)
    .default(LIMITS.events_of_connections.default),
});

export const ReviewQuery = EventsQuery.pick({ search: true });
export type ReviewQuery = z.infer<typeof ReviewQuery>;

export const JoinEvent = z
  .strictObject({ status: z.enum(ANSWERS, 'Send interested or going.') })
  .meta({ id: 'JoinEvent' });

export const Joined = Attendance.extend({ event: DocumentId }).meta({ id: 'Joined' });
export type Joined = z.infer<typeof Joined>;

export const InviteToEvent = z
  .strictObject({
    users: z.array(Uid).min(1, 'Name somebody.').max(LIMITS.invitations, `At most ${LIMITS.invitations} at a time.`),
  })
  .meta({ id: 'InviteToEvent' });

export const Invited = z
  .object({ invited: z.int().describe('How many of them weren’t in the event yet') })
  .meta({ id: 'Invited' });

export const CancelEvent = z
  .strictObject({ message: lines(LIMITS.cancel_message).optional() })
  .meta({ id: 'CancelEvent' });

export const TakeDown = z
  .strictObject({ reason: lines(LIMITS.cancel_message).refine(hasWord, 'Say why: the host is told.') })
  .meta({ id: 'TakeDown' });

export const AttendeesQuery = z.strictObject({
  status: z.enum(ATTENDANCE).optional(),
  search: lookup(LIMITS.search, trimmed).optional().describe('The beginning of any word of a name or username'),
});
export type AttendeesQuery = z.infer<typeof AttendeesQuery>;

/** Somebody in an event, as its host sees them. */
export const AttendingPerson = Person.extend({
  status: z.enum(ATTENDANCE),
  since: IsoTime,
  invited: z.boolean().describe('Whether the host has invited them, whatever they answered'),
}).meta({ id: 'AttendingPerson' });
export type AttendingPerson = z.infer<typeof AttendingPerson>;

/** Whether my calendar has a private address; the address itself is shown once, when it is made. */
export const CalendarState = z
  .object({ since: IsoTime.nullable().describe('Since when it has one; null where it has none') })
  .meta({ id: 'CalendarState' });
export type CalendarState = z.infer<typeof CalendarState>;

/** The path of a calendar, with the token that opens it. */
export const CalendarPath = z
  .object({
    path: z
      .string()
      .describe('To be given to a calendar app, after the address of the API. Whoever has it can read it'),
  })
  .meta({ id: 'CalendarPath' });

export const FriendsGoing = z
  .object({
    count: z.int().describe('How many of my connections are going'),
    people: z.array(Person).describe('Up to ten of them'),
  })
  .meta({ id: 'FriendsGoing' });
export type FriendsGoing = z.infer<typeof FriendsGoing>;

/** How many are told of a new event. Who it is that doesn't want to know stays with them. */
/** A number that is told roughly, so that nobody is known by it. */
const Between = z.object({ at_least: z.int(), at_most: z.int() });
export const Told = z
  .object({
    connections: z.int().describe('How many I have: whoever is none is never told, and finds a public event in lists'),
    told: Between.describe('Connections of mine who find it among their notifications'),
    left_out: z.object({
      switched_off: Between.describe('Connections who have switched such news off, or muted me'),
    }),
  })
  .meta({ id: 'EventAudience' });
export type Told = z.infer<typeof Told>;
