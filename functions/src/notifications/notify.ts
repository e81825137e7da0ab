import { paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { documentOf, patchOf, readTogether } from '../store/converter.ts';
import { accountDocument } from '../users/documents.ts';
import { markOf } from './marks.ts';
import { lastActors, type Matter, wants } from './policy.ts';
import { push } from './push.ts';
import { type Actor, NotificationDocument, TYPE_OF } from './schema.ts';

/** What brought it about: a document, and whether it still is as the event said. Events come late and in any order. */
export interface Cause {
  path: string;
  holds: (data: unknown) => boolean;
}

export interface News extends Matter {
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
export const contentOf = ({ id, topic, target, at, message, ...news }: Omit<News, 'cause'>): NotificationDocument => {
  const actor = actorOf(news.actor);
  return {
    id,
    type: TYPE_OF[topic],
    message,
    target,
    actor,
    actors: actor ? [actor] : [],
    actor_ids: actor ? [actor.id] : [],
    reason: { topic, through: actor?.id ?? null },
    is_read: false,
    created_at: at,
    count: 1,
  };
};

/** Where a row of somebody's lies. */
export const inbox = (to: string, id: string) => documentOf(paths.notification(to, id), NotificationDocument);

/** What a row becomes by some news; null where it stays as it is. */
type Change = (before: NotificationDocument | undefined) => NotificationDocument | null;

/**
 * Changes a row of somebody's in one transaction, which looks whether they are there and want to be told, and whether the
 * cause still holds. Then their phone tells it: at most once, because who misses that finds the row.
 */
async function tell(to: string, id: string, { cause, ...matter }: Matter & { cause: Cause }, change: Change) {
  const told = await db().runTransaction(async (tx) => {
    const document = inbox(to, id);
    const places = [document, accountDocument(to), db().doc(cause.path)] as const;
    const [before, account, source] = await readTogether(tx, ...places);
    if (!wants(account, matter) || !cause.holds(source)) return null;
    const row = change(before);
    if (row) tx.set(document, row);
    return row && { row, account };
  });
  if (told) await push(to, told.row, told.account);
}

/** Tells one person, once. Whatever is read or unread stays so. */
export const notify = (to: string, news: News): Promise<void> =>
  tell(to, news.id, news, (before) => (before ? null : contentOf(news)));

/** @returns what a row remembers of a happening: whose it was can't be read from it */
export const happenings = (happening: string, step?: string): string[] =>
  (step === undefined ? [happening] : [step, happening]).map(markOf);

/** How many of the last happenings are remembered, so that none counts twice. */
const REMEMBERED = 100;

/** What is told of several happenings in one row: in so many words for so many of them, of which `by` did the last. */
export type Counted = Omit<News, 'message'> & { message: (count: number, by: Actor | null) => string };

/**
 * Tells one person of one more happening of the same kind, in one notification that says how many there were since it
 * was last read: messages of one conversation, friends who join one event.
 * @param news `id` is that of the one notification
 * @param happening what is counted; one that is delivered again changes nothing
 * @param step what the happening is a further step of: the two are told one after the other, and count once
 */
export const bump = (to: string, { message, ...news }: Counted, happening: string, step?: string): Promise<void> =>
  tell(to, news.id, news, (before) => {
    const counted = before?.counted ?? [];
    if (counted.includes(markOf(happening))) return null;
    const isStep = step !== undefined && counted.includes(markOf(step));
    const open = before && !before.is_read ? before : undefined;
    const count = open ? open.count + (isStep ? 0 : 1) : 1;
    // One that comes late counts, but neither speaks for all of them nor moves the row back in time: the words go on to
    // name who did the last, and stay where nothing is counted.
    const late = open !== undefined && open.created_at > news.at;
    const fresh = contentOf({ ...news, message: message(count, news.actor) });
    const actors = lastActors(open?.actors ?? [], fresh.actor, late);
    return {
      ...(late ? { ...open, message: isStep ? open.message : message(count, open.actor) } : fresh),
      actors,
      actor_ids: actors.map(({ id }) => id),
      count,
      counted: [...new Set([...counted, ...happenings(happening, step)])].slice(-REMEMBERED),
    };
  });

/**
 * Tells one person anew, in the row that told them before: what they have read is unread again. Of two tellings the later
 * one stays, however often and in whatever order they come.
 */
export const renew = (to: string, news: News, version: number): Promise<void> =>
  tell(to, news.id, news, (before) =>
    before && (before.version ?? 0) >= version ? null : { ...contentOf(news), version },
  );

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
