import type { Rejection } from '@api/verification/schema.ts';
import { t } from '@lingui/core/macro';

/** The reasons as the person reads them: in English, what the API tells them, too. */
export const rejectionWords = (reason: Rejection): string =>
  ({
    unreadable: t`It can’t be read clearly.`,
    incomplete: t`Part of it is missing.`,
    expired: t`It is no longer valid.`,
    name_differs: t`The name on it isn’t the one on your profile.`,
    wrong_document: t`It doesn’t prove what it should.`,
    not_genuine: t`We couldn’t confirm that it is genuine.`,
    other: t`It couldn’t be accepted.`,
  })[reason];
