import { QUEUES, type QueuedReport, type ReportsQuery, TARGET_KINDS } from '@api/reports/schema.ts';
import { NativeSelect, Tabs } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { byCursor, page } from '../live/api.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Card } from '../ui/card.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Page } from '../ui/page.tsx';
import { oneOf, useQueryParams } from '../ui/query-params.ts';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import rows from '../verification/queue.module.css';
import { reportKeys } from './keys.ts';
import { ACTION_LABELS, CATEGORY_LABELS, KIND_LABELS } from './words.ts';

type Queue = (typeof QUEUES)[number];
const LABELS: Record<Queue, string> = { open: 'Waiting', appeals: 'Appeals', decided: 'Decided' };
const EMPTY: Record<Queue, string> = {
  open: 'Nobody is waiting. New reports show here as they come in.',
  appeals: 'Nobody objects to a decision.',
  decided: 'Nothing was decided yet.',
};

/** Reports, for staff: those that wait, appeals, and what was decided. */
export default function ReportQueue() {
  const { params, change } = useQueryParams<'queue' | 'kind'>();
  const queue = oneOf(QUEUES, params.get('queue')) ?? 'open';
  const kind = oneOf(TARGET_KINDS, params.get('kind'));
  return (
    <Page
      title="Reports"
      lead={queue === 'decided' ? 'The latest decision comes first.' : 'Whoever has waited longest comes first.'}
      extra={
        <NativeSelect
          aria-label="What was reported"
          value={kind ?? ''}
          onChange={({ currentTarget: { value } }) => change({ kind: value })}
          data={[
            { value: '', label: 'Anything' },
            ...TARGET_KINDS.map((each) => ({ value: each, label: KIND_LABELS[each] })),
          ]}
        />
      }
    >
      <Tabs value={queue} onChange={(value) => change({ queue: value ?? '' })} keepMounted={false}>
        <Tabs.List mb="md" className={rows.tabs}>
          {QUEUES.map((each) => (
            <Tabs.Tab key={each} value={each} className={rows.tab}>
              {LABELS[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {QUEUES.map((each) => (
          <Tabs.Panel key={each} value={each}>
            <Found queue={each} query={{ queue: each, ...(kind && { kind }) }} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}

function Found({ queue, query }: { queue: Queue; query: ReportsQuery }) {
  const pages = useInfiniteQuery({
    queryKey: reportKeys.queue(query),
    queryFn: ({ pageParam, signal }) => page('GET /admin/reports', { query: { ...query, cursor: pageParam }, signal }),
    ...byCursor,
  });
  const { data, error, refetch } = pages;
  if (!data) {
    return (
      <Card list>
        {error ? <Failed error={error} onRetry={refetch} what="the reports" /> : <RowsLoading rows={5} />}
      </Card>
    );
  }
  const found = data.pages.flatMap(({ items }) => items);
  return (
    <Card list>
      {found.length === 0 && (
        <Empty icon={<CheckIcon size={24} />} title={queue === 'decided' ? 'Nothing here' : 'All done'}>
          {EMPTY[queue]}
        </Empty>
      )}
      <ul className={rows.list} aria-label={LABELS[queue]}>
        {found.map((report) => (
          <Row key={report.id} report={report} />
        ))}
      </ul>
      <LoadMore pages={pages} fullWidth my="sm" />
    </Card>
  );
}

function Row({ report: { id, subject, target, category, created_at, decision } }: { report: QueuedReport }) {
  return (
    <li>
      <Link href={`/staff/reports/${id}`} className={rows.row}>
        <Avatar person={subject} />
        <span className={rows.who}>
          <strong>
            <bdi>{subject.display_name}</bdi>
          </strong>
          <span className={rows.dim}>{CATEGORY_LABELS[category]}</span>
        </span>
        <span className={rows.role}>{KIND_LABELS[target.kind]}</span>
        <span className={rows.when}>
          <span className={rows.dim}>
            {decision && `${ACTION_LABELS[decision.action]} · `}
            <Ago time={decision?.at ?? created_at} />
          </span>
        </span>
      </Link>
    </li>
  );
}
