import type { Action, ReportDocument, TargetKind } from './schema.ts';

const DAY = 24 * 60 * 60 * 1000;
/** For how long a decision can be appealed, and what was kept of it stays. */
export const APPEAL_MS = 30 * DAY;

/** What can be done about each kind. What was said to one person alone can't be hidden from others. */
export const ACTIONS_FOR = {
  user: ['dismiss', 'warn', 'hide_content', 'remove_content', 'suspend'],
  story: ['dismiss', 'warn', 'hide_content', 'remove_content', 'suspend'],
  event: ['dismiss', 'warn', 'hide_content', 'remove_content', 'suspend'],
  message: ['dismiss', 'warn', 'remove_content', 'suspend'],
} as const satisfies Record<TargetKind, readonly Action[]>;

/** In words that go on: "your story". */
export const KIND_WORDS: Record<TargetKind, string> = {
  user: 'profile',
  story: 'story',
  event: 'event',
  message: 'message',
};

/** @returns whether what was decided holds */
export const isStanding = ({ decision, reversal }: Pick<ReportDocument, 'decision' | 'reversal'>): boolean =>
  decision !== null && reversal === undefined;

/** @returns whether the one whom a decision is about can object to it: once, within 30 days */
export function canAppeal(
  { decision, appeal, reversal }: Pick<ReportDocument, 'decision' | 'appeal' | 'reversal'>,
  now: number,
): boolean {
  if (!decision?.leads || decision.action === 'dismiss' || appeal !== null || reversal) return false;
  return Date.parse(decision.at) + APPEAL_MS > now;
}

/** @returns what the one is told whom a decision is about; null where nothing follows from it */
export function toldOf({ target, decision }: Pick<ReportDocument, 'target' | 'decision'>): string | null {
  if (!decision?.leads) return null;
  const thing = `Your ${KIND_WORDS[target.kind]}`;
  const because = decision.reason.replace(/\s+/g, ' ');
  switch (decision.action) {
    case 'dismiss':
      return null;
    case 'warn':
      return `${thing} was reported, and this is a warning: ${because}`;
    case 'hide_content':
      return `${thing} has been hidden: ${because}`;
    case 'remove_content':
      return target.kind === 'user'
        ? `Parts of your profile have been removed: ${because}`
        : `${thing} has been removed: ${because}`;
    case 'suspend':
      return `Your account has been suspended: ${because}`;
  }
}

type Told = Pick<ReportDocument, 'target' | 'subject' | 'decision' | 'reversal'>;

const A: Record<TargetKind, string> = { user: '', story: 'a story', event: 'an event', message: 'a message' };

/** @returns what was reported, for whoever did: in words that go on */
const whatOf = ({ target, subject }: Told): string =>
  target.kind === 'user' ? subject.username : `${A[target.kind]} of ${subject.username}`;

/** @returns what whoever reported it is told */
export function outcomeFor(report: Told): string {
  if (!report.decision) return `We are looking at your report about ${whatOf(report)} once more.`;
  if (report.reversal) {
    return `We looked once more at your report about ${whatOf(report)}, and have undone what we decided.`;
  }
  return report.decision.action === 'dismiss'
    ? `We looked at your report about ${whatOf(report)} and found nothing that breaks our rules.`
    : `We looked at your report about ${whatOf(report)} and acted on it. Thank you.`;
}

/** @returns what the one is told whom a decision was about that was undone without their objection */
export const undoneOf = ({ target, reversal }: Pick<ReportDocument, 'target' | 'reversal'>): string =>
  `We looked once more at what we decided about your ${KIND_WORDS[target.kind]}, and have undone it: ${reversal?.reason.replace(/\s+/g, ' ') ?? ''}`;

const ANSWERS = {
  upheld: 'Your appeal was looked at by somebody else, and the decision stays: ',
  reversed: 'Your appeal was looked at by somebody else, and the decision is undone: ',
} as const;

/** @returns what the one is told who has appealed */
export const answerTo = (status: keyof typeof ANSWERS, answer: string): string => `${ANSWERS[status]}${answer}`;
