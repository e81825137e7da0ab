import { FieldValue, type Transaction } from 'firebase-admin/firestore';
import { removeMessage } from '../chat/remove.ts';
import { isRefusal } from '../contract/api-error.ts';
import { putBack, takeDownWithin } from '../events/ending.ts';
import { hideEventWithin } from '../events/withhold.ts';
import { patchOf, readTogether } from '../store/converter.ts';
import { removeStory } from '../stories/removal.ts';
import { hideStoryWithin } from '../stories/withhold.ts';
import { withheldFor, withSearchFields } from '../users/document.ts';
import { accountDocument, userDocument } from '../users/documents.ts';
import { ProfileDocument } from '../users/schema.ts';
import { enforceStanding, restoreWithin, suspendWithin } from '../users/suspension.ts';
import type { ReportDocument } from './schema.ts';

/** What of a report decides what is done. */
type Case = Pick<ReportDocument, 'target' | 'decision' | 'taken' | 'appeal'>;
/** What was taken out of a profile. */
type Taken = ReportDocument['taken'];

async function setHidden(tx: Transaction, { target }: Case, hidden: boolean): Promise<void> {
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
  const [profile] = await readTogether(tx, userDocument(uid));
  if (!profile) return undefined;
  const fields = make(profile);
  const { category_key, search_tokens } = withSearchFields({ ...profile, ...fields });
  tx.update(userDocument(uid), patchOf(ProfileDocument, { ...fields, category_key, search_tokens }));
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
 */
export async function doWithin(tx: Transaction, report: Case): Promise<Taken> {
  const { target, decision } = report;
  if (decision?.action === 'hide_content') await setHidden(tx, report, true);
  if (decision?.action === 'remove_content') {
    if (target.kind === 'user') return clearProfile(tx, target.owner);
    if (target.kind === 'event') await takeDownWithin(tx, target.id, decision.reason);
  }
  if (decision?.action === 'suspend') {
    const [profile, account] = await readTogether(tx, userDocument(target.owner), accountDocument(target.owner));
    if (profile && account) suspendWithin(tx, profile, decision, decision.at);
  }
  return undefined;
}

/** Undoes it, in the same way. What was removed of a story or a message is gone. */
export async function undoWithin(tx: Transaction, report: Case): Promise<void> {
  const { target, decision, taken } = report;
  if (decision?.action === 'hide_content') await setHidden(tx, report, false);
  if (decision?.action === 'remove_content' && target.kind === 'event') await putBack(tx, target.id);
  if (decision?.action === 'remove_content' && taken) await refillProfile(tx, target.owner, taken);
  if (decision?.action === 'suspend') {
    const [profile, account] = await readTogether(tx, userDocument(target.owner), accountDocument(target.owner));
    // A later suspension is another matter, whatever its reason.
    if (profile && account?.suspension?.since === decision.at) restoreWithin(tx, profile);
  }
}

/** A fault that passes isn't one: the trigger comes again for it. */
const unlessGone = (error: unknown) => {
  if (!isRefusal(error)) throw error;
};

/** Does what follows from a decision outside of its commit. May run twice: the trigger of the report calls it, too. */
export async function followDecision({ target, decision }: Case, hasTime?: () => boolean): Promise<void> {
  const { kind, id, owner } = target;
  if (decision?.action === 'remove_content') {
    if (kind === 'story') await removeStory(owner, id).catch(unlessGone);
    if (kind === 'message') await removeMessage(owner, id).catch(unlessGone);
  }
  const concernsPerson = decision?.action === 'suspend' || (decision?.action === 'hide_content' && kind === 'user');
  if (concernsPerson) await enforceStanding(owner, hasTime);
}

/** Not stored where nothing was taken. */
export const takenField = (taken: Taken) => (taken ? { taken } : { taken: FieldValue.delete() });
