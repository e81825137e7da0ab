import type { AnalyticsDay, Overview as Shown } from '@api/staff/schema.ts';
import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { locale } from '../language/language.ts';
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
      title={t`Overview`}
      extra={
        <div className={classes.head}>
          <NativeSelect
            aria-label={t`Range`}
            value={String(days)}
            onChange={({ currentTarget: { value } }) => change({ days: value })}
            data={RANGES.map((range) => ({
              value: String(range),
              label: plural({ days: range }, { one: '# day', other: '# days' }),
            }))}
          />
          <Download name="infloo-overview.csv" fetch={() => file('GET /admin/overview.csv', { query: { days } })} />
        </div>
      }
    >
      {data && <View overview={data} />}
      {!data &&
        (error ? <Failed error={error} onRetry={refetch} title={t`We couldn’t load the overview`} /> : <PageLoading />)}
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
            <Bars title={t`Active on the day`} days={overview.days} of={({ active }) => active.day} />
            <Bars title={t`New people a day`} days={overview.days} of={({ new_people }) => new_people} />
            <Bars title={t`New connections a day`} days={overview.days} of={({ added }) => added?.connections ?? 0} />
            <Bars title={t`New events a day`} days={overview.days} of={({ added }) => added?.events ?? 0} />
            <Bars title={t`New messages a day`} days={overview.days} of={({ added }) => added?.messages ?? 0} />
            <Bars title={t`New stories a day`} days={overview.days} of={({ added }) => added?.stories ?? 0} />
          </div>
        </>
      ) : (
        <Section title={t`Numbers`}>
          <Empty icon={<ChartIcon size={24} />} title={t`Nothing is counted yet`}>
            <Trans>Numbers are counted every hour.</Trans>
          </Empty>
        </Section>
      )}
      <Recent recent={overview.recent} />
    </>
  );
}

const inDigits = (value: number): string => value.toLocaleString(locale);

function Tile({ label, value, more }: { label: string; value: number; more?: string | undefined }) {
  return (
    <div className={tables.tile}>
      <dt>{label}</dt>
      <dd>
        {inDigits(value)} {more && <small>{more}</small>}
      </dd>
    </div>
  );
}

function Totals({ day: { totals, active } }: { day: AnalyticsDay }) {
  const share = totals.people === 0 ? 0 : Math.round((100 * totals.verified) / totals.people);
  return (
    <dl className={tables.tiles}>
      <Tile label={t`People`} value={totals.people} />
      <Tile label={t`Influencers`} value={totals.influencers} />
      <Tile label={t`Brands`} value={totals.brands} />
      <Tile label={t`Entrepreneurs`} value={totals.entrepreneurs} />
      <Tile
        label={t`Verified`}
        value={totals.verified}
        more={(share / 100).toLocaleString(locale, { style: 'percent' })}
      />
      <Tile label={t`Active today`} value={active.day} />
      <Tile label={t`Active in 7 days`} value={active.week} />
      <Tile label={t`Active in 30 days`} value={active.month} />
      <Tile label={t`Connections`} value={totals.connections} />
      <Tile label={t`Events`} value={totals.events} />
      <Tile label={t`Messages`} value={totals.messages} />
      <Tile label={t`Stories now`} value={totals.stories} />
    </dl>
  );
}

const queuesShown = () =>
  [
    {
      name: 'verifications',
      label: t`Verifications waiting`,
      href: '/staff/verifications',
      needs: 'verifications',
    },
    { name: 'reports', label: t`Reports waiting`, href: '/staff/reports', needs: 'reports' },
    { name: 'appeals', label: t`Appeals waiting`, href: '/staff/reports?queue=appeals', needs: 'reports' },
  ] as const;

function Queues({ queues }: { queues: Shown['queues'] }) {
  const { permissions } = useRights();
  return (
    <dl className={tables.queues} aria-label={t`What waits`}>
      {queuesShown().map(({ name, label, href, needs }) => {
        const { waiting, oldest } = queues[name];
        return (
          <div key={name} className={tables.queue}>
            <dt>{permissions?.includes(needs) ? <Link href={href}>{label}</Link> : label}</dt>
            <dd data-waits={waiting > 0 || undefined}>{inDigits(waiting)}</dd>
            {oldest && (
              <dd className={tables.since}>
                <Trans>
                  oldest <Ago time={oldest} />
                </Trans>
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}

/** Where staff looks at it, and the right that opens that. */
const PLACES = {
  person: { place: '/staff/people', needs: 'users' },
  event: { place: '/staff/events', needs: 'reports' },
} as const;

function Recent({ recent }: { recent: Shown['recent'] }) {
  const { permissions } = useRights();
  const named = ({ kind, id, name }: Shown['recent'][number]) => {
    const { place, needs } = PLACES[kind];
    const said = <bdi>{name}</bdi>;
    return permissions?.includes(needs) ? <Link href={`${place}/${id}`}>{said}</Link> : said;
  };
  return (
    <Section title={t`Recent activity`}>
      {recent.length === 0 && <p className={classes.dim}>{t`Nothing yet.`}</p>}
      <ul className={`${classes.list} ${tables.recent}`}>
        {recent.map((each) => {
          const name = named(each);
          return (
            <li key={each.id}>
              <span>{each.kind === 'person' ? <Trans>{name} joined</Trans> : <Trans>{name} was planned</Trans>}</span>
              <p className={classes.dim}>
                <Ago time={each.at} />
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
