import { shortened } from '../contract/length.ts';
import { LIMITS } from '../contract/limits.ts';
import { paths } from '../contract/paths.ts';
import { notify } from '../notifications/notify.ts';
import { fromStored } from '../store/converter.ts';
import { REJECTION_WORDS } from './policy.ts';
import { VerificationDocument } from './schema.ts';

/** What the person is told of a request; null of one that waits. */
export function outcomeOf({
  status,
  doc_type,
  name,
  reason,
  note,
}: Pick<VerificationDocument, 'status' | 'doc_type' | 'name' | 'reason' | 'note'>): string | null {
  switch (status) {
    case 'pending':
      return null;
    case 'approved':
      return `Your ${doc_type} is verified: ${name}`;
    case 'rejected':
      return shortened(
        [`Your ${doc_type} could not be verified.`, reason && REJECTION_WORDS[reason], note].filter(Boolean).join(' '),
        LIMITS.notification_message,
      );
    case 'lapsed':
      return `Your ${doc_type} is no longer verified, because the name has changed. Send in a document for the new one.`;
  }
}

/** A request was written: tells whoever sent it in of the decision, or that an approval has lapsed. */
export async function tellOutcome(before: unknown, after: unknown): Promise<void> {
  if (after === undefined) return;
  const is = fromStored(VerificationDocument, after);
  const message = outcomeOf(is);
  if (message === null || (before as { status?: unknown } | undefined)?.status === is.status) return;
  await notify(is.user, {
    id: `system_verification-${is.id}-${is.status}`,
    at: (is.status === 'lapsed' ? is.lapsed_at : is.reviewed_at) ?? is.submitted_at,
    topic: 'outcome',
    message,
    actor: null,
    target: { kind: 'verification', id: is.id },
    cause: {
      path: paths.verification(is.id),
      holds: (data) => (data as { status?: unknown } | undefined)?.status === is.status,
    },
  });
}
