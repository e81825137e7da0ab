import type { DocType, Rejection, VerificationStatus } from '@api/verification/schema.ts';
import type { Tone } from '../ui/status.tsx';

/** What a paper proves, in words. */
export const DOC_LABELS: Record<DocType, string> = { identity: 'Identity', business: 'Business' };

/** Which papers do. */
export const DOC_HINTS: Record<DocType, string> = {
  identity: 'Passport, driving licence or identity card',
  business: 'Register extract, trade licence or tax paper',
};

export const STATUS_LABELS: Record<VerificationStatus, string> = {
  pending: 'Waiting',
  approved: 'Approved',
  rejected: 'Rejected',
  lapsed: 'Lapsed',
};

export const STATUS_TONES: Record<VerificationStatus, Tone> = {
  pending: 'waiting',
  approved: 'good',
  rejected: 'bad',
  lapsed: 'over',
};

/** The reasons as staff choose among them; the person reads a sentence, see `REJECTION_WORDS`. */
export const REASON_LABELS: Record<Rejection, string> = {
  unreadable: 'Can’t be read',
  incomplete: 'Part of it is missing',
  expired: 'No longer valid',
  name_differs: 'Another name',
  wrong_document: 'Proves something else',
  not_genuine: 'Not genuine',
  other: 'Something else',
};
