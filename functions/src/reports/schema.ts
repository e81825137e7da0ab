import { z } from 'zod';
import { lines, shown } from '../contract/fields.ts';
import { DocumentId, IsoTime, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { hasWord } from '../contract/text.ts';
import { Person, Profile, SuspensionEnd } from '../users/schema.ts';

/** What can be reported. */
export const TARGET_KINDS = ['user', 'story', 'event', 'message'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** What is wrong with it, as the reporter sees it. */
export const CATEGORIES = [
  'spam',
  'fraud',
  'harassment',
  'hate',
  'violence',
  'nudity',
  'impersonation',
  'other',
] as const;
export const Category = z.enum(CATEGORIES, 'Choose what it is about.').meta({ id: 'ReportCategory' });
export type Category = z.infer<typeof Category>;

/** What staff do about it, from nothing to the most. */
export const ACTIONS = ['dismiss', 'warn', 'hide_content', 'remove_content', 'suspend'] as const;
export const Action = z.enum(ACTIONS, 'Choose what is to be done.').meta({ id: 'ReportAction' });
export type Action = z.infer<typeof Action>;

const Target = z.object({
  kind: z.enum(TARGET_KINDS),
  id: DocumentId,
  /** Whose it is. */
  owner: Uid,
});

/** What was reported, as it was then: to delete it first helps nobody. */
export const Snapshot = z.object({
  title: z.string().describe('A name, the title of an event; nothing where it has none'),
  text: z.string(),
  type: z.string().nullable().describe('The type of the file that was kept; null where there was none'),
  made_at: IsoTime,
});
export type Snapshot = z.infer<typeof Snapshot>;

/** A member of staff; null once they have left. */
const Member = z.object({ id: Uid, username: z.string() }).nullable();

/** `reports/{id}` */
export const ReportDocument = z.object({
  id: DocumentId,
  /** null once they have left, and for staff whom it is about. */
  reporter: Person.nullable(),
  target: Target,
  /** Whose it is, as they were called then. */
  subject: Person,
  category: Category,
  note: shown(LIMITS.report_note),
  snapshot: Snapshot,
  status: z.enum(['open', 'decided']),
  created_at: IsoTime,
  decision: z
    .object({
      action: Action,
      reason: shown(LIMITS.suspension_reason),
      until: IsoTime.nullable(),
      by: Member,
      at: IsoTime,
      /** Several reports of one thing are decided together: the one that staff had before them stands for all. */
      leads: z.boolean(),
    })
    .nullable(),
  appeal: z
    .object({
      text: shown(LIMITS.report_note),
      at: IsoTime,
      status: z.enum(['open', 'upheld', 'reversed']),
      answer: shown(LIMITS.suspension_reason),
      by: Member,
      decided_at: IsoTime.nullable(),
    })
    .nullable(),
  /** That the decision was undone; not there while it stands. What was decided together is undone together. */
  reversal: z.object({ reason: shown(LIMITS.suspension_reason), by: Member, at: IsoTime }).optional(),
  /** What a decision has taken out of a profile, and its reversal puts back. */
  taken: z.record(z.string(), z.unknown()).optional(),
  /** When what was kept of files goes: 30 days after the decision. */
  remove_at: IsoTime.nullable(),
});
export type ReportDocument = z.infer<typeof ReportDocument>;

export const NewReport = z
  .strictObject({
    target: z.strictObject({ kind: z.enum(TARGET_KINDS), id: DocumentId }),
    category: Category,
    note: lines(LIMITS.report_note).optional(),
  })
  .meta({ id: 'NewReport', description: 'The id of a user is the uid, of everything else its own' });
export type NewReport = z.infer<typeof NewReport>;

/** A report as whoever made it sees it. */
export const OwnReport = z
  .object({
    id: DocumentId,
    target: Target.omit({ owner: true }),
    about: z.string().describe('Whom it is about, as they were called then'),
    category: Category,
    note: z.string(),
    status: z.enum(['open', 'decided']),
    outcome: z
      .enum(['action', 'nothing', 'undone'])
      .nullable()
      .describe('Whether it led to something, and whether that was undone; null while it is open'),
    created_at: IsoTime,
    decided_at: IsoTime.nullable(),
  })
  .meta({ id: 'OwnReport' });
export type OwnReport = z.infer<typeof OwnReport>;

/** A decision as the one sees it whom it is about: nobody is named in it. */
export const DecisionAboutMe = z
  .object({
    id: DocumentId,
    target: Target.omit({ owner: true }),
    snapshot: Snapshot.omit({ type: true }),
    category: Category,
    action: Action,
    reason: z.string(),
    until: IsoTime.nullable(),
    decided_at: IsoTime,
    appeal: z
      .object({ text: z.string(), at: IsoTime, status: z.enum(['open', 'upheld', 'reversed']), answer: z.string() })
      .nullable(),
    reversed: z.object({ reason: z.string(), at: IsoTime }).nullable().describe('Why it was undone'),
    can_appeal: z.boolean(),
  })
  .meta({ id: 'DecisionAboutMe' });
export type DecisionAboutMe = z.infer<typeof DecisionAboutMe>;

export const NewAppeal = z
  .strictObject({ text: lines(LIMITS.report_note).refine(hasWord, 'Say why it should be looked at again.') })
  .meta({ id: 'NewAppeal' });

export const QUEUES = ['open', 'appeals', 'decided'] as const;
export const ReportsQuery = z.strictObject({
  queue: z.enum(QUEUES).optional().describe('open unless it is said, oldest first; decided ones the latest first'),
  kind: z.enum(TARGET_KINDS).optional(),
});
export type ReportsQuery = z.infer<typeof ReportsQuery>;

/** A report as staff see it in a list. */
export const QueuedReport = ReportDocument.omit({ taken: true, remove_at: true }).meta({ id: 'QueuedReport' });
export type QueuedReport = z.infer<typeof QueuedReport>;

/** The same with what staff decide by. */
export const ReviewedReport = QueuedReport.extend({
  file: z.string().nullable().describe('Where the kept picture or video is to be seen, for a while'),
  profile: Profile.nullable().describe('Whose it is, as they are now; null once they have left'),
  actions: z.array(Action).describe('What can be done about it'),
  others: z.array(QueuedReport).describe('Other reports about the same person, the latest first; at most 10'),
}).meta({ id: 'ReviewedReport' });
export type ReviewedReport = z.infer<typeof ReviewedReport>;

export const ReportDecision = z
  .strictObject({
    action: Action,
    reason: lines(LIMITS.suspension_reason)
      .optional()
      .describe('What the person is told whom it is about; needed for all but dismiss'),
    until: SuspensionEnd.optional().describe('For suspend: when it ends by itself. Without it, it doesn’t'),
  })
  .superRefine(({ action, reason = '', until }, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (action !== 'dismiss' && !hasWord(reason)) refuse('reason', 'Say why: the person is told.');
    if (action !== 'suspend' && until !== undefined) refuse('until', 'Only a suspension has an end.');
  })
  .meta({ id: 'ReportDecision' });
export type ReportDecision = z.infer<typeof ReportDecision>;

export const AppealDecision = z
  .strictObject({
    decision: z.enum(['upheld', 'reversed'], 'Choose upheld or reversed.'),
    answer: lines(LIMITS.suspension_reason).refine(hasWord, 'Say why: the person is told.'),
  })
  .meta({ id: 'AppealDecision' });
export type AppealDecision = z.infer<typeof AppealDecision>;

export const Reversal = z
  .strictObject({ reason: lines(LIMITS.suspension_reason).refine(hasWord, 'Say why: the person is told.') })
  .meta({ id: 'ReportReversal' });
