import { LIMITS } from '@api/contract/limits.ts';
import { ROLES } from '@api/contract/roles.ts';
import type { ListedUser, UsersQuery } from '@api/staff/schema.ts';
import { WITHHELD } from '@api/users/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { NativeSelect, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { memo, useDeferredValue, useMemo } from 'react';
import { Link } from 'wouter';
import { byCursor, page } from '../live/api.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Card } from '../ui/card.tsx';
import { PeopleIcon, SearchIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Page } from '../ui/page.tsx';
import { RoleBadge, roleLabel, VerifiedTick } from '../ui/person.tsx';
import { oneOf, useQueryParams } from '../ui/query-params.ts';
import { useRowKeys } from '../ui/row-keys.ts';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { Ago } from '../ui/time.tsx';
import { useTypedWords } from '../ui/typed-words.ts';
import rows from '../verification/queue.module.css';
import { staffKeys } from './keys.ts';
import { PageSize, pageSizeOf } from './page-size.tsx';
import classes from './table.module.css';
import { stateLabel } from './words.ts';

/** Everybody, for staff: also who isn't to be found. Filters live in the address. */
export default function People() {
  const { params, change } = useQueryParams<'search' | 'role' | 'verified' | 'state' | 'size'>();
  const role = oneOf(ROLES, params.get('role'));
  const verified = oneOf(['true', 'false'], params.get('verified'));
  const state = oneOf(WITHHELD, params.get('state'));
  const words = params.get('search')?.slice(0, LIMITS.email) ?? '';
  const size = pageSizeOf(params.get('size'));
  // Words and a state can't be looked for together: the later one holds.
  const [text, type] = useTypedWords(words, (search) => change({ search, state: '' }));
  const query = useMemo(
    (): UsersQuery => ({
      ...(words && { search: words }),
      ...(role && { role }),
      ...(verified && { verified }),
      ...(state && !words && { state }),
    }),
    [words, role, verified, state],
  );
  return (
    <Page title={t`People`} lead={t`The newest first.`}>
      <search className={classes.filters}>
        <TextInput
          aria-label={t`Search people`}
          placeholder={t`Name, company, place, or an email address`}
          type="search"
          leftSection={<SearchIcon size={18} />}
          value={text}
          onChange={({ currentTarget: { value } }) => type(value)}
        />
        <NativeSelect
          aria-label={t`Role`}
          value={query.role ?? ''}
          onChange={({ currentTarget: { value } }) => change({ role: value })}
          data={[{ value: '', label: t`Any role` }, ...ROLES.map((each) => ({ value: each, label: roleLabel(each) }))]}
        />
        <NativeSelect
          aria-label={t`Tick`}
          value={query.verified ?? ''}
          onChange={({ currentTarget: { value } }) => change({ verified: value })}
          data={[
            { value: '', label: t`With or without tick` },
            { value: 'true', label: t`Verified` },
            { value: 'false', label: t`Not verified` },
          ]}
        />
        <NativeSelect
          aria-label={t`State`}
          value={query.state ?? ''}
          onChange={({ currentTarget: { value } }) => change({ state: value, search: '' })}
          data={[
            { value: '', label: t`Any state` },
            ...WITHHELD.map((each) => ({ value: each, label: stateLabel(each) })),
          ]}
        />
        <PageSize size={size} onChange={(value) => change({ size: value })} />
      </search>
      <Found query={query} size={size} />
    </Page>
  );
}

/** Not drawn anew with each letter that is typed. */
const Found = memo(function Found({ query, size }: { query: UsersQuery; size: number }) {
  const pages = useInfiniteQuery({
    queryKey: staffKeys.list(query, size),
    queryFn: ({ pageParam, signal }) =>
      page('GET /admin/users', { query: { ...query, limit: size, cursor: pageParam }, signal }),
    ...byCursor,
    placeholderData: keepPreviousData,
  });
  const { error, refetch } = pages;
  const data = useDeferredValue(pages.data);
  const list = useRowKeys();
  if (!data) {
    return (
      <Card list>
        {error ? (
          <Failed error={error} onRetry={refetch} title={t`We couldn’t load people`} />
        ) : (
          <RowsLoading rows={8} />
        )}
      </Card>
    );
  }
  const people = data.pages.flatMap(({ items }) => items);
  return (
    <Card list>
      {people.length === 0 && (
        <Empty icon={<PeopleIcon size={24} />} title={t`Nobody found`}>
          <Trans>Try the beginning of a word, a whole email address, or another filter.</Trans>
        </Empty>
      )}
      <ul ref={list} className={rows.list} aria-label={t`People`}>
        {people.map((person) => (
          <Row key={person.id} person={person} />
        ))}
      </ul>
      <LoadMore pages={pages} fullWidth my="sm" />
    </Card>
  );
});

const Row = memo(function Row({ person }: { person: ListedUser }) {
  const [state] = person.withheld;
  return (
    <li>
      <Link href={`/staff/people/${person.id}`} className={rows.row}>
        <Avatar person={person} />
        <span className={rows.who}>
          <strong>
            <bdi>{person.display_name}</bdi> {person.is_verified && <VerifiedTick size={14} />}
          </strong>
          <span className={rows.dim}>
            <bdi>@{person.username}</bdi>
          </span>
        </span>
        <span className={rows.role}>
          <RoleBadge role={person.role} />
        </span>
        <span className={rows.when}>
          {state && <Status tone="bad">{stateLabel(state)}</Status>}
          <span className={rows.dim}>
            <Ago time={person.created_at} />
          </span>
        </span>
      </Link>
    </li>
  );
});
