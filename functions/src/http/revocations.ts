import { setTimeout as sleep } from 'node:timers/promises';
import { type DocumentReference, FieldValue, Timestamp } from 'firebase-admin/firestore';
import { z } from 'zod';
import { ApiError, unavailable } from '../contract/api-error.ts';
import { IsoTime } from '../contract/ids.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { collection, documentOf, storedTime } from '../store/converter.ts';
import { metered } from '../store/meter.ts';

/** Why older tokens of somebody open nothing any more. */
export const REASONS = ['suspended', 'deleted', 'signed_out', 'claims'] as const;
export type Reason = (typeof REASONS)[number];

/** What ends tokens for one reason: those from before `not_before`. `of` is when it came about that they had to end. */
const End = z.object({ not_before: IsoTime, of: IsoTime });

/** `revocations/{uid}`: what ends somebody's tokens, by reason. None takes the place of another: each holds by itself. */
export const Revocation = z.object({
  uid: z.string(),
  /** The latest of all, for the rules. */
  not_before: IsoTime,
  ends: z
    .object({ suspended: End, deleted: End, signed_out: End, claims: End } satisfies Record<Reason, object>)
    .partial(),
  /** Firestore's own time: instances ask for what came after the newest that they know. */
  written_at: IsoTime,
  expires_at: IsoTime,
});
/** From when on tokens of somebody are good, by what has ended those from before; in milliseconds. */
type Known = Partial<Record<Reason, number>>;

/** What an ID token says of its age, in seconds; `login_at` is a claim of the sessions that a `firebase_token` opens. */
export interface TokenAge {
  uid: string;
  iat: number;
  auth_time: number;
  login_at?: number | undefined;
}

/** A `firebase_token` opens sessions for an hour, and an ID token lives for one: older tokens are dead anyway. */
const TOKEN_LIFE_MS = 2 * 60 * 60 * 1000;
const KEPT_MS = 24 * 60 * 60 * 1000;
/** How old an instance's copy may be. */
const FRESH_MS = 10_000;
/** Asked for again, so that what was being written during the last question isn't missed. */
const OVERLAP_MS = 15_000;
const PATIENCE = { call: 3_000, total: 3_000 };

let known = new Map<string, Known>();
/** The newest `written_at` seen, and when the copy was last brought up to date; in milliseconds. */
let newest = 0;
let askedAt = Number.NEGATIVE_INFINITY;
let asking: Promise<void> | undefined;

async function ask(): Promise<void> {
  const started = now();
  const since = Math.max(started - TOKEN_LIFE_MS, newest - OVERLAP_MS);
  // Metered by itself: a request pays nothing for being the one that asks.
  const { result } = metered(
    () =>
      collection(collectionOf(paths.revocation('_')), Revocation)
        .where('written_at', '>', new Date(since))
        .get(),
    PATIENCE,
  );
  const { docs } = await result;
  for (const doc of docs) {
    const { uid, ends, written_at } = doc.data();
    newest = Math.max(newest, Date.parse(written_at));
    for (const reason of REASONS) if (ends[reason]) remember(uid, reason, Date.parse(ends[reason].not_before));
  }
  const isOver = (notBefore: number) => notBefore < started - TOKEN_LIFE_MS;
  for (const [uid, ends] of known) if (Object.values(ends).every(isOver)) known.delete(uid);
  askedAt = started;
}

/** Keeps the later of two: what this instance has just written may not be in an answer that was under way. */
function remember(uid: string, reason: Reason, notBefore: number): void {
  const ends = known.get(uid) ?? {};
  known.set(uid, { ...ends, [reason]: Math.max(ends[reason] ?? 0, notBefore) });
}

/** Brings the copy up to date when it is older than ten seconds: one read for all requests that wait. */
async function freshen(): Promise<void> {
  if (now() - askedAt < FRESH_MS && now() >= askedAt) return;
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  await asking.catch(() => {
    // Without the list nobody gets in.
    throw unavailable();
  });
}

const CHALLENGE = { headers: { 'WWW-Authenticate': 'Bearer realm="infloo"' } };
/** The refusal of whoever is out for good, or for a time. */
export const suspendedOrDeleted = () =>
  new ApiError('account_suspended', 'This account is suspended or has been deleted.');
