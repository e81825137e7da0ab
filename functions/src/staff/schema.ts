import { z } from 'zod';
import { ReadAuditEntry } from '../contract/audit.ts';
import { lines, lookup } from '../contract/fields.ts';
import { IsoTime, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { STAFF_PERMISSIONS } from '../contract/roles.ts';
import { hasWord, trimmed } from '../contract/text.ts';
import { QueuedReport } from '../reports/schema.ts';
import { Profile, Role, Suspension, SuspensionEnd, WITHHELD } from '../users/schema.ts';

/** `staff/{uid}`: what a member of staff may do. Who gave it is in the audit log. */
export const StaffMember = z.object({
  uid: Uid,
  /** Empty where it has been taken away. */
  permissions: z.array(z.enum(STAFF_PERMISSIONS)),
  since: IsoTime,
});
export type StaffMember = z.infer<typeof StaffMember>;

/** What staff change of somebody: one thing at a time, so that the audit log says one thing at a time. */
export const UserChange = z
  .strictObject({
    suspension: z
      .strictObject({
        reason: lines(LIMITS.suspension_reason).refine(hasWord, 'Say why: the person is told.'),
        until: SuspensionEnd.nullable().optional().describe('When it ends by itself. Without it, it doesn’t'),
      })
      .nullable()
      .describe('Suspends them, or sets other terms; null restores them, whatever has suspended them'),
    role: Role,
    sign_out: z.literal(true).describe('Ends all their sessions'),
    permissions: z.array(z.enum(STAFF_PERMISSIONS)).describe('What they may do as staff; none ends it'),
  })
  .partial()
  .refine((change) => Object.keys(change).length === 1, 'Change one thing at a time.')
  .meta({ id: 'UserChange' });
export type UserChange = z.infer<typeof UserChange>;

/** Somebody as staff see them. */
export const ManagedUser = Profile.extend({
  email: z.string(),
  suspension: Suspension.nullable(),
  withheld: z.array(z.enum(WITHHELD)).describe('Why nobody finds them for now; nothing where everybody may'),
  permissions: z.array(z.enum(STAFF_PERMISSIONS)).describe('What they may do as staff'),
}).meta({ id: 'ManagedUser' });
export type ManagedUser = z.infer<typeof ManagedUser>;

export const UsersQuery = z.strictObject({
  search: lookup(LIMITS.email, trimmed)
    .optional()
    .describe('The beginning of a word of the profile, as in search; or a whole e-mail address'),
  role: Role.optional(),
  verified: z.enum(['true', 'false']).optional(),
  state: z.enum(WITHHELD).optional().describe('Who isn’t to be found for this reason; not together with search'),
});
export type UsersQuery = z.infer<typeof UsersQuery>;

/** Somebody as a list of staff shows them. */
export const ListedUser = Profile.extend({
  withheld: z.array(z.enum(WITHHELD)),
  suspended_until: IsoTime.nullable().describe('Where they are suspended; in the year 9999 where it doesn’t end'),
}).meta({ id: 'ListedUser' });
export type ListedUser = z.infer<typeof ListedUser>;

/** An entry of the audit log, as staff read it. */
export const ReadEntry = ReadAuditEntry.meta({ id: 'AuditEntry' });

/** Somebody with what staff decide by. */
export const ReviewedUser = ManagedUser.extend({
  sign_in: z
    .object({
      last_sign_in: IsoTime.nullable(),
      last_active: IsoTime.nullable().describe('When a session was last carried on'),
      providers: z.array(z.string()),
    })
    .nullable()
    .describe('What Firebase Auth tells; null where it knows them no more'),
  reports: z.array(QueuedReport).describe('What was reported about them, the latest first; at most 10'),
  log: z.array(ReadEntry).describe('What staff did about them, the latest first; at most 20'),
}).meta({ id: 'ReviewedUser' });
export type ReviewedUser = z.infer<typeof ReviewedUser>;

export const AuditQuery = z.strictObject({
  search: lookup(LIMITS.search, trimmed)
    .refine(hasWord, 'Enter a word.')
    .optional()
    .describe(
      'Words of who did it, what was done and to whom, each from its beginning; or whole ids. An entry has all of them. Reasons and notes aren’t searched',
    ),
  actor: lookup(LIMITS.username.max, trimmed).optional().describe('The username of a member of staff'),
  target: lookup(200, trimmed).optional().describe('The id of what it was done to'),
  from: IsoTime.optional(),
  to: IsoTime.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

const Totals = z.object({
  people: z.int(),
  influencers: z.int(),
  brands: z.int(),
  entrepreneurs: z.int(),
  verified: z.int(),
  connections: z.int(),
  events: z.int(),
  messages: z.int(),
  stories: z.int(),
});

/** `analytics/{day}`: how much there was at the end of a day, or is by now; counted every hour. */
export const AnalyticsDay = z
  .object({
    day: z.iso.date(),
    totals: Totals,
    new_people: z.int().describe('Who registered on this day, and is still there'),
    added: z
      .object({ people: z.int(), connections: z.int(), events: z.int(), messages: z.int(), stories: z.int() })
      .optional()
      .describe('What came on this day; days from before it was counted have none'),
    active: z.object({ day: z.int(), week: z.int(), month: z.int() }).describe('Who was there in 1, 7 and 30 days'),
    counted_at: IsoTime,
  })
  .meta({ id: 'AnalyticsDay' });
export type AnalyticsDay = z.infer<typeof AnalyticsDay>;

export const OverviewQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(365).default(30).describe('How many days, up to today'),
});

const Waiting = z.object({ waiting: z.int(), oldest: IsoTime.nullable() });
export type Waiting = z.infer<typeof Waiting>;
const Queues = z.object({ verifications: Waiting, reports: Waiting, appeals: Waiting });
export type Queues = z.infer<typeof Queues>;

export const OwnQueues = z
  .object({ verifications: Waiting.nullable(), reports: Waiting.nullable(), appeals: Waiting.nullable() })
  .meta({ id: 'OwnQueues', description: 'How much waits, and since when; null where the permission is missing' });
export type OwnQueues = z.infer<typeof OwnQueues>;

export const Overview = z
  .object({
    days: z.array(AnalyticsDay).describe('Oldest first; a day on which nothing was counted is left out'),
    queues: Queues,
    recent: z
      .array(z.object({ kind: z.enum(['person', 'event']), id: z.string(), name: z.string(), at: IsoTime }))
      .describe('Who registered and what was planned last'),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;
