import type { AuditQuery } from '@api/staff/schema.ts';
import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { byCursor, file, page } from '../live/api.ts';
import { Card } from '../ui/card.tsx';
import { LogIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Page } from '../ui/page.tsx';
import { useQueryParams } from '../ui/query-params.ts';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Moment } from '../ui/time.tsx';
import { Download } from './download.tsx';
import { staffKeys } from './keys.ts';
import { PageSize, pageSizeOf } from './page-size.tsx';
import classes from './table.module.css';
import { inWords } from './words.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const startOf = (day: string | null): number => Date.parse(`${day}T00:00:00Z`);

/** What staff did and looked at. Filters live in the address. */
export default function Audit() {
  const { params, change } = useQueryParams<'actor' | 'target' | 'from' | 'to' | 'size'>();
  const [actor, target] = [params.get('actor') ?? '', params.get('target') ?? ''];
  const [from, to] = [startOf(params.get('from')), startOf(params.get('to'))];
  const size = pageSizeOf(params.get('size'));
  const [typed, setTyped] = useState({ actor, target });
  const searchSoon = useDebouncedCallback((value: typeof typed) => change(value), 300);
  const type = (changed: Partial<typeof typed>) => {
    const now = { ...typed, ...changed };
    setTyped(now);
    searchSoon({ actor: now.actor.trim(), target: now.target.trim() });
  };
  const query: AuditQuery = {
    ...(actor && { actor }),
    ...(target && { target }),
    ...(from && { from: new Date(from).toISOString() }),
    // The last day is one of them.
    ...(to && { to: new Date(to + DAY_MS).toISOString() }),
  };
  return (
    <Page
      title="Audit log"
      lead="What staff did and looked at, the latest first."
      extra={<Download name="infloo-audit.csv" fetch={() => file('GET /admin/audit.csv', { query })} />}
    >
      <search className={classes.filters}>
        <TextInput
          aria-label="Who"
          placeholder="Username of a member of staff"
          value={typed.actor}
          onChange={({ currentTarget: { value } }) => type({ actor: value })}
        />
        <TextInput
          aria-label="To what"
          placeholder="Id of what it was done to"
          value={typed.target}
          onChange={({ currentTarget: { value } }) => type({ target: value })}
        />
        <TextInput
          aria-label="From"
          type="date"
          value={params.get('from') ?? ''}
          onChange={({ currentTarget: { value } }) => change({ from: value })}
        />
        <TextInput
          aria-label="To"
          type="date"
          value={params.get('to') ?? ''}
          onChange={({ currentTarget: { value } }) => change({ to: value })}
        />
        <PageSize size={size} onChange={(value) => change({ size: value })} />
      </search>
      <Entries query={query} size={size} />
    </Page>
  );
}

function Entries({ query, size }: { query: AuditQuery; size: number }) {
  const pages = useInfiniteQuery({
    queryKey: staffKeys.audit(query, size),
    queryFn: ({ pageParam, signal }) =>
      page('GET /admin/audit', { query: { ...query, limit: size, cursor: pageParam }, signal }),
    ...byCursor,
    placeholderData: keepPreviousData,
  });
  const { data, error, refetch } = pages;
  if (!data) {
    return (
      <Card list>
        {error ? <Failed error={error} onRetry={refetch} what="the audit log" /> : <RowsLoading rows={8} />}
      </Card>
    );
  }
  const entries = data.pages.flatMap(({ items }) => items);
  if (entries.length === 0) {
    return (
      <Card list>
        <Empty icon={<LogIcon size={24} />} title="Nothing found">
          Nobody of our staff did anything that fits. Try fewer filters.
        </Empty>
      </Card>
    );
  }
  return (
    <Card>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className={classes.scroll} aria-label="Entries" tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">To what</th>
              <th scope="col">Details</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ id, at, actor, action, target, details }) => (
              <tr key={id}>
                <td>
                  <Moment time={at} />
                </td>
                <td>
                  <bdi>{actor.username}</bdi>
                </td>
                <td>{action}</td>
                <td>{inWords(target)}</td>
                <td dir="auto">{inWords(details)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <LoadMore pages={pages} fullWidth mt="sm" />
    </Card>
  );
}
