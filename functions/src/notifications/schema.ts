import { z } from 'zod';
import { DocumentId, IsoTime, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { TOPICS, type Topic, WAYS } from '../contract/topics.ts';
import { Person } from '../users/schema.ts';

export const NOTIFICATION_TYPES = ['follow_request', 'system', 'event', 'event_invite', 'message'] as const;
export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

/** Which type a topic of the preferences has: types say what a notification leads to, topics why it came. */
export const TYPE_OF = {
  request: 'follow_request',
  acceptance: 'system',
  message: 'message',
  invitation: 'event_invite',
  seat: 'event',
  reminder: 'event',
  change: 'event',
  hosting: 'event',
  attendance: 'event',
  outcome: 'system',
  welcome: 'system',
} as const satisfies Record<Topic, NotificationType>;

/** Of how many people a notification shows the faces, where it stands for several happenings. */
export const ACTORS = 3;

/** What a notification shows of somebody: copied, and kept up to date with their profile. */
export const Actor = z.object({
  id: Uid,
  username: z.string(),
  display_name: z.string(),
  avatar_url: z.string().nullable(),
});
export type Actor = z.infer<typeof Actor>;

/** `users/{uid}/notifications/{id}`: the same object over REST and in a listener. */
export const Notification = z
  .object({
    id: DocumentId,
    type: z.enum(NOTIFICATION_TYPES),
    message: z.string().max(LIMITS.notification_message),
    actor: Actor.nullable().describe('Who did it, of several the last one; null for Infloo itself'),
    actors: z.array(Actor).max(ACTORS).describe('The last who did it, newest first'),
    reason: z
      .object({
        topic: z.enum(TOPICS).describe('The topic of the preferences that it belongs to'),
        through: Uid.nullable().describe('Whose doing it is; null for Infloo itself'),
      })
      .describe('Why it came'),
    target: z.object({
      kind: z.enum(['user', 'connection', 'event', 'conversation', 'verification', 'report']),
      id: z.string(),
    }),
    is_read: z.boolean(),
    created_at: IsoTime,
    count: z.int().min(1).describe('How many happenings this one stands for'),
    in_messages: z
      .literal(true)
      .optional()
      .describe('What it tells of is counted as unread messages, and not once more as an unread notification'),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

/** As it is stored. */
export const NotificationDocument = Notification.extend({
  /** The ids of `actors`, to be found by. */
  actor_ids: z.array(Uid).max(ACTORS),
  /** Marks of the happenings that `count` has counted, newest last: one that is delivered again counts once. */
  counted: z.array(z.string()).optional(),
  /** Of a row that is told anew when things change: which of the tellings it is of. */
  version: z.int().optional(),
});

export type NotificationDocument = z.infer<typeof NotificationDocument>;

export const MarkedRead = z.object({ id: DocumentId, is_read: z.literal(true) }).meta({ id: 'MarkedRead' });
export const AllRead = z.object({ read: z.int().describe('How many were unread') }).meta({ id: 'AllRead' });
export const UnreadCount = z
  .object({ unread_count: z.int().describe('Without those that say `in_messages`') })
  .meta({ id: 'UnreadCount' });

/** Of how many rows one request says that they were seen. */
const SEEN = 100;

/** Rows that somebody has had before them, as they were then. */
export const Seen = z
  .strictObject({
    ids: z.array(DocumentId).min(1).max(SEEN),
    until: IsoTime.describe(
      'The latest `created_at` among them: a row that tells of something newer by now stays unread',
    ),
  })
  .meta({ id: 'Seen' });
export const MarkedSeen = AllRead.extend({ of: z.int().describe('How many were looked for') }).meta({
  id: 'MarkedSeen',
});
export const MarkedUnread = z.object({ id: DocumentId, is_read: z.literal(false) }).meta({ id: 'MarkedUnread' });

export const LessLikeThis = z
  .strictObject({ by: z.enum(WAYS, 'Send event, person or topic.') })
  .partial()
  .meta({ id: 'LessLikeThis' });

export const Lessened = z
  .object({
    by: z.enum(WAYS).describe('What was done: a topic switched off in the preferences, or a person or an event muted'),
    id: z.string().describe('The topic, or the id of who or what was muted'),
  })
  .meta({ id: 'Lessened' });
export type Lessened = z.infer<typeof Lessened>;

export const MUTABLE = ['person', 'event'] as const;
export type Mutable = (typeof MUTABLE)[number];

export const Mute = z
  .strictObject({ kind: z.enum(MUTABLE, 'Send person or event.'), id: DocumentId })
  .meta({ id: 'Mute' });

/** Whom and what a person has muted. */
export const Mutes = z
  .object({
    people: z.array(Person),
    events: z.array(z.object({ id: DocumentId, title: z.string(), date: IsoTime })),
  })
  .meta({ id: 'Mutes' });
export type Mutes = z.infer<typeof Mutes>;

export const PLATFORMS = ['android', 'ios'] as const;

/** What a phone is reached by: a Firebase installation id, or the older registration token. */
export const RegisterDevice = z
  .strictObject({
    kind: z.enum(['fid', 'token'], 'Send fid or token.'),
    value: z
      .string()
      .regex(/^[!-~]{8,4096}$/, 'Send what Firebase Messaging has given the app.')
      .meta({ example: 'cXr4kPq0T2-installation' }),
    platform: z.enum(PLATFORMS, 'Send android or ios.'),
  })
  .meta({ id: 'RegisterDevice' });
export type RegisterDevice = z.infer<typeof RegisterDevice>;

/** `users/{uid}/devices/{id}` */
export const DeviceDocument = z.object({
  ...RegisterDevice.shape,
  id: DocumentId,
  registered_at: IsoTime,
  /** When the session began that has registered it, in seconds: it is told nothing once Firebase Auth has ended that. */
  signed_in_at: z.int(),
});
export type DeviceDocument = z.infer<typeof DeviceDocument>;

/** What a person sees of a phone of theirs: what reaches it is a secret. */
export const Device = DeviceDocument.omit({ value: true, kind: true, signed_in_at: true }).meta({ id: 'Device' });
export type Device = z.infer<typeof Device>;

/** What a phone is told. */
export const PushMessage = z.object({
  to: Uid,
  title: z.string(),
  body: z.string(),
  /** Whether a locked phone may show title and body as they are. */
  previews: z.boolean(),
  badge: z.int(),
  /** Of two with the same mark a phone shows the later one. */
  mark: z.string(),
  data: z.record(z.string(), z.string()),
});
export type PushMessage = z.infer<typeof PushMessage>;

/** `pushes/{id}`: what the local suite would have sent. In the cloud there is none. */
export const PushDocument = PushMessage.extend({ devices: z.array(DocumentId), sent_at: IsoTime });

/** What became of a message at one phone. `gone`: nobody is reached by it any more. */
export type Outcome = 'sent' | 'gone' | 'failed';
/** Sends a message to phones. @returns what became of it, in their order */
export type Sender = (message: PushMessage, devices: readonly DeviceDocument[]) => Promise<Outcome[]>;
