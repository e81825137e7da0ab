import type { Topic, Way } from '@api/contract/topics.ts';
import type { Notification } from '@api/notifications/schema.ts';

/** What the topics are called, in the order in which they are chosen. */
export const TOPIC_NAMES: Record<Topic, string> = {
  request: 'Requests to connect',
  acceptance: 'Accepted requests',
  message: 'Messages',
  invitation: 'Invitations to events',
  reminder: 'Reminders of your events',
  change: 'Changes of your events',
  seat: 'Seats that become free',
  hosting: 'New events of connections',
  attendance: 'Events that connections join',
  outcome: 'Decisions of Infloo',
  welcome: 'Welcome',
};

type Who = Pick<Notification, 'actor'>;
const nameOf = ({ actor }: Who): string => actor?.display_name || actor?.username || 'somebody';

const WHY: Record<Topic, (who: Who) => string> = {
  request: (who) => `${nameOf(who)} asked to connect with you.`,
  acceptance: (who) => `You asked ${nameOf(who)} to connect.`,
  message: (who) => `${nameOf(who)} wrote to you.`,
  invitation: (who) => `You are connected with ${nameOf(who)}, who hosts this and invited you.`,
  reminder: () => 'You said that you are going.',
  change: () => 'You are in this event, or invited to it.',
  seat: () => 'You waited for a seat.',
  hosting: (who) => `You are connected with ${nameOf(who)}, who hosts this.`,
  attendance: (who) => `You are connected with ${nameOf(who)}, who joined this.`,
  outcome: () => 'It is about your account, or about something of yours. Such news can’t be switched off.',
  welcome: () => 'You are new here.',
};

/** @returns why somebody is told of it */
export const whyOf = (notification: Notification): string => WHY[notification.reason.topic](notification);

/** @returns what a way to less of it is called */
export function lessBy(way: Way, notification: Notification): string {
  if (way === 'person') return `Mute ${nameOf(notification)}`;
  if (way === 'event') return 'Mute this event';
  return `Switch off: ${TOPIC_NAMES[notification.reason.topic]}`;
}

/** @returns what was done, once it is */
export function lessDone(way: Way, notification: Notification): string {
  if (way === 'person') return `${nameOf(notification)} is muted.`;
  if (way === 'event') return 'This event is muted.';
  return `Switched off: ${TOPIC_NAMES[notification.reason.topic]}.`;
}
