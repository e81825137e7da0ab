import type { Notification } from '@api/notifications/schema.ts';

/** Who did it, by the name that they go by. */
const nameOf = (actor: NonNullable<Notification['actor']> & { display_name?: string }): string =>
  actor.display_name || actor.username;

/**
 * What a notification says here. The message of the API names people by their username and speaks of following; the
 * screens say how people are called, and speak of connecting.
 */
export function wordsFor({ type, actor, target, message }: Notification): string {
  if (!actor) return message;
  const name = nameOf(actor);
  if (type === 'follow_request') return `${name} wants to connect with you`;
  if (type === 'system' && target.kind === 'connection') return `${name} accepted your request`;
  const { username } = actor;
  const isNamed = message.startsWith(`${username} `) || message.startsWith(`${username}: `);
  return isNamed ? name + message.slice(username.length) : message;
}
