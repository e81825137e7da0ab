import { LIMITS } from '@api/contract/limits.ts';
import { ROLES } from '@api/contract/roles.ts';
import type { SearchQuery } from '@api/search/schema.ts';
import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Autocomplete, Button, NativeSelect, Switch, TextInput, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { memo, useDeferredValue, useMemo } from 'react';
import { useOpenConnections } from '../connections/live.ts';
import { byCursor, page } from '../live/api.ts';
import { SearchIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { roleLabel } from '../ui/person.tsx';
import { oneOf, useQueryParams } from '../ui/query-params.ts';
import { CardsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { useTitle } from '../ui/title.ts';
import { useTypedWords } from '../ui/typed-words.ts';
import { categoryLabel, categoryLabels, categoryOf } from '../users/categories.ts';
import { searchKeys } from './keys.ts';
import classes from './people.module.css';
import { PersonCard } from './person-card.tsx';

/** The filters live in the address, so that a search can be shared, bookmarked and returned to. */
function useFilters() {
  const { params, change, clear } = useQueryParams<keyof SearchQuery>();
  const query = useMemo(
    (): SearchQuery => ({
      search: params.get('search')?.slice(0, LIMITS.search) || undefined,
      role: oneOf(ROLES, params.get('role')),
      category: params.get('category')?.slice(0, LIMITS.business_category) || undefined,
      verified: params.get('verified') === 'true' ? 'true' : undefined,
    }),
    [params],
  );
  return { query, change, clear };
}

export default function People() {
  useTitle(t`People`);
  // Each card says how one stands to the person.
  useOpenConnections();
  const { query, change, clear } = useFilters();
  const [text, typeText] = useTypedWords(query.search ?? '', (search) => change({ search }));
  const [category, typeCategory] = useTypedWords(
    categoryLabel(query.category ?? ''),
    (label) => change({ category: categoryOf(label) }),
    (label) => categoryLabel(categoryOf(label)),
  );
  const filtered = Object.values(query).some((value) => value !== undefined);

  return (
    <>
      <Title order={1} mb="lg">
        <Trans>People</Trans>
      </Title>
      <search className={classes.filters}>
        <TextInput
          label={t`Search`}
          placeholder={t`Name, company, category or place`}
          type="search"
          leftSection={<SearchIcon size={18} />}
          maxLength={LIMITS.search}
          value={text}
          onChange={({ currentTarget: { value } }) => typeText(value)}
          className={classes.search}
        />
        <NativeSelect
          label={t`Role`}
          value={query.role ?? ''}
          onChange={({ currentTarget: { value } }) => change({ role: value })}
          data={[{ value: '', label: t`Any role` }, ...ROLES.map((role) => ({ value: role, label: roleLabel(role) }))]}
        />
        <Autocomplete
          label={t`Category`}
          comboboxProps={{ keepMounted: false }}
          placeholder={t`Any category`}
          data={categoryLabels()}
          maxLength={LIMITS.business_category}
          clearable
          value={category}
          onChange={typeCategory}
        />
        <Switch
          label={t`Verified only`}
          className={classes.switch}
          checked={query.verified === 'true'}
          onChange={({ currentTarget: { checked } }) => change({ verified: checked ? 'true' : '' })}
        />
      </search>
      <Results query={query} onClear={filtered ? clear : undefined} />
    </>
  );
}

interface ResultsProps {
  query: SearchQuery;
  onClear: (() => void) | undefined;
}

/** Not drawn anew with each letter that is typed. */
const Results = memo(function Results({ query, onClear }: ResultsProps) {
  const pages = useInfiniteQuery({
    queryKey: searchKeys.people(query),
    queryFn: ({ pageParam, signal }) =>
      page('GET /users', { query: { ...query, cursor: pageParam, limit: 24 }, signal }),
    ...byCursor,
    placeholderData: keepPreviousData,
  });
  const { error, isPlaceholderData, refetch, hasNextPage } = pages;
  // Cards are drawn piece by piece: somebody may be typing on.
  const data = useDeferredValue(pages.data);
  // What is shown stays when it can’t be fetched anew.
  if (!data) {
    return error ? (
      <Failed error={error} onRetry={refetch} title={t`We couldn’t load people`} />
    ) : (
      <>
        {/* As high as what is said of them later. */}
        <p className={classes.count} />
        <CardsLoading cards={6} />
      </>
    );
  }
  const people = data.pages.flatMap(({ items }) => items);
  const found = people.length;
  const count = hasNextPage
    ? plural(found, { one: 'Showing # person, and there are more', other: 'Showing # people, and there are more' })
    : plural(found, { one: '# person', other: '# people' });
  return (
    <>
      <p className={classes.count} role="status">
        {people.length > 0 && count}
      </p>
      {people.length === 0 && (
        <Empty
          icon={<SearchIcon size={24} />}
          title={t`Nobody found`}
          action={
            onClear && (
              <Button variant="default" onClick={onClear}>
                <Trans>Clear search and filters</Trans>
              </Button>
            )
          }
        >
          <Trans>Try the beginning of a name, a company, a category or a place, or fewer filters.</Trans>
        </Empty>
      )}
      <ul
        className={classes.grid}
        data-old={isPlaceholderData || data !== pages.data || undefined}
        aria-label={t`People`}
      >
        {people.map((person) => (
          <PersonCard key={person.id} person={person} />
        ))}
      </ul>
      <LoadMore pages={pages} display="block" mx="auto" mt={24} />
    </>
  );
});
