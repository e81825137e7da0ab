import { notFound } from '../contract/api-error.ts';
import { LIMITS } from '../contract/limits.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import type { Caller } from '../http/auth.ts';
import { suspendedOrDeleted } from '../http/revocations.ts';
import { isoNow } from '../runtime/clock.ts';
import { collection, converter } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { deleteTogether, unlessOvertaken } from '../store/writer.ts';
import { isSuspensionOver } from '../users/document.ts';
import { accountDocument } from '../users/documents.ts';
import { loggedOut } from '../users/identity.ts';
import { findSignIn } from '../users/sign-in.ts';
import { type Device, DeviceDocument, type RegisterDevice } from './schema.ts';

export const devicesOf = (uid: string) => collection(collectionOf(paths.device(uid, '_')), DeviceDocument);

/** Index: devices (value), collection group. */
const registeredAs = (value: string) =>
  db().collectionGroup('devices').withConverter(converter(DeviceDocument)).where('value', '==', value);

const secondOf = (iso: string): number => Math.floor(Date.parse(iso) / 1000);
const answerOf = ({ id, platform, registered_at }: DeviceDocument): Device => ({ id, platform, registered_at });

/**
 * Registers a phone, which from then on is told what this person is told, and nobody else: whoever had it before has
 * passed it on, or forgotten to sign out. Of too many the oldest goes.
 * @throws ApiError 404 without a profile, 401 for a session that has ended meanwhile, 403 for who is suspended
 */
export function register(caller: Caller, id: string, sent: RegisterDevice): Promise<Device> {
  const own = devicesOf(caller.uid);
  return db().runTransaction(async (tx) => {
    const [account, mine, same] = await sideBySide([
      async () => (await tx.get(accountDocument(caller.uid))).data(),
      async () => (await tx.get(own)).docs,
      async () => (await tx.get(registeredAs(sent.value))).docs,
    ]);
    if (!account) throw notFound();
    // An instance may not have heard of it yet, and a suspension, or the end of all sessions, has removed all phones.
    if (account.suspension && !isSuspensionOver(account.suspension)) throw suspendedOrDeleted();
    if (account.signed_out_at && caller.signed_in_at < secondOf(account.signed_out_at)) throw loggedOut();
    const device = { ...sent, id, registered_at: isoNow(), signed_in_at: caller.signed_in_at };
    const before = mine.find((doc) => doc.id === id)?.data();
    const elsewhere = same.filter(({ ref }) => ref.path !== own.doc(id).path);
    const unchanged =
      before?.value === sent.value &&
      before.kind === sent.kind &&
      before.platform === sent.platform &&
      before.signed_in_at === caller.signed_in_at;
    if (before && unchanged && elsewhere.length === 0) return answerOf(before);
    const others = mine
      .filter((doc) => doc.id !== id && elsewhere.every(({ ref }) => ref.path !== doc.ref.path))
      .toSorted((a, b) => b.data().registered_at.localeCompare(a.data().registered_at));
    for (const { ref } of [...elsewhere, ...others.slice(LIMITS.devices - 1)]) tx.delete(ref);
    tx.set(own.doc(id), device);
    return answerOf(device);
  });
}

/** Nothing is told on this phone any more. Twice is once. */
export async function unregister(uid: string, id: string): Promise<void> {
  await devicesOf(uid).doc(id).delete();
}

/** Nothing is told on any phone of somebody's any more: their sessions have ended, or they are suspended. */
export async function unregisterAll(uid: string): Promise<void> {
  const { docs } = await devicesOf(uid).select().get();
  await deleteTogether(docs.map(({ ref }) => ref));
}

type Registered = FirebaseFirestore.QueryDocumentSnapshot<DeviceDocument>;

/**
 * @returns those of somebody's phones whose session goes on, and those whose session Firebase Auth itself has ended: by a
 *   password that was reset, or an address that was changed by the link in a mail. Nobody tells us of these.
 */
export async function bySession(
  uid: string,
  phones: readonly Registered[],
): Promise<{ open: Registered[]; ended: Registered[] }> {
  const { tokensValidAfterTime } = (await findSignIn({ uid })) ?? {};
  // Without an account at Auth nobody has a session.
  const since = tokensValidAfterTime === undefined ? Number.POSITIVE_INFINITY : secondOf(tokensValidAfterTime);
  const { open = [], ended = [] } = Object.groupBy(phones, (phone) =>
    phone.data().signed_in_at < since ? 'ended' : 'open',
  );
  return { open, ended };
}

/** Removes phones that nobody is to be reached by any more, unless they have been registered anew meanwhile. */
export async function forgetGone(gone: readonly Registered[]): Promise<void> {
  await sideBySide(
    gone.map(
      ({ ref, updateTime }) =>
        () =>
          unlessOvertaken(ref.delete({ lastUpdateTime: updateTime })),
    ),
  );
}
