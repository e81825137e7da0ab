import { FieldValue, type Transaction } from 'firebase-admin/firestore';
import { removeMessage } from '../chat/remove.ts';
import { isRefusal } from '../contract/api-error.ts';
import { putBackWithin, takeDownWithin } from '../events/ending.ts';
import { hideEventWithin } from '../events/withhold.ts';
import type { Caller } from '../http/auth.ts';
import { expectMaySuspend } from '../staff/holders.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { removeStory } from '../stories/removal.ts';
import { hideStoryWithin } from '../stories/withhold.ts';
import { withheldFor, withSearchFields } from '../users/document.ts';
import { accountDocument, userDocument } from '../users/documents.ts';
import { ProfileDocument } from '../users/schema.ts';
import { enforceStanding, liftWithin, suspendWithin } from '../users/suspension.ts';
import { stateDocument } from '../verification/documents.ts';
import { renameWithin } from '../verification/rename.ts';
import { reportDocument } from './documents.ts';
import { settlePictures } from './pictures.ts';
import { isStanding } from './policy.ts';
import { ReportDocument } from './schema.ts';
import { decisionsStanding } from './standing.ts';

/** What was taken out of a profile. */
type Taken = ReportDocument['taken'];

async function setHidden(tx: Transaction, { target }: ReportDocument, hidden: boolean): Promise<void> {
  if (target.kind === 'story') await hideStoryWithin(tx, target.id, hidden);
  if (target.kind === 'event') await hideEventWithin(tx, target.id, hidden);
  if (target.kind !== 'user') return;
  const [profile] = await readTogether(tx, userDocument(target.owner));
  if (profile) tx.update(userDocument(target.owner), patchOf(ProfileDocument, withheldFor(profile, 'hidden', hidden)));
}

/** What people write into their profile; the username stays, because they sign in by it. */
const cleared = (username: string) => ({
  display_name: username,
  bio: '',
  company_name: '',
  business_category: '',
  location: '',
  social_links: {},
  avatar_url: null,
});
type Cleared = ReturnType<typeof cleared>;

async function writeProfile(
  tx: Transaction,
  uid: string,
  make: (profile: ProfileDocument) => Partial<ProfileDocument>,
) {
  const [profile, proven] = await readTogether(tx, userDocument(uid), stateDocument(uid));
  if (!profile) return undefined;
  const fields = make(profile);
  const after = withSearchFields({ ...profile, ...fields });
  const { category_key, search_tokens } = after;
  // A name that was proven goes with its tick; one that comes back is to be proven anew.
  const is_verified = renameWithin(tx, proven, profile, after);
  tx.update(userDocument(uid), patchOf(ProfileDocument, { ...fields, category_key, search_tokens, is_verified }));
  return profile;
}

async function clearProfile(tx: Transaction, uid: string): Promise<Taken> {
  const before = await writeProfile(tx, uid, ({ username }) => cleared(username));
  if (!before) return undefined;
  return Object.fromEntries(Object.keys(cleared('')).map((field) => [field, before[field as keyof Cleared]]));
}

/** Puts back what was taken, unless they have written something else since. */
async function refillProfile(tx: Transaction, uid: string, taken: NonNullable<Taken>): Promise<void> {
  await writeProfile(tx, uid, (profile) => {
    const empty = cleared(profile.username);
    const fields = Object.keys(empty).filter(
      (field) => JSON.stringify(profile[field as keyof Cleared]) === JSON.stringify(empty[field as keyof Cleared]),
    );
    return Object.fromEntries(fields.map((field) => [field, taken[field]]));
  });
}

/**
 * Does what staff have decided, in the commit that says so. It reads, so it comes before the first write; where what it is
 * about has gone meanwhile, nothing is to be done.
 * @returns what was taken out of a profile
 * @throws ApiError 403, 409 where it is to suspend a member of staff, and `me` may not
 */
export async function doWithin(tx: Transaction, me: Caller, report: ReportDocument): Promise<Taken> {
  const { id, target, decision } = report;
  if (decision?.action === 'hide_content') await setHidden(tx, report, true);
  if (decision?.action === 'remove_content') {
    if (target.kind === 'user') return clearProfile(tx, target.owner);
    if (target.kind === 'event') await takeDownWithin(tx, target.id, decision.reason);
  }
  if (decision?.action === 'suspend') {
    await expectMaySuspend(tx, me, target.owner);
    const [profile, account] = await readTogether(tx, userDocument(target.owner), accountDocument(target.owner));
    if (profile && account) suspendWithin(tx, profile, account, decision, id, decision.at);
  }
  return undefined;
}

/** What a later removal of the same profile is to put back one day, where this one would not show it: it was taken twice. */
function handOn(tx: Transaction, { id, taken: theirs = {} }: ReportDocument, taken: NonNullable<Taken>, name: string) {
  const nothing: Record<string, unknown> = cleared(name);
  const isEmpty = (field: string) => JSON.stringify(theirs[field] ?? nothing[field]) === JSON.stringify(nothing[field]);
  const handed = { ...theirs, ...Object.fromEntries(Object.entries(taken).filter(([field]) => isEmpty(field))) };
  tx.update(reportDocument(id), patchOf(ReportDocument, { taken: handed }));
}

/**
 * Undoes it, in the same way, as far as no other decision about the same thing stands. What was removed of a story or a
 * message is gone.
 */
export async function undoWithin(tx: Transaction, report: ReportDocument): Promise<void> {
  const { id, target, decision, taken } = report;
  if (decision?.action === 'hide_content') {
    const others = await decisionsStanding(tx, target.id, decision.action, id);
    if (others.length === 0) await setHidden(tx, report, false);
  }
  if (decision?.action === 'remove_content' && target.kind === 'event') {
    const others = await decisionsStanding(tx, target.id, decision.action, id);
    await putBackWithin(tx, target.id, others[0]?.decision?.reason ?? null);
  }
  if (decision?.action === 'remove_content' && taken) {
    const others = await decisionsStanding(tx, target.id, decision.action, id);
    const later = others.find((other) => (other.decision?.at ?? '') > decision.at);
    if (later) handOn(tx, later, taken, report.subject.username);
    else await refillProfile(tx, target.owner, taken);
  }
  if (decision?.action === 'suspend') {
    const [profile, account] = await readTogether(tx, userDocument(target.owner), accountDocument(target.owner));
    if (profile && account) liftWithin(tx, profile, account, id);
  }
}

/** A fault that passes isn't one: the trigger comes again for it. */
const unlessGone = (error: unknown) => {
  if (!isRefusal(error)) throw error;
};

/**
 * Does what follows from a decision, or from its being undone, outside of the commit: by what holds now. May run twice, and
 * late: the trigger of the report calls it, too.
 */
export async function followDecision(reportId: string, hasTime?: () => boolean): Promise<void> {
  const report = (await reportDocument(reportId).get()).data();
  if (!report?.decision?.leads) return;
  const { target, decision } = report;
  const { kind, id, owner } = target;
  if (decision.action === 'remove_content') {
    if (kind === 'story' && isStanding(report)) await removeStory(owner, id).catch(unlessGone);
    if (kind === 'message' && isStanding(report)) await removeMessage(owner, id).catch(unlessGone);
    await settlePictures(report);
  }
  const concernsPerson = decision.action === 'suspend' || (decision.action === 'hide_content' && kind === 'user');
  if (concernsPerson) await enforceStanding(owner, hasTime);
}

/** Not stored where nothing was taken. */
export const takenField = (taken: Taken) => (taken ? { taken } : { taken: FieldValue.delete() });
