import type { Transaction } from 'firebase-admin/firestore';
import { isoNow } from '../runtime/clock.ts';
import { patchOf } from '../store/converter.ts';
import type { Profile } from '../users/schema.ts';
import { stateDocument, verificationDocument } from './documents.ts';
import { NAME_FIELD } from './policy.ts';
import { DOC_TYPES, VerificationDocument, type VerificationState } from './schema.ts';

/** @returns whether a change of these fields may concern what somebody has proven, or wants to prove */
export const concernsProof = (fields: object): boolean => Object.values(NAME_FIELD).some((field) => field in fields);

/**
 * A profile changes its names: in the same commit an open request says the new one, so that staff never decide about
 * another, and the approval of a name that is gone lapses.
 * @param state as it was read in the same transaction
 * @returns whether somebody stays verified
 */
export function renameWithin(
  tx: Transaction,
  state: VerificationState | undefined,
  before: Profile,
  after: Profile,
): boolean {
  if (!state) return after.is_verified;
  const { open, approved } = state;
  const holding = { ...approved };
  for (const type of DOC_TYPES) {
    const asked = open[type];
    const name = after[NAME_FIELD[type]];
    if (asked !== undefined) {
      const shown = patchOf(VerificationDocument, { name, 'applicant.display_name': after.display_name });
      tx.update(verificationDocument(asked), shown);
    }
    const proven = holding[type];
    if (!proven || proven.name === name) continue;
    delete holding[type];
    const lapsed = patchOf(VerificationDocument, { status: 'lapsed', lapsed_at: isoNow() });
    tx.update(verificationDocument(proven.id), lapsed);
  }
  const lost = Object.keys(holding).length < Object.keys(approved).length;
  if (!lost) return before.is_verified;
  tx.set(stateDocument(after.id), { ...state, approved: holding });
  return Object.keys(holding).length > 0;
}
