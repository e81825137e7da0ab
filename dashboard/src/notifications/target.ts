import type { Notification } from '@api/notifications/schema.ts';

/** @returns the page that a notification is about, or null where this dashboard has none */
export function pageOf({ id, type, actor, target, message }: Notification): string | null {
  if (type === 'follow_request') return '/connections?tab=to-answer';
  if (target.kind === 'verification') return '/verification';
  if (target.kind === 'report') return message.startsWith('We looked at') ? '/reports' : '/reports?tab=decisions';
  if (target.kind === 'event') return `/events/${target.id}`;
  if (type === 'message' && actor) return `/messages/${actor.username}`;
  if (actor) return `/people/${actor.username}`;
  // What became of the copy of one’s data.
  if (id.startsWith('system_export-')) return '/settings#data';
  return target.kind === 'user' ? '/profile' : null;
}
