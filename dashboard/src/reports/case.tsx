import type { ReviewedReport } from '@api/reports/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call, isNotFound } from '../live/api.ts';
import { useRights } from '../live/rights.tsx';
import { useUid } from '../live/session.tsx';
import { LinkAlone } from '../ui/alone.tsx';
import { Section } from '../ui/card.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { Page } from '../ui/page.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { FailedPage } from '../ui/states.tsx';
import { Ago, Moment } from '../ui/time.tsx';
import { ReportsAbout } from './about.tsx';
import { AppealForm } from './appeal-form.tsx';
import { DecisionForm } from './decision-form.tsx';
import { reportKeys } from './keys.ts';
import classes from './reports.module.css';
import { UndoForm } from './undo-form.tsx';
import { actionLabel, categoryLabel, kindLabel } from './words.ts';

/** One report, for staff: what was kept, who it is about, and the decision. @param id as in the address */
export default function ReportCase({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: reportKeys.case(id),
    queryFn: ({ signal }) => call('GET /admin/reports/{id}', { params: { id }, signal }),
  });
  if (isNotFound(error)) return <NotFound what="report" />;
  if (!data)
    return error ? (
      <FailedPage error={error} onRetry={refetch} title={t`We couldn’t load this report`} />
    ) : (
      <PageLoading />
    );
  return <CaseView report={data} />;
}

function CaseView({ report }: { report: ReviewedReport }) {
  const uid = useUid();
  const { subject, target, category, created_at, decision, appeal } = report;
  const isDecider = decision?.by?.id === uid;
  const isMine = target.owner === uid || report.reporter?.id === uid;
  const waits = appeal?.status === 'open';
  return (
    <Page
      title={subject.display_name}
      lead={
        <>
          {kindLabel(target.kind)} · {categoryLabel(category)} · <Ago time={created_at} />
        </>
      }
      extra={
        <LinkAlone href="/staff/reports">
          <Trans>All reports</Trans>
        </LinkAlone>
      }
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          <Kept report={report} />
          <ReportsAbout title={t`Other reports about the same person`} reports={report.others} />
        </div>
        <div className={classes.column}>
          <Section title={t`Decision`}>
            {decision && <Decided report={report} />}
            {isMine && <p>{t`You are part of this. Somebody else decides.`}</p>}
            {!isMine && !decision && <DecisionForm report={report} />}
            {!isMine && waits && isDecider && (
              <p>{t`You have decided this first, so somebody else decides about the appeal.`}</p>
            )}
            {!isMine && waits && !isDecider && <AppealForm id={report.id} />}
            {!isMine && decision && !waits && !isDecider && !report.reversal && <UndoForm report={report} />}
          </Section>
        </div>
      </div>
    </Page>
  );
}

function Kept({ report: { snapshot, note, reporter, subject, target, file } }: { report: ReviewedReport }) {
  const uid = useUid();
  const by = reporter?.username;
  const { permissions } = useRights();
  const { title, text, type, made_at } = snapshot;
  const username = <bdi>@{subject.username}</bdi>;
  const person = permissions?.includes('users') ? (
    <Link href={`/staff/people/${subject.id}`}>{username}</Link>
  ) : (
    username
  );
  return (
    <Section title={t`What was reported`}>
      <p className={classes.dim}>
        <Trans>
          As it was when it was reported, from <Moment time={made_at} />
        </Trans>
      </p>
      {(title || text) && (
        <p className={classes.said} dir="auto">
          {[title, text].filter(Boolean).join('\n')}
        </p>
      )}
      {file && type?.startsWith('image/') && <img className={classes.kept} src={file} alt={t`What was reported`} />}
      {file && type?.startsWith('video/') && (
        // biome-ignore lint/a11y/useMediaCaption: what people send has none.
        <video className={classes.kept} src={file} controls />
      )}
      {file && type === 'application/pdf' && (
        <a href={file} target="_blank" rel="noreferrer noopener">
          <Trans>Save the document</Trans>
        </a>
      )}
      <p>
        <Trans>Of {person}</Trans> ·{' '}
        {by === undefined ? (
          target.owner === uid ? (
            t`Reported by somebody whom you aren’t told`
          ) : (
            t`Reported by somebody who has left`
          )
        ) : (
          <Trans>
            Reported by <bdi>@{by}</bdi>
          </Trans>
        )}
      </p>
      {note && (
        <p className={classes.said} dir="auto">
          {note}
        </p>
      )}
    </Section>
  );
}

/** What a member of staff did, and when. */
function Deed({ deed, by, at }: { deed: string; by: { username: string } | null; at: string | null }) {
  return (
    <>
      <strong>{deed}</strong> · {by ? <bdi>@{by.username}</bdi> : t`Somebody who has left`}
      {at && (
        <>
          {' '}
          · <Ago time={at} />
        </>
      )}
    </>
  );
}

function Decided({ report: { decision, appeal, reversal } }: { report: ReviewedReport }) {
  if (!decision) return null;
  return (
    <>
      <p>
        <Deed deed={actionLabel(decision.action)} by={decision.by} at={decision.at} />
      </p>
      {decision.until && (
        <p>
          <Trans>
            Until <Moment time={decision.until} />
          </Trans>
        </p>
      )}
      <p>{!decision.leads && t`Decided along with another report of the same thing.`}</p>
      {decision.reason && (
        <p className={classes.said} dir="auto">
          {decision.reason}
        </p>
      )}
      {appeal && (
        <>
          <p>
            <Trans>
              They object, <Ago time={appeal.at} />:
            </Trans>
          </p>
          <p className={classes.said} dir="auto">
            {appeal.text}
          </p>
          {appeal.status !== 'open' && (
            <>
              <p>
                <Deed
                  deed={appeal.status === 'upheld' ? t`Upheld` : t`Reversed`}
                  by={appeal.by}
                  at={appeal.decided_at}
                />
              </p>
              <p className={classes.said} dir="auto">
                {appeal.answer}
              </p>
            </>
          )}
        </>
      )}
      {reversal && appeal?.status !== 'reversed' && (
        <>
          <p>
            <Deed deed={t`Undone`} by={reversal.by} at={reversal.at} />
          </p>
          <p className={classes.said} dir="auto">
            {reversal.reason}
          </p>
        </>
      )}
    </>
  );
}