const ended = () => new ApiError('invalid_token', 'This session has ended. Sign in again.', CHALLENGE);

/** Reasons that are nobody's own doing: of several that hold, one of these is told. */
const STRICTER: readonly Reason[] = ['suspended', 'deleted'];

/** @returns whether a reason ends what a token opens, where it holds for tokens from before `notBefore` */
function endsFor({ iat, auth_time, login_at }: TokenAge, reason: Reason, notBefore: number): boolean {
  // Whoever is refused asks for a new token, and one of this very second wouldn't be good yet.
  if (reason === 'claims' && now() < notBefore) return false;
  // A revocation that ends sessions holds for all tokens that grow from them; the others hold for the token itself.
  const since = reason === 'signed_out' ? Math.min(iat, login_at ?? auth_time) : iat;
  return since * 1000 < notBefore;
}

/**
 * @param spared reasons for which the token still opens what is asked for
 * @returns why this token opens nothing any more, or null; costs the request no read
 * @throws ApiError 503 when Firestore can't be asked
 */
export async function refusalOf(token: TokenAge, spared: readonly Reason[] = []): Promise<ApiError | null> {
  await freshen();
  const ends = known.get(token.uid) ?? {};
  const holding = REASONS.filter((reason) => !spared.includes(reason) && endsFor(token, reason, ends[reason] ?? 0));
  if (holding.length === 0) return null;
  return holding.some((reason) => STRICTER.includes(reason)) ? suspendedOrDeleted() : ended();
}

/** Tokens count in seconds: one from the second in which something ends belongs to before. */
const nextSecond = (): number => (Math.floor(now() / 1000) + 1) * 1000;

/** A transaction, a batch, or whatever else sets documents. */
interface Writer {
  set(document: DocumentReference, data: object, options: { merge: true }): unknown;
}

/**
 * Ends what older tokens of somebody open, as one write of a larger commit: within ten seconds on all instances, and in
 * the rules, which ask for the document themselves. What has ended them for another reason goes on to hold.
 * @param of when it came about that they had to end, by which `isRevokedFor()` knows it again
 * @returns what to call once the commit is done: from then on this instance refuses them, too. Its promise resolves, at
 *   most a second later, when whoever signs in gets a token that is good again.
 */
export function revokeWithin(writer: Writer, uid: string, reason: Reason, of = isoNow()): () => Promise<void> {
  const notBefore = nextSecond();
  const not_before = Timestamp.fromMillis(notBefore);
  const revocation = {
    uid,
    not_before,
    ends: { [reason]: { not_before, of: storedTime(of) } },
    written_at: FieldValue.serverTimestamp(),
    expires_at: Timestamp.fromMillis(notBefore + KEPT_MS),
  };
  writer.set(db().doc(paths.revocation(uid)), revocation, { merge: true });
  return () => {
    remember(uid, reason, notBefore);
    return hasPassed(Date.now() + notBefore - now());
  };
}

/** Waits until a time by this machine's clock is over: a timer alone may ring some milliseconds before. */
async function hasPassed(time: number): Promise<void> {
  for (let left = time - Date.now(); left > 0; left = time - Date.now()) await sleep(left);
}

/** The same in a commit of its own. */
export async function revoke(uid: string, reason: Reason, of = isoNow()): Promise<void> {
  const batch = db().batch();
  const inForce = revokeWithin(batch, uid, reason, of);
  await batch.commit();
  await inForce();
}

/**
 * @returns whether tokens were ended for this reason because of what came about at `of`, or later. Whoever did so had
 *   written the claims by then, so none that was made since is from before.
 */
export async function isRevokedFor(uid: string, reason: Reason, of: string): Promise<boolean> {
  const end = (await documentOf(paths.revocation(uid), Revocation).get()).data()?.ends[reason];
  return end !== undefined && end.of >= of;
}

/** Forgets the copy, for tests: the next request asks anew. */
export function forgetRevocations(): void {
  known = new Map();
  newest = 0;
  askedAt = Number.NEGATIVE_INFINITY;
}
