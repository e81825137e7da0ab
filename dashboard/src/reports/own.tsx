import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { byCursor, page } from '../live/api.ts';
import { Card } from '../ui/card.tsx';
import { FlagIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { Ago } from '../ui/time.tsx';
import { reportKeys } from './keys.ts';
import classes from './reports.module.css';
import { categoryLabel, kindLabel, outcomeOf } from './words.ts';

/** What I have reported, and what became of it. */
export function OwnReports() {
  const pages = useInfiniteQuery({
    queryKey: reportKeys.own,
    queryFn: ({ pageParam, signal }) => page('GET /reports/mine', { query: { cursor: pageParam }, signal }),
    ...byCursor,
  });
  const { data, error, refetch } = pages;
  if (!data) {
    return (
      <Card list>
        {error ? (
          <Failed error={error} onRetry={refetch} title={t`We couldn’t load your reports`} />
        ) : (
          <RowsLoading rows={3} />
        )}
      </Card>
    );
  }
  const reports = data.pages.flatMap(({ items }) => items);
  if (reports.length === 0) {
    return (
      <Card list>
        <Empty icon={<FlagIcon size={24} />} title={t`You have reported nothing`}>
          <Trans>On the page of a person or an event, and on stories, “Report” tells us what breaks the rules.</Trans>
        </Empty>
      </Card>
    );
  }
  return (
    <Card>
      <ul className={classes.list} aria-label={t`My reports`}>
        {reports.map((report) => {
          const { tone, label } = outcomeOf(report);
          const [kind, username] = [kindLabel(report.target.kind), report.about];
          return (
            <li key={report.id}>
              <div className={classes.head}>
                <strong>
                  <Trans>
                    {kind} of <bdi>@{username}</bdi>
                  </Trans>
                </strong>
                <Status tone={tone}>{label}</Status>
              </div>
              <p className={classes.dim}>
                {categoryLabel(report.category)} · <Ago time={report.created_at} />
              </p>
              {report.note && (
                <p className={classes.said} dir="auto">
                  {report.note}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <LoadMore pages={pages} fullWidth mt="sm" />
    </Card>
  );
}
