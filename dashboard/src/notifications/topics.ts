import type { Topic, Way } from '@api/contract/topics.ts';
import type { Notification } from '@api/notifications/schema.ts';
import { t } from '@lingui/core/macro';

/** What the topics are called, in the order in which they are chosen. */
export const topicNames = (): Record<Topic, string> => ({
  request: t`Requests to connect`,
  acceptance: t`Accepted requests`,
  message: t`Messages`,
  invitation: t`Invitations to events`,
  reminder: t`Reminders of your events`,
  change: t`Changes to your events`,
  seat: t`Seats that become free`,
  hosting: t`New events by connections`,
  attendance: t`Events that connections join`,
  outcome: t`Decisions by Infloo`,
  welcome: t`Welcome`,
});

type Who = Pick<Notification, 'actor'>;
const nameOf = ({ actor }: Who): string => actor?.display_name || actor?.username || t`somebody`;

const why = (name: string): Record<Topic, string> => ({
  request: t`${name} asked to connect with you.`,
  acceptance: t`You asked ${name} to connect.`,
  message: t`${name} wrote to you.`,
  invitation: t`You are connected with ${name}, who hosts this and invited you.`,
  reminder: t`You said that you are going.`,
  change: t`You are in this event, or invited to it.`,
  seat: t`You waited for a seat.`,
  hosting: t`You are connected with ${name}, who hosts this.`,
  attendance: t`You are connected with ${name}, who joined this.`,
  outcome: t`It is about your account, or something of yours. These notifications can’t be switched off.`,
  welcome: t`You are new here.`,
});

/** @returns why somebody is told of it */
export const whyOf = (notification: Notification): string => why(nameOf(notification))[notification.reason.topic];

/** @returns what a way to less of it is called */
export function lessBy(way: Way, notification: Notification): string {
  const name = nameOf(notification);
  if (way === 'person') return t`Mute ${name}`;
  if (way === 'event') return t`Mute this event`;
  const topic = topicNames()[notification.reason.topic];
  return t`Switch off: ${topic}`;
}

/** @returns what was done, once it is */
export function lessDone(way: Way, notification: Notification): string {
  const name = nameOf(notification);
  if (way === 'person') return t`${name} is muted.`;
  if (way === 'event') return t`This event is muted.`;
  const topic = topicNames()[notification.reason.topic];
  return t`Switched off: ${topic}.`;
}
