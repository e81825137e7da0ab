import { z } from 'zod';
import { line, lines, shown } from '../contract/fields.ts';
import { DocumentId, IsoTime, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { uploadedPath } from '../contract/uploads.ts';
import { Person, Profile } from '../users/schema.ts';

/** What a document proves: who somebody is, which is their display name, or whose business it is, the company’s name. */
export const DOC_TYPES = ['identity', 'business'] as const;
export const DocType = z.enum(DOC_TYPES, 'Choose identity or business.').meta({ id: 'DocType' });
export type DocType = z.infer<typeof DocType>;

/** `pending` until staff have decided. An approval lapses when the name changes that was approved. */
export const VERIFICATION_STATUSES = ['pending', 'approved', 'rejected', 'lapsed'] as const;
export type VerificationStatus = (typeof VERIFICATION_STATUSES)[number];

/** Why staff turn a document down; `policy.ts` has the words for people. */
export const REJECTIONS = [
  'unreadable',
  'incomplete',
  'expired',
  'name_differs',
  'wrong_document',
  'not_genuine',
  'other',
] as const;
export const Rejection = z.enum(REJECTIONS).meta({ id: 'Rejection' });
export type Rejection = z.infer<typeof Rejection>;

/** A request to be verified, as its owner sees it: the same over REST and in a listener. The file itself is never in it. */
export const Verification = z
  .object({
    id: DocumentId,
    user: Uid.describe('Whose it is'),
    doc_type: DocType,
    status: z.enum(VERIFICATION_STATUSES),
    name: shown(LIMITS.company_name).describe(
      'What is to be proven, the display name or the company’s: of an open request as it is now, else as it was decided',
    ),
    reason: Rejection.nullable().describe('Why it was rejected'),
    note: shown(LIMITS.review_note).describe('What staff add to the reason, or nothing'),
    file: z.object({
      type: z.string(),
      bytes: z.int(),
      remove_at: IsoTime.nullable().describe('When it will be removed: 30 days after the decision'),
      removed_at: IsoTime.nullable(),
    }),
    submitted_at: IsoTime,
    reviewed_at: IsoTime.nullable(),
    lapsed_at: IsoTime.nullable(),
    opened: z.array(IsoTime).describe('When staff opened the file, the latest last'),
  })
  .meta({ id: 'Verification' });
export type Verification = z.infer<typeof Verification>;

/** Who asks, as the queue shows them. */
const Applicant = Person.pick({ id: true, username: true, display_name: true, role: true });

/** `verifications/{id}`: the request, and who asks. No member of staff is named in it, because its owner reads it. */
export const VerificationDocument = Verification.extend({ applicant: Applicant });
export type VerificationDocument = z.infer<typeof VerificationDocument>;

/**
 * `users/{uid}/private/verification`: where somebody stands, so that neither a request nor a changed profile has to look
 * for requests.
 */
export const VerificationState = z.object({
  /** The request that is open, by type. */
  open: z.partialRecord(DocType, DocumentId),
  /** The approvals that hold, by type, and of which name. */
  approved: z.partialRecord(DocType, z.object({ id: DocumentId, name: z.string() })),
  /** When the latest requests were sent in. */
  sent: z.array(IsoTime),
});
export type VerificationState = z.infer<typeof VerificationState>;

/** The text fields beside the file. */
export const NewVerification = z.strictObject({ doc_type: DocType });
/** The same for a file that the SDK has uploaded. */
export const NewVerificationByPath = uploadedPath('document')
  .extend(NewVerification.shape)
  .meta({ id: 'NewVerificationByPath' });

export const QueueQuery = z.strictObject({
  status: z
    .enum(VERIFICATION_STATUSES)
    .optional()
    .describe('pending unless it is said: those that wait come oldest first, the others latest decision first'),
  doc_type: DocType.optional(),
});
export type QueueQuery = z.infer<typeof QueueQuery>;

/** A request as staff see it in a list. */
export const QueuedVerification = VerificationDocument.meta({ id: 'QueuedVerification' });

/** The same beside what staff compare the document with. */
export const ReviewedVerification = VerificationDocument.extend({
  profile: Profile.describe('As it is now'),
  others: z.array(Verification).describe('What else the same person has sent in, the latest first; at most 10'),
}).meta({ id: 'ReviewedVerification' });
export type ReviewedVerification = z.infer<typeof ReviewedVerification>;

/** What staff decide. */
export const Decision = z
  .strictObject({
    decision: z.enum(['approved', 'rejected'], 'Choose approved or rejected.'),
    approves: line(LIMITS.company_name)
      .min(1)
      .optional()
      .describe('For an approval: the `name` that staff saw. Where it is another one by now, 409'),
    reason: Rejection.optional().describe('For a rejection'),
    note: lines(LIMITS.review_note)
      .optional()
      .describe('For a rejection: what the person should know beside the reason'),
  })
  .superRefine(({ decision, approves, reason, note }, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (decision === 'approved') {
      if (approves === undefined) refuse('approves', 'Say which name you approve.');
      if (reason !== undefined) refuse('reason', 'Only a rejection has a reason.');
      if (note) refuse('note', 'Only a rejection has a note.');
      return;
    }
    if (approves !== undefined) refuse('approves', 'Only an approval names what it approves.');
    if (reason === undefined) refuse('reason', 'Choose a reason.');
    if (reason === 'other' && !note) refuse('note', 'Say what the reason is.');
  })
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof Decision>;
