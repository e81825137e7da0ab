import type { Action, Category, DecisionAboutMe, OwnReport, TargetKind } from '@api/reports/schema.ts';
import { t } from '@lingui/core/macro';

export const categoryLabel = (category: Category): string =>
  ({
    spam: t`Spam`,
    fraud: t`Fraud or a scam`,
    harassment: t`Harassment or bullying`,
    hate: t`Hate`,
    violence: t`Violence or threats`,
    nudity: t`Nudity or sexual content`,
    impersonation: t`Pretends to be somebody else`,
    other: t`Something else`,
  })[category];

export const kindLabel = (kind: TargetKind): string =>
  ({ user: t`Profile`, story: t`Story`, event: t`Event`, message: t`Message` })[kind];

export const actionLabel = (action: Action): string =>
  ({
    dismiss: t({ message: 'Dismiss', context: 'a report' }),
    warn: t`Warn`,
    hide_content: t`Hide`,
    remove_content: t`Remove`,
    suspend: t`Suspend`,
  })[action];

/** What each does, for whoever decides. */
export const actionHint = (action: Action): string =>
  ({
    dismiss: t`Nothing breaks the rules. Whoever reported it is told.`,
    warn: t`They are told the reason; nothing else changes.`,
    hide_content: t`Nobody else sees it, until somebody undoes it.`,
    remove_content: t`It is taken away. A story or a message doesn’t come back, a picture for 30 days.`,
    suspend: t`They are signed out, and nobody finds them or what they made.`,
  })[action];

/** What was done, as the one is told whom it is about. */
export const doneLabel = (action: Action): string =>
  ({
    dismiss: t`Nothing`,
    warn: t`Warning`,
    hide_content: t`Hidden`,
    remove_content: t`Removed`,
    suspend: t`Suspended`,
  })[action];

/** How one's own report stands. */
export function outcomeOf({ status, outcome }: Pick<OwnReport, 'status' | 'outcome'>) {
  if (status === 'open') return { tone: 'waiting', label: t`We are looking at it` } as const;
  if (outcome === 'undone') return { tone: 'over', label: t`We undid what we decided` } as const;
  return outcome === 'action'
    ? ({ tone: 'good', label: t`We acted on it` } as const)
    : ({ tone: 'over', label: t`Nothing breaks our rules` } as const);
}

export const appealLabel = (status: NonNullable<DecisionAboutMe['appeal']>['status']): string =>
  ({
    open: t`Your appeal waits for somebody else of our staff.`,
    upheld: t`Somebody else looked at it, and the decision stays:`,
    reversed: t`Somebody else looked at it, and the decision is undone:`,
  })[status];
