import type { DocType, Rejection, VerificationStatus } from '@api/verification/schema.ts';
import { t } from '@lingui/core/macro';
import type { Tone } from '../ui/status.tsx';

/** What a paper proves, in words. */
export const docLabel = (type: DocType): string => ({ identity: t`Identity`, business: t`Business` })[type];

/** Which papers do. */
export const docHint = (type: DocType): string =>
  ({
    identity: t`Passport, driving licence or identity card`,
    business: t`Register extract, trade licence or tax document`,
  })[type];

export const statusLabel = (status: VerificationStatus): string =>
  ({ pending: t`Waiting`, approved: t`Approved`, rejected: t`Rejected`, lapsed: t`Lapsed` })[status];

export const STATUS_TONES: Record<VerificationStatus, Tone> = {
  pending: 'waiting',
  approved: 'good',
  rejected: 'bad',
  lapsed: 'over',
};

/** The reasons as staff choose among them; the person reads a sentence, see `rejectionWords()`. */
export const reasonLabel = (reason: Rejection): string =>
  ({
    unreadable: t`Can’t be read`,
    incomplete: t`Part of it is missing`,
    expired: t`No longer valid`,
    name_differs: t`Another name`,
    wrong_document: t`Proves something else`,
    not_genuine: t`Not genuine`,
    other: t`Something else`,
  })[reason];
