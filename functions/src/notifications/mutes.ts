import { FieldValue, type Transaction } from 'firebase-admin/firestore';
import { invalidField, notFound } from '../contract/api-error.ts';
import { changedPreferences, preferencesOf } from '../contract/preferences.ts';
import { type Topic, type Way, waysToLess } from '../contract/topics.ts';
import { amongConnections, seenBy } from '../events/access.ts';
import { eventDocument } from '../events/document.ts';
import type { EventDocument } from '../events/schema.ts';
import { db } from '../firebase.ts';
import { blocksDocument, hiddenBy } from '../moderation/hidden.ts';
import { codeOf, NOT_FOUND } from '../store/codes.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { eraseByPage } from '../store/erasure.ts';
import { sideBySide } from '../store/meter.ts';
import { isWithheld, toPerson } from '../users/document.ts';
import { accountDocument, userDocument } from '../users/documents.ts';
import { Account } from '../users/schema.ts';
import { inbox } from './notify.ts';
import { muted } from './policy.ts';
import { type Lessened, type Mutable, type Mutes, NotificationDocument } from './schema.ts';

/**
 * Mutes a person or an event: nothing of what they do, or what becomes of it, is told any more.
 * @throws ApiError 400 for oneself, 404 for what `me` doesn't find
 */
export async function mute(me: string, kind: Mutable, id: string): Promise<void> {
  if (id === me) throw invalidField('id', 'You cannot mute yourself.');
  await db().runTransaction(async (tx) => {
    const [account] = await sideBySide([
      async () => (await tx.get(accountDocument(me))).data(),
      async () => void (await (kind === 'event' ? seenBy(tx, id, me) : expectPerson(tx, id, me))),
    ]);
    if (!account) throw notFound();
    tx.update(accountDocument(me), patchOf(Account, muted(account, kind, id)));
  });
}

/** @throws ApiError 404 for nobody, and where a block is between the two */
async function expectPerson(tx: Transaction, id: string, me: string): Promise<void> {
  const [person, blocks] = await readTogether(tx, userDocument(id), blocksDocument(me));
  if (!person || isWithheld(person) || (await hiddenBy(tx, me, blocks)).has(id)) throw notFound();
}

/** Whoever or whatever it is, it is muted no more. Twice is once. */
export async function unmute(me: string, kind: Mutable, id: string): Promise<void> {
  const field = kind === 'person' ? 'muted_people' : 'muted_events';
  await accountDocument(me)
    .update({ [field]: FieldValue.arrayRemove(id) })
    .catch((error: unknown) => {
      throw codeOf(error) === NOT_FOUND ? notFound() : error;
    });
}

/** @returns whom and what somebody has muted, the newest first, as far as they still find it */
export async function mutesOf(me: string): Promise<Mutes> {
  const [account, blocks] = await readTogether(db(), accountDocument(me), blocksDocument(me));
  if (!account) throw notFound();
  const hidden = await hiddenBy(db(), me, blocks);
  const people = (account.muted_people ?? []).filter((id) => !hidden.has(id)).toReversed();
  const [profiles, found] = await sideBySide([
    () => readTogether(db(), ...people.map(userDocument)),
    () => readTogether(db(), ...(account.muted_events ?? []).toReversed().map(eventDocument)),
  ]);
  const events = found.filter((event) => event !== undefined && !hidden.has(event.host.id)) as EventDocument[];
  return {
    people: profiles.flatMap((profile) => (profile && !isWithheld(profile) ? [toPerson(profile)] : [])),
    events: (await amongConnections(me, events)).map(({ id, title, date }) => ({ id, title, date })),
  };
}

/**
 * Sees to it that there is less like a notification: switches its topic off, or mutes who did it or what it is about.
 * The notification counts as read.
 * @param asked how; without it the way that is most likely meant
 * @throws ApiError 404 without the notification, 400 where that way doesn't help
 */
export const lessLike = (me: string, id: string, asked: Way | undefined): Promise<Lessened> =>
  db().runTransaction(async (tx) => {
    const [row, account] = await readTogether(tx, inbox(me, id), accountDocument(me));
    if (!row || !account) throw notFound();
    const ways = waysToLess(row);
    const by = asked ?? ways[0];
    if (!by || !ways.includes(by)) throw invalidField('by', 'This can’t be had less of that way.');
    const { topic } = row.reason;
    const whom = { topic, person: row.actor?.id ?? '', event: row.target.id }[by];
    const change = by === 'topic' ? { preferences: withoutTopic(account, topic) } : muted(account, by, whom);
    tx.update(accountDocument(me), patchOf(Account, change));
    if (!row.is_read) tx.update(inbox(me, id), patchOf(NotificationDocument, { is_read: true }));
    return { by, id: whom };
  });

const withoutTopic = (account: Account, topic: Topic) =>
  changedPreferences(preferencesOf(account), { notifications: { [topic]: { in_app: false } } });

/** Who of all people has muted an event. Index: private (muted_events), collection group. */
export async function mutersOf(event: string): Promise<ReadonlySet<string>> {
  const { docs } = await db().collectionGroup('private').where('muted_events', 'array-contains', event).select().get();
  return new Set(docs.map(({ ref }) => ref.parent.parent?.id ?? ''));
}

/** Accounts a commit. */
const PAGE = 300;

/** Takes somebody who leaves out of what others have muted. Index: private (muted_people), collection group. */
export const eraseMutesOf = eraseByPage(PAGE, async (uid) => {
  const { docs } = await db()
    .collectionGroup('private')
    .where('muted_people', 'array-contains', uid)
    .limit(PAGE)
    .select()
    .get();
  const batch = db().batch();
  for (const { ref } of docs) batch.update(ref, { muted_people: FieldValue.arrayRemove(uid) });
  if (docs.length > 0) await batch.commit();
  return { found: docs.length };
});
