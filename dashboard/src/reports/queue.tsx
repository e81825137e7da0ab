import { QUEUES, type QueuedReport, type ReportsQuery, TARGET_KINDS } from '@api/reports/schema.ts';
import { t } from '@lingui/core/macro';
import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { byCursor, page } from '../live/api.ts';
import { useFollowQueue } from '../staff/queues.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Card } from '../ui/card.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Page } from '../ui/page.tsx';
import { oneOf, useQueryParams } from '../ui/query-params.ts';
import { useRowKeys } from '../ui/row-keys.ts';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Tabbed } from '../ui/tabbed.tsx';
import { Ago } from '../ui/time.tsx';
import rows from '../verification/queue.module.css';
import { reportKeys } from './keys.ts';
import { actionLabel, categoryLabel, kindLabel } from './words.ts';

type Queue = (typeof QUEUES)[number];
const queueLabel = (queue: Queue): string => ({ open: t`Waiting`, appeals: t`Appeals`, decided: t`Decided` })[queue];
const emptyWords = (queue: Queue): string =>
  ({
    open: t`Nobody is waiting. New reports show here as they come in.`,
    appeals: t`Nobody objects to a decision.`,
    decided: t`Nothing was decided yet.`,
  })[queue];

/** Reports, for staff: those that wait, appeals, and what was decided. */
export default function ReportQueue() {
  const { params, change } = useQueryParams<'queue' | 'kind'>();
  const queue = oneOf(QUEUES, params.get('queue')) ?? 'open';
  const kind = oneOf(TARGET_KINDS, params.get('kind'));
  return (
    <Page
      title={t`Reports`}
      lead={queue === 'decided' ? t`The latest decision comes first.` : t`Whoever has waited longest comes first.`}
      extra={
        <NativeSelect
          aria-label={t`What was reported`}
          value={kind ?? ''}
          onChange={({ currentTarget: { value } }) => change({ kind: value })}
          data={[
            { value: '', label: t`Anything` },
            ...TARGET_KINDS.map((each) => ({ value: each, label: kindLabel(each) })),
          ]}
        />
      }
    >
      <Tabbed
        tabs={QUEUES.map((name) => ({ name, label: queueLabel(name) }))}
        shown={queue}
        onChange={(name) => change({ queue: name })}
      >
        <Found queue={queue} query={{ queue, ...(kind && { kind }) }} />
      </Tabbed>
    </Page>
  );
}

/** As the numbers of what waits call them. */
const FOLLOWED = { open: 'reports', appeals: 'appeals', decided: null } as const;

function Found({ queue, query }: { queue: Queue; query: ReportsQuery }) {
  const pages = useInfiniteQuery({
    queryKey: reportKeys.queue(query),
    queryFn: ({ pageParam, signal }) => page('GET /admin/reports', { query: { ...query, cursor: pageParam }, signal }),
    ...byCursor,
  });
  const { data, error, refetch } = pages;
  useFollowQueue(FOLLOWED[queue], refetch);
  const list = useRowKeys();
  if (!data) {
    return (
      <Card list>
        {error ? (
          <Failed error={error} onRetry={refetch} title={t`We couldn’t load the reports`} />
        ) : (
          <RowsLoading rows={5} />
        )}
      </Card>
    );
  }
  const found = data.pages.flatMap(({ items }) => items);
  return (
    <Card list>
      {found.length === 0 && (
        <Empty icon={<CheckIcon size={24} />} title={queue === 'decided' ? t`Nothing here` : t`All done`}>
          {emptyWords(queue)}
        </Empty>
      )}
      <ul ref={list} className={rows.list} aria-label={queueLabel(queue)}>
        {found.map((report) => (
          <Row key={report.id} report={report} />
        ))}
      </ul>
      <LoadMore pages={pages} fullWidth my="sm" />
    </Card>
  );
}

function Row({ report }: { report: QueuedReport }) {
  const { id, subject, target, category, created_at, decision, reversal } = report;
  return (
    <li>
      <Link href={`/staff/reports/${id}`} className={rows.row}>
        <Avatar person={subject} />
        <span className={rows.who}>
          <strong>
            <bdi>{subject.display_name}</bdi>
          </strong>
          <span className={rows.dim}>{categoryLabel(category)}</span>
        </span>
        <span className={`${rows.role} ${rows.dim}`}>{kindLabel(target.kind)}</span>
        <span className={rows.when}>
          <span className={rows.dim}>
            {reversal ? `${t`Undone`} · ` : decision && `${actionLabel(decision.action)} · `}
            <Ago time={decision?.at ?? created_at} />
          </span>
        </span>
      </Link>
    </li>
  );
}
