import type { Notification } from '@api/notifications/schema.ts';
import { t } from '@lingui/core/macro';
import { isolated } from '../language/isolated.ts';
import { sayMessage } from './said.ts';

/** Who did it, by the name that they go by. */
const nameOf = (actor: NonNullable<Notification['actor']> & { display_name?: string }): string =>
  actor.display_name || actor.username;

/**
 * What a notification says here. The message of the API names people by their username and speaks of following; the
 * screens say how people are called, and speak of connecting.
 */
export function wordsFor(notification: Notification): string {
  const { type, actor, target, message } = notification;
  const name = actor ? isolated(nameOf(actor)) : '';
  if (actor && type === 'follow_request') return t`${name} wants to connect with you`;
  if (actor && type === 'system' && target.kind === 'connection') return t`${name} accepted your request`;
  const said = sayMessage(notification, name);
  if (said !== null || !actor) return said ?? isolated(message);
  const { username } = actor;
  const isNamed = message.startsWith(`${username} `) || message.startsWith(`${username}: `);
  return isolated(isNamed ? nameOf(actor) + message.slice(username.length) : message);
}
