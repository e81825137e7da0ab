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

/** @returns whether the one whom a decision is about can object to it: once, within 30 days */
export function canAppeal({ decision, appeal }: Pick<ReportDocument, 'decision' | 'appeal'>, now: number): boolean {
  if (!decision?.leads || decision.action === 'dismiss' || appeal !== null) return false;
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

/** @returns what whoever reported it is told */
export const outcomeFor = ({
  target,
  subject,
  decision,
}: Pick<ReportDocument, 'target' | 'subject' | 'decision'>): string => {
  const what = target.kind === 'user' ? subject.username : `a ${KIND_WORDS[target.kind]} of ${subject.username}`;
  return decision?.action === 'dismiss'
    ? `We looked at your report about ${what} and found nothing that breaks our rules.`
    : `We looked at your report about ${what} and acted on it. Thank you.`;
};
