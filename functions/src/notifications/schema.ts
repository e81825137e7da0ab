import { z } from 'zod';
import { DocumentId, IsoTime, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';

export const NOTIFICATION_TYPES = ['follow_request', 'system', 'event', 'event_invite', 'message'] as const;
export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

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
    actor: Actor.nullable().describe('Who did it; null for Infloo itself'),
    target: z.object({ kind: z.enum(['user', 'connection', 'event', 'conversation', 'verification']), id: z.string() }),
    is_read: z.boolean(),
    created_at: IsoTime,
    count: z.int().min(1).describe('How many happenings this one stands for'),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

/** As it is stored. */
export const NotificationDocument = Notification.extend({
  /** The happenings that `count` has counted, newest last: one that is delivered again counts once. */
  counted: z.array(z.string()).optional(),
  /** Of a row that is told anew when things change: which of the tellings it is of. */
  version: z.int().optional(),
});

export type NotificationDocument = z.infer<typeof NotificationDocument>;

export const MarkedRead = z.object({ id: DocumentId, is_read: z.literal(true) }).meta({ id: 'MarkedRead' });
export const AllRead = z.object({ read: z.int().describe('How many were unread') }).meta({ id: 'AllRead' });
export const UnreadCount = z.object({ unread_count: z.int() }).meta({ id: 'UnreadCount' });
