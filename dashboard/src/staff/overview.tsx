import type { AnalyticsDay, Overview as Shown } from '@api/staff/schema.ts';
import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call, file } from '../live/api.ts';
import { useRights } from '../live/rights.tsx';
import classes from '../reports/reports.module.css';
import { Section } from '../ui/card.tsx';
import { ChartIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { oneOf, useQueryParams } from '../ui/query-params.ts';
import { PageLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { Bars } from './bars.tsx';
import { Download } from './download.tsx';
import { staffKeys } from './keys.ts';
import tables from './table.module.css';

const RANGES = [7, 30, 90, 365] as const;

/** How Infloo is doing, and what waits for staff. The range lives in the address. */
export default function Overview() {
  const { params, change } = useQueryParams<'days'>();
  const days = oneOf(RANGES, params.get('days')) ?? 30;
  const { data, error, refetch } = useQuery({
    queryKey: staffKeys.overview(days),
    queryFn: ({ signal }) => call('GET /admin/overview', { query: { days }, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title="Overview"
      extra={
        <div className={classes.head}>
          <NativeSelect
            aria-label="Range"
            value={String(days)}
            onChange={({ currentTarget: { value } }) => change({ days: value })}
            data={RANGES.map((range) => ({ value: String(range), label: `${range} days` }))}
          />
          <Download name="infloo-overview.csv" fetch={() => file('GET /admin/overview.csv', { query: { days } })} />
        </div>
      }
    >
      {data && <View overview={data} />}
      {!data && (error ? <Failed error={error} onRetry={refetch} what="the overview" /> : <PageLoading />)}
    </Page>
  );
}

function View({ overview }: { overview: Shown }) {
  const last = overview.days.at(-1);
  return (
    <>
      <Queues queues={overview.queues} />
      {last ? (
        <>
          <Totals day={last} />
          <div className={classes.columns}>
            <Bars title="New people a day" days={overview.days} of={({ new_people }) => new_people} />
            <Bars title="Active on the day" days={overview.days} of={({ active }) => active.day} />
            <Bars title="Connections" days={overview.days} of={({ totals }) => totals.connections} />
            <Bars title="Messages" days={overview.days} of={({ totals }) => totals.messages} />
          </div>
        </>
      ) : (
        <Section title="Numbers">
          <Empty icon={<ChartIcon size={24} />} title="Nothing is counted yet">
            Numbers are counted every hour.
          </Empty>
        </Section>
      )}
      <Recent recent={overview.recent} />
    </>
  );
}

const NUMBERS = new Intl.NumberFormat('en');

function Tile({ label, value, more }: { label: string; value: number; more?: string | undefined }) {
  return (
    <div className={tables.tile}>
      <dt>{label}</dt>
      <dd>
        {NUMBERS.format(value)} {more && <small>{more}</small>}
      </dd>
    </div>
  );
}

function Totals({ day: { totals, active } }: { day: AnalyticsDay }) {
  const share = totals.people === 0 ? 0 : Math.round((100 * totals.verified) / totals.people);
  return (
    <dl className={tables.tiles}>
      <Tile label="People" value={totals.people} />
      <Tile label="Influencers" value={totals.influencers} />
      <Tile label="Brands" value={totals.brands} />
      <Tile label="Entrepreneurs" value={totals.entrepreneurs} />
      <Tile label="Verified" value={totals.verified} more={`${share} %`} />
      <Tile label="Active today" value={active.day} />
      <Tile label="Active in 7 days" value={active.week} />
      <Tile label="Active in 30 days" value={active.month} />
      <Tile label="Connections" value={totals.connections} />
      <Tile label="Events" value={totals.events} />
      <Tile label="Messages" value={totals.messages} />
      <Tile label="Stories now" value={totals.stories} />
    </dl>
  );
}

const QUEUES = [
  { name: 'verifications', label: 'Verifications', href: '/staff/verifications', needs: 'verifications' },
  { name: 'reports', label: 'Reports', href: '/staff/reports', needs: 'reports' },
  { name: 'appeals', label: 'Appeals', href: '/staff/reports?queue=appeals', needs: 'reports' },
] as const;

function Queues({ queues }: { queues: Shown['queues'] }) {
  const { permissions } = useRights();
  return (
    <dl className={tables.tiles} aria-label="What waits">
      {QUEUES.map(({ name, label, href, needs }) => {
        const { waiting, oldest } = queues[name];
        return (
          <div key={name} className={tables.tile}>
            <dt>{permissions?.includes(needs) ? <Link href={href}>{label} waiting</Link> : `${label} waiting`}</dt>
            <dd>
              {NUMBERS.format(waiting)}{' '}
              {oldest && (
                <small>
                  oldest <Ago time={oldest} />
                </small>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Recent({ recent }: { recent: Shown['recent'] }) {
  return (
    <Section title="Recent activity">
      {recent.length === 0 && <p className={classes.dim}>Nothing yet.</p>}
      <ul className={classes.list}>
        {recent.map(({ kind, id, name, at }) => (
          <li key={id}>
            <bdi>{name}</bdi> {kind === 'person' ? 'joined' : 'was planned'}
            <p className={classes.dim}>
              <Ago time={at} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
