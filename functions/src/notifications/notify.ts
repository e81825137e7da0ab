import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { documentOf } from '../store/converter.ts';
import { Notification } from './schema.ts';

type Content = Pick<Notification, 'id' | 'type' | 'message' | 'target'>;

export interface NewNotification extends Content {
  to: string;
  /** When it happened, ISO 8601: an event that comes late takes its place among the others. */
  at: string;
  /** Who did it; null for Infloo itself. More than the summary's fields may be given. */
  actor: NonNullable<Notification['actor']> | null;
  /** The document that the news is about, and whether it still is as the event said. */
  while: { path: string; holds: (data: unknown) => boolean };
}

/**
 * Writes a notification, once. `id` is deterministic (`type_source_actor`), so a second delivery finds it there, read
 * or unread, and changes nothing; one that comes late finds its cause gone, and writes nothing.
 */
export async function notify({ to, at, actor, while: cause, ...content }: NewNotification): Promise<void> {
  const document = documentOf(paths.notification(to, content.id), Notification);
  await db().runTransaction(async (tx) => {
    const [source, existing] = await tx.getAll(db().doc(cause.path), db().doc(document.path));
    if (existing?.exists || !cause.holds(source?.data())) return;
    tx.create(document, {
      ...content,
      actor: actor && { id: actor.id, username: actor.username, avatar_url: actor.avatar_url },
      is_read: false,
      created_at: at,
      count: 1,
    });
  });
}

/** Takes a notification back whose cause is gone. */
export async function withdraw(from: string, id: string): Promise<void> {
  await db().doc(paths.notification(from, id)).delete();
}
