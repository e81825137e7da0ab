import { VERIFICATION } from '../contract/limits.ts';
import type { Profile } from '../users/schema.ts';
import type { DocType, Rejection, VerificationState } from './schema.ts';

/** The field of the profile that a document of a type proves. */
export const NAME_FIELD = { identity: 'display_name', business: 'company_name' } as const satisfies Record<
  DocType,
  keyof Profile
>;

/** Why a document was turned down, as the person is told. */
export const REJECTION_WORDS: Record<Rejection, string> = {
  unreadable: 'It can’t be read clearly.',
  incomplete: 'Part of it is missing.',
  expired: 'It is no longer valid.',
  name_differs: 'The name on it isn’t the one on your profile.',
  wrong_document: 'It doesn’t prove what it should.',
  not_genuine: 'We couldn’t confirm that it is genuine.',
  other: 'It couldn’t be accepted.',
};

const WITHIN_MS = VERIFICATION.within_days * 24 * 60 * 60 * 1000;

/** @returns the times of `sent` that still count at `at`, in milliseconds since the epoch */
export const recent = (sent: readonly string[], at: number): string[] =>
  sent.filter((time) => Date.parse(time) > at - WITHIN_MS);

/** Why somebody may not ask now. `again`: from when on they may. */
export type Refusal = { why: 'nameless' | 'open' | 'approved' } | { why: 'too often'; again: number };

/**
 * @param name what the document is to prove
 * @returns why somebody may not ask to be verified, null where they may
 */
export function refusalOf(
  doc_type: DocType,
  name: string,
  { open, approved, sent }: VerificationState,
  at: number,
): Refusal | null {
  if (name === '') return { why: 'nameless' };
  if (open[doc_type]) return { why: 'open' };
  if (approved[doc_type]) return { why: 'approved' };
  const counted = recent(sent, at);
  const last = counted.at(-VERIFICATION.tries);
  return last === undefined ? null : { why: 'too often', again: Date.parse(last) + WITHIN_MS };
}
