import type { Action, Category, DecisionAboutMe, OwnReport, TargetKind } from '@api/reports/schema.ts';

export const CATEGORY_LABELS: Record<Category, string> = {
  spam: 'Spam',
  fraud: 'Fraud or a scam',
  harassment: 'Harassment or bullying',
  hate: 'Hate',
  violence: 'Violence or threats',
  nudity: 'Nudity or sexual content',
  impersonation: 'Pretends to be somebody else',
  other: 'Something else',
};

export const KIND_LABELS: Record<TargetKind, string> = {
  user: 'Profile',
  story: 'Story',
  event: 'Event',
  message: 'Message',
};

export const ACTION_LABELS: Record<Action, string> = {
  dismiss: 'Dismiss',
  warn: 'Warn',
  hide_content: 'Hide',
  remove_content: 'Remove',
  suspend: 'Suspend',
};

/** What each does, for whoever decides. */
export const ACTION_HINTS: Record<Action, string> = {
  dismiss: 'Nothing breaks the rules. Whoever reported it is told.',
  warn: 'They are told the reason; nothing else changes.',
  hide_content: 'Nobody else sees it. An appeal can show it again.',
  remove_content: 'It is taken away. A story or a message doesn’t come back.',
  suspend: 'They are signed out, and nobody finds them or what they made.',
};

/** What was done, as the one is told whom it is about. */
export const DONE_LABELS: Record<Action, string> = {
  dismiss: 'Nothing',
  warn: 'Warning',
  hide_content: 'Hidden',
  remove_content: 'Removed',
  suspend: 'Suspended',
};

/** How one's own report stands. */
export const outcomeOf = ({ status, outcome }: Pick<OwnReport, 'status' | 'outcome'>) => {
  if (status === 'open') return { tone: 'waiting', label: 'We are looking at it' } as const;
  return outcome === 'action'
    ? ({ tone: 'good', label: 'We acted on it' } as const)
    : ({ tone: 'over', label: 'Nothing breaks our rules' } as const);
};

export const APPEAL_LABELS: Record<NonNullable<DecisionAboutMe['appeal']>['status'], string> = {
  open: 'Your appeal waits for somebody else of our staff.',
  upheld: 'Somebody else looked at it, and the decision stays:',
  reversed: 'Somebody else looked at it, and the decision is undone:',
};
