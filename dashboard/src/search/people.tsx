import { LIMITS } from '@api/contract/limits.ts';
import { ROLES, type Role } from '@api/contract/roles.ts';
import type { SearchQuery } from '@api/search/schema.ts';
import { Autocomplete, Button, NativeSelect, Switch, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useOpenConnections } from '../connections/live.ts';
import { page } from '../live/api.ts';
import { SearchIcon } from '../ui/icons.tsx';
import { ROLE_LABELS } from '../ui/person.tsx';
import { CardsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { useTitle } from '../ui/title.ts';
import { CATEGORIES } from '../users/categories.ts';
import { searchKeys } from './keys.ts';
import classes from './people.module.css';
import { PersonCard } from './person-card.tsx';

const isRole = (value: string | null): value is Role => ROLES.some((role) => role === value);

/** The filters live in the address, so that a search can be shared, bookmarked and returned to. */
function useFilters() {
  const [search, setSearch] = useSearchParams();
  const role = search.get('role');
  const query: SearchQuery = {
    search: search.get('search')?.slice(0, LIMITS.search) || undefined,
    role: isRole(role) ? role : undefined,
    category: search.get('category')?.slice(0, LIMITS.business_category) || undefined,
    verified: search.get('verified') === 'true' ? 'true' : undefined,
  };
  const set = (name: keyof SearchQuery, value: string) =>
    setSearch(
      (current) => {
        const next = new URLSearchParams(current);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const clear = () => setSearch({}, { replace: true });
  return { query, set, clear };
}

export default function People() {
  useTitle('People');
  // Each card says how one stands to the person.
  useOpenConnections();
  const { query, set, clear } = useFilters();
  // What is typed shows at once; it is searched for when the typing pauses.
  const [text, setText] = useState(query.search ?? '');
  const [category, setCategory] = useState(query.category ?? '');
  const setSoon = useDebouncedCallback((name: keyof SearchQuery, value: string) => set(name, value.trim()), 300);
  const filtered = Object.values(query).some((value) => value !== undefined);

  return (
    <>
      <Title order={1} mb="lg">
        People
      </Title>
      <search className={classes.filters}>
        <TextInput
          label="Search"
          placeholder="Name, company or category"
          type="search"
          leftSection={<SearchIcon size={18} />}
          maxLength={LIMITS.search}
          value={text}
          onChange={({ currentTarget: { value } }) => {
            setText(value);
            setSoon('search', value);
          }}
          className={classes.search}
        />
        <NativeSelect
          label="Role"
          value={query.role ?? ''}
          onChange={({ currentTarget: { value } }) => set('role', value)}
          data={[{ value: '', label: 'Any role' }, ...ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }))]}
        />
        <Autocomplete
          label="Category"
          comboboxProps={{ keepMounted: false }}
          placeholder="Any category"
          data={CATEGORIES}
          maxLength={LIMITS.business_category}
          clearable
          value={category}
          onChange={(value) => {
            setCategory(value);
            setSoon('category', value);
          }}
        />
        <Switch
          label="Verified only"
          className={classes.switch}
          checked={query.verified === 'true'}
          onChange={({ currentTarget: { checked } }) => set('verified', checked ? 'true' : '')}
        />
      </search>
      <Results
        query={query}
        onClear={
          filtered
            ? () => {
                setText('');
                setCategory('');
                clear();
              }
            : undefined
        }
      />
    </>
  );
}

function Results({ query, onClear }: { query: SearchQuery; onClear: (() => void) | undefined }) {
  const { data, error, isPending, isPlaceholderData, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: searchKeys.people(query),
      queryFn: ({ pageParam, signal }) =>
        page('GET /users', { query: { ...query, cursor: pageParam, limit: 24 }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    });
  if (isPending) return <CardsLoading cards={6} />;
  if (error) return <Failed error={error} onRetry={refetch} what="people" />;
  const people = data.pages.flatMap(({ items }) => items);
  const count = `${hasNextPage ? 'Showing ' : ''}${people.length} ${people.length === 1 ? 'person' : 'people'}${hasNextPage ? ', and there are more' : ''}`;
  return (
    <>
      <p className={classes.count} role="status">
        {people.length > 0 && count}
      </p>
      {people.length === 0 && (
        <Empty
          icon={<SearchIcon size={24} />}
          title="Nobody found"
          action={
            onClear && (
              <Button variant="default" onClick={onClear}>
                Clear search and filters
              </Button>
            )
          }
        >
          Try the beginning of a name, a company or a category, or fewer filters.
        </Empty>
      )}
      <ul className={classes.grid} data-old={isPlaceholderData || undefined} aria-label="People">
        {people.map((person) => (
          <PersonCard key={person.id} person={person} />
        ))}
      </ul>
      {hasNextPage && (
        <div className={classes.more}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}
