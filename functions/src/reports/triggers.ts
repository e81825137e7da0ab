import { shortened } from '../contract/length.ts';
import { LIMITS } from '../contract/limits.ts';
import { paths } from '../contract/paths.ts';
import { forgetTarget } from '../notifications/actors.ts';
import { type News, notify } from '../notifications/notify.ts';
import { fromStored } from '../store/converter.ts';
import { followDecision } from './effects.ts';
import { answerTo, outcomeFor, toldOf, undoneOf } from './policy.ts';
import { ReportDocument } from './schema.ts';

/** @param at when it came about; with it each is told of by itself */
const newsOf = (report: ReportDocument, what: string, at: string, message: string): News => ({
  id: `system_report-${report.id}-${what}-${Date.parse(at)}`,
  at,
  topic: 'outcome',
  message: shortened(message, LIMITS.notification_message),
  actor: null,
  target: { kind: 'report', id: report.id },
  cause: { path: paths.report(report.id), holds: (data) => data !== undefined },
});

/** What became of a report. */
interface Told {
  /** For whoever reported it. */
  reporter: News | null;
  /** For whom it is about. */
  owner: News | null;
}

/** @returns what is to be told of a decision that is new */
function ofDecision(is: ReportDocument): Told {
  if (!is.decision) return { reporter: null, owner: null };
  const { at } = is.decision;
  const message = toldOf(is);
  return {
    reporter: newsOf(is, 'outcome', at, outcomeFor(is)),
    owner: message === null ? null : newsOf(is, 'decision', at, message),
  };
}

/** @returns what is to be told of an answer to an appeal, or of a decision that is undone */
function ofReversal(is: ReportDocument, was: ReportDocument | undefined): Told {
  const { appeal, reversal, decision } = is;
  const undone = reversal && !was?.reversal ? reversal : null;
  const reporter = undone && newsOf(is, 'reversal', undone.at, outcomeFor(is));
  if (appeal && appeal.status !== 'open' && was?.appeal?.status !== appeal.status) {
    const { status, answer, decided_at, at } = appeal;
    return { reporter, owner: newsOf(is, 'appeal', decided_at ?? at, answerTo(status, answer)) };
  }
  return { reporter, owner: undone && decision?.leads ? newsOf(is, 'reversal', undone.at, undoneOf(is)) : null };
}

/** @returns what is to be told of a report that waits again, by when that came about */
const ofReopening = (is: ReportDocument, time: string): Told => ({
  reporter: newsOf(is, 'again', time, outcomeFor(is)),
  owner: null,
});

/**
 * A report was decided, or an appeal, or a decision was undone: finishes what follows from it, and tells whoever reported, and
 * whom it is about. Of one that has gone with the account it was about nothing is left: what was told names them.
 * @param time when it happened, ISO 8601
 * @returns how many were told
 */
export async function tellAboutReport(before: unknown, after: unknown, time: string): Promise<number> {
  if (after === undefined) {
    if (before !== undefined) await forgetTarget(fromStored(ReportDocument, before).id);
    return 0;
  }
  const was = before === undefined ? undefined : fromStored(ReportDocument, before);
  const is = fromStored(ReportDocument, after);
  const isNew = is.decision !== null && is.decision.at !== was?.decision?.at;
  const isUndone = is.reversal !== undefined && was?.reversal === undefined;
  // What others see of a person follows by the trigger of the profile, which has more time for it.
  if (isNew || isUndone) await followDecision(is.id, () => false);
  const all = [
    ...(isNew ? [ofDecision(is)] : []),
    ofReversal(is, was),
    ...(was?.decision && !is.decision ? [ofReopening(is, time)] : []),
  ];
  let told = 0;
  for (const { reporter, owner } of all) {
    if (reporter && is.reporter) await notify(is.reporter.id, reporter);
    if (owner) await notify(is.target.owner, owner);
    told += Number(reporter !== null && is.reporter !== null) + Number(owner !== null);
  }
  return told;
}
