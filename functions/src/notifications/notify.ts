import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { documentOf, patchOf, readTogether } from '../store/converter.ts';
import { type Actor, type Notification, NotificationDocument } from './schema.ts';

/** What brought it about: a document, and whether it still is as the event said. Events come late and in any order. */
export interface Cause {
  path: string;
  holds: (data: unknown) => boolean;
}

export interface News extends Pick<Notification, 'type' | 'target'> {
  /** Deterministic, `type_source_actor`, so that a second delivery finds it there. At most 200 letters, digits, `_`, `-`. */
  id: string;
  /** When it happened, ISO 8601: an event that comes late takes its place among the others. */
  at: string;
  message: string;
  /** Who did it; null for Infloo itself. More than the summary's fields may be given. */
  actor: Actor | null;
  cause: Cause;
}

const actorOf = (actor: Actor | null): Actor | null =>
  actor && {
    id: actor.id,
    username: actor.username,
    display_name: actor.display_name,
    avatar_url: actor.avatar_url,
  };

/** @returns the row as it is written first */
export const contentOf = ({ id, type, target, at, message, actor }: News) => ({
  id,
  type,
  message,
  target,
  actor: actorOf(actor),
  is_read: false,
  created_at: at,
  count: 1,
});

/** Where a row of somebody's lies. */
export const inbox = (to: string, id: string) => documentOf(paths.notification(to, id), NotificationDocument);

/**
 * Tells one person, once: in one transaction it looks whether the news is there already, whether its cause still holds,
 * and whether the person is there to be told. Whatever is read or unread stays so.
 */
export async function notify(to: string, news: News): Promise<void> {
  await db().runTransaction(async (tx) => {
    const document = inbox(to, news.id);
    const places = [document, db().doc(paths.user(to)), db().doc(news.cause.path)] as const;
    const [existing, person, source] = await readTogether(tx, ...places);
    if (existing || !person || !news.cause.holds(source)) return;
    tx.create(document, contentOf(news));
  });
}

/** @returns what a row remembers of a happening */
export const happenings = (happening: string, step?: string): string[] =>
  step === undefined ? [happening] : [step, happening];

/** How many of the last happenings are remembered, so that none counts twice. */
const REMEMBERED = 100;

/**
 * Tells one person of one more happening of the same kind, in one notification that says how many there were since it
 * was last read: messages of one conversation, friends who join one event.
 * @param news `id` is that of the one notification
 * @param happening what is counted; one that is delivered again changes nothing
 * @param message for so many of them
 * @param step what the happening is a further step of: the two are told one after the other, and count once
 */
export async function bump(
  to: string,
  { message, ...news }: Omit<News, 'message'> & { message: (count: number) => string },
  happening: string,
  step?: string,
): Promise<void> {
  await db().runTransaction(async (tx) => {
    const document = inbox(to, news.id);
    const places = [document, db().doc(paths.user(to)), db().doc(news.cause.path)] as const;
    const [before, person, source] = await readTogether(tx, ...places);
    if (!person || !news.cause.holds(source)) return;
    const counted = before?.counted ?? [];
    if (counted.includes(happening)) return;
    const isStep = step !== undefined && counted.includes(step);
    const count = before && !before.is_read ? before.count + (isStep ? 0 : 1) : 1;
    // One that comes late counts, but neither speaks for all of them nor moves the row back in time.
    const late = before !== undefined && !before.is_read && before.created_at > news.at;
    const fresh = contentOf({ ...news, message: message(count) });
    tx.set(document, {
      ...(late ? { ...before, message: message(count) } : fresh),
      count,
      counted: [...new Set([...counted, ...happenings(happening, step)])].slice(-REMEMBERED),
    });
  });
}

/**
 * Tells one person anew, in the row that told them before: what they have read is unread again. Of two tellings the later
 * one stays, however often and in whatever order they come.
 */
export async function renew(to: string, news: News, version: number): Promise<void> {
  await db().runTransaction(async (tx) => {
    const document = inbox(to, news.id);
    const places = [document, db().doc(paths.user(to)), db().doc(news.cause.path)] as const;
    const [before, person, source] = await readTogether(tx, ...places);
    if (!person || !news.cause.holds(source)) return;
    if (before && (before.version ?? 0) >= version) return;
    tx.set(document, { ...contentOf(news), version });
  });
}

/** Takes a notification back whose cause is gone. */
export async function withdraw(from: string, id: string): Promise<void> {
  await db().doc(paths.notification(from, id)).delete();
}

/** Marks a notification as read whose request has been answered; without one nothing happens. */
export async function settle(of: string, id: string): Promise<void> {
  await inbox(of, id)
    .update(patchOf(NotificationDocument, { is_read: true }))
    .catch((error: unknown) => {
      if (codeOf(error) !== NOT_FOUND) throw error;
    });
}
