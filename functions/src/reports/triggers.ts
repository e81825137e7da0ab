import { LIMITS } from '../contract/limits.ts';
import { paths } from '../contract/paths.ts';
import { shortened } from '../contract/text.ts';
import { type News, notify } from '../notifications/notify.ts';
import { fromStored } from '../store/converter.ts';
import { followDecision } from './effects.ts';
import { outcomeFor, toldOf } from './policy.ts';
import { ReportDocument } from './schema.ts';

const newsOf = (report: ReportDocument, what: string, at: string, message: string): News => ({
  id: `system_report-${report.id}-${what}`,
  at,
  topic: 'outcome',
  message: shortened(message, LIMITS.notification_message),
  actor: null,
  target: { kind: 'report', id: report.id },
  cause: { path: paths.report(report.id), holds: (data) => data !== undefined },
});

const ANSWERS = {
  upheld: 'Your appeal was looked at by somebody else, and the decision stays: ',
  reversed: 'Your appeal was looked at by somebody else, and the decision is undone: ',
} as const;

/**
 * A report was decided, or an appeal: finishes what follows from it, and tells whoever reported, and whom it is about.
 * @returns how many were told
 */
export async function tellAboutReport(before: unknown, after: unknown): Promise<number> {
  if (after === undefined) return 0;
  const was = before === undefined ? undefined : fromStored(ReportDocument, before);
  const is = fromStored(ReportDocument, after);
  let told = 0;
  if (is.decision && !was?.decision) {
    // What others see of a person follows by the trigger of the profile, which has more time for it.
    if (is.decision.leads) await followDecision(is, () => false);
    if (is.reporter) {
      await notify(is.reporter.id, newsOf(is, 'outcome', is.decision.at, outcomeFor(is)));
      told += 1;
    }
    const message = toldOf(is);
    if (message) {
      await notify(is.target.owner, newsOf(is, 'decision', is.decision.at, message));
      told += 1;
    }
  }
  if (is.appeal && is.appeal.status !== 'open' && was?.appeal?.status !== is.appeal.status) {
    const { status, answer, decided_at, at } = is.appeal;
    await notify(is.target.owner, newsOf(is, 'appeal', decided_at ?? at, `${ANSWERS[status]}${answer}`));
    told += 1;
  }
  return told;
}
