import { LIMITS } from '@api/contract/limits.ts';
import type { AuditQuery } from '@api/staff/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { byCursor, file, page } from '../live/api.ts';
import { Card } from '../ui/card.tsx';
import { LogIcon, SearchIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Page } from '../ui/page.tsx';
import { useQueryParams } from '../ui/query-params.ts';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Moment } from '../ui/time.tsx';
import { useTypedWords } from '../ui/typed-words.ts';
import { fieldWords } from './audit-words.ts';
import { deedLabel } from './deeds.ts';
import { Download } from './download.tsx';
import { staffKeys } from './keys.ts';
import { PageSize, pageSizeOf } from './page-size.tsx';
import classes from './table.module.css';

const DAY_MS = 24 * 60 * 60 * 1000;
const startOf = (day: string | null): number => Date.parse(`${day}T00:00:00Z`);

/** What staff did and looked at. Filters live in the address. */
export default function Audit() {
  const { params, change } = useQueryParams<'search' | 'actor' | 'target' | 'from' | 'to' | 'size'>();
  const [actor, target] = [params.get('actor') ?? '', params.get('target') ?? ''];
  const words = params.get('search')?.slice(0, LIMITS.search) ?? '';
  const [from, to] = [startOf(params.get('from')), startOf(params.get('to'))];
  const size = pageSizeOf(params.get('size'));
  const [typed, type] = useTypedWords(words, (search) => change({ search }));
  const query: AuditQuery = {
    ...(/[\p{L}\p{N}]/u.test(words) && { search: words }),
    ...(actor && { actor }),
    ...(target && { target }),
    ...(from && { from: new Date(from).toISOString() }),
    // The last day is one of them.
    ...(to && { to: new Date(to + DAY_MS).toISOString() }),
  };
  return (
    <Page
      title={t`Audit log`}
      lead={t`What staff did and looked at, the latest first.`}
      extra={<Download name="infloo-audit.csv" fetch={() => file('GET /admin/audit.csv', { query })} />}
    >
      <search className={classes.filters}>
        <TextInput
          aria-label={t`Search the audit log`}
          placeholder={t`Who, what, or to whom`}
          type="search"
          leftSection={<SearchIcon size={18} />}
          maxLength={LIMITS.search}
          value={typed}
          onChange={({ currentTarget: { value } }) => type(value)}
        />
        <TextInput
          aria-label={t`From`}
          leftSection={t`From`}
          leftSectionWidth={48}
          className={classes.date}
          type="date"
          value={params.get('from') ?? ''}
          onChange={({ currentTarget: { value } }) => change({ from: value })}
        />
        <TextInput
          aria-label={t`To`}
          leftSection={t`To`}
          leftSectionWidth={48}
          className={classes.date}
          type="date"
          value={params.get('to') ?? ''}
          onChange={({ currentTarget: { value } }) => change({ to: value })}
        />
        <PageSize size={size} onChange={(value) => change({ size: value })} />
      </search>
      {(actor || target) && (
        <Group gap="sm" mb="sm">
          <span>{actor && target ? t`By ${actor}, about ${target}` : actor ? t`By ${actor}` : t`About ${target}`}</span>
          <Button variant="default" size="xs" onClick={() => change({ actor: '', target: '' })}>
            <Trans>Show all</Trans>
          </Button>
        </Group>
      )}
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
        {error ? (
          <Failed error={error} onRetry={refetch} title={t`We couldn’t load the audit log`} />
        ) : (
          <RowsLoading rows={8} />
        )}
      </Card>
    );
  }
  const entries = data.pages.flatMap(({ items }) => items);
  if (entries.length === 0) {
    return (
      <Card list>
        <Empty icon={<LogIcon size={24} />} title={pages.hasNextPage ? t`Nothing found yet` : t`Nothing found`}>
          {pages.hasNextPage ? (
            <Trans>None of the latest entries has all these words. Older ones may.</Trans>
          ) : (
            <Trans>
              Nobody of our staff did anything that fits. Try fewer words or filters; reasons and notes aren’t searched.
            </Trans>
          )}
        </Empty>
        <LoadMore pages={pages} fullWidth />
      </Card>
    );
  }
  return (
    <Card>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className={classes.scroll} aria-label={t`Entries`} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t`When`}</th>
              <th scope="col">{t`Who`}</th>
              <th scope="col">{t`What`}</th>
              <th scope="col">{t`To what`}</th>
              <th scope="col">{t`Details`}</th>
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
                <td>{deedLabel(action)}</td>
                <td>{fieldWords(target)}</td>
                <td>{fieldWords(details)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <LoadMore pages={pages} fullWidth mt="sm" />
    </Card>
  );
}
