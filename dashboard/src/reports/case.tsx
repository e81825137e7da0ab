import type { ReviewedReport } from '@api/reports/schema.ts';
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call, isNotFound } from '../live/api.ts';
import { useRights } from '../live/rights.tsx';
import { useUid } from '../live/session.tsx';
import { Section } from '../ui/card.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { Page } from '../ui/page.tsx';
import { PageLoading } from '../ui/skeletons.tsx';
import { Failed } from '../ui/states.tsx';
import { Ago, Moment } from '../ui/time.tsx';
import { ReportsAbout } from './about.tsx';
import { AppealForm } from './appeal-form.tsx';
import { DecisionForm } from './decision-form.tsx';
import { reportKeys } from './keys.ts';
import classes from './reports.module.css';
import { ACTION_LABELS, CATEGORY_LABELS, KIND_LABELS } from './words.ts';

/** One report, for staff: what was kept, who it is about, and the decision. @param id as in the address */
export default function ReportCase({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: reportKeys.case(id),
    queryFn: ({ signal }) => call('GET /admin/reports/{id}', { params: { id }, signal }),
  });
  if (isNotFound(error)) return <NotFound what="report" />;
  if (!data) return error ? <Failed error={error} onRetry={refetch} what="this report" /> : <PageLoading />;
  return <CaseView report={data} />;
}

function CaseView({ report }: { report: ReviewedReport }) {
  const uid = useUid();
  const { subject, target, category, created_at, decision, appeal } = report;
  const isMine = target.owner === uid || report.reporter?.id === uid;
  const waits = appeal?.status === 'open';
  return (
    <Page
      title={subject.display_name}
      lead={
        <>
          {KIND_LABELS[target.kind]} · {CATEGORY_LABELS[category]} · <Ago time={created_at} />
        </>
      }
      extra={
        <Anchor component={Link} href="/staff/reports">
          All reports
        </Anchor>
      }
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          <Kept report={report} />
          <ReportsAbout title="Other reports about the same person" reports={report.others} />
        </div>
        <div className={classes.column}>
          <Section title="Decision">
            {decision && <Decided report={report} />}
            {isMine && <p>You are part of this. Somebody else decides.</p>}
            {!isMine && !decision && <DecisionForm report={report} />}
            {!isMine && waits && decision?.by.id === uid && (
              <p>You have decided this first, so somebody else decides about the appeal.</p>
            )}
            {!isMine && waits && decision?.by.id !== uid && <AppealForm id={report.id} />}
          </Section>
        </div>
      </div>
    </Page>
  );
}

function Kept({ report: { snapshot, note, reporter, subject, target, file } }: { report: ReviewedReport }) {
  const uid = useUid();
  const nobody = target.owner === uid ? 'somebody whom you aren’t told' : 'somebody who has left';
  const { permissions } = useRights();
  const { title, text, type, made_at } = snapshot;
  return (
    <Section title="What was reported">
      <p className={classes.dim}>
        As it was when it was reported, from <Moment time={made_at} />
      </p>
      {(title || text) && (
        <p className={classes.said} dir="auto">
          {[title, text].filter(Boolean).join('\n')}
        </p>
      )}
      {file && type?.startsWith('image/') && <img className={classes.kept} src={file} alt="What was reported" />}
      {file && type?.startsWith('video/') && (
        // biome-ignore lint/a11y/useMediaCaption: what people send has none.
        <video className={classes.kept} src={file} controls />
      )}
      {file && type === 'application/pdf' && (
        <a href={file} target="_blank" rel="noreferrer noopener">
          Open the document
        </a>
      )}
      <p>
        Of{' '}
        {permissions?.includes('users') ? (
          <Link href={`/staff/people/${subject.id}`}>
            <bdi>@{subject.username}</bdi>
          </Link>
        ) : (
          <bdi>@{subject.username}</bdi>
        )}
        , reported by {reporter ? <bdi>@{reporter.username}</bdi> : nobody}
      </p>
      {note && (
        <p className={classes.said} dir="auto">
          {note}
        </p>
      )}
    </Section>
  );
}

function Decided({ report: { decision, appeal } }: { report: ReviewedReport }) {
  if (!decision) return null;
  return (
    <>
      <p>
        <strong>{ACTION_LABELS[decision.action]}</strong>, by <bdi>@{decision.by.username}</bdi>,{' '}
        <Ago time={decision.at} />
        {decision.until && (
          <>
            , until <Moment time={decision.until} />
          </>
        )}
      </p>
      {decision.reason && (
        <p className={classes.said} dir="auto">
          {decision.reason}
        </p>
      )}
      {appeal && (
        <>
          <p>
            They object, <Ago time={appeal.at} />:
          </p>
          <p className={classes.said} dir="auto">
            {appeal.text}
          </p>
          {appeal.status !== 'open' && (
            <p>
              <strong>{appeal.status === 'upheld' ? 'Upheld' : 'Reversed'}</strong>, by{' '}
              <bdi>@{appeal.by?.username}</bdi>: <bdi>{appeal.answer}</bdi>
            </p>
          )}
        </>
      )}
    </>
  );
}
