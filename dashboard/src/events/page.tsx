import { LIMITS } from '@api/contract/limits.ts';
import type { EventsQuery } from '@api/events/schema.ts';
import { Button, Tabs, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'wouter';
import { useUid } from '../live/session.tsx';
import { PlusIcon, SearchIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { oneOf, useQueryParams } from '../ui/query-params.ts';
import { EventList } from './event-list.tsx';
import { MyEvents } from './mine.tsx';
import classes from './page.module.css';

const TABS = { upcoming: 'Upcoming', ongoing: 'Ongoing', past: 'Past', mine: 'Mine' } as const;
type Tab = keyof typeof TABS;

const EMPTY: Record<Exclude<Tab, 'mine'>, { title: string; text: string }> = {
  upcoming: { title: 'Nothing planned yet', text: 'New events show here as soon as somebody hosts one.' },
  ongoing: { title: 'Nothing happening right now', text: 'Events show here from when they begin until they end.' },
  past: { title: 'No past events', text: 'Events that are over are kept here.' },
};

/** The tab and the words that are searched for live in the address, so that one can return to them. */
export default function Events() {
  const uid = useUid();
  const { params, change: show } = useQueryParams<'tab' | 'search'>();
  const tab = oneOf(Object.keys(TABS) as Tab[], params.get('tab')) ?? 'upcoming';
  const words = params.get('search')?.slice(0, LIMITS.search) ?? '';
  const [text, setText] = useState(words);
  const searchSoon = useDebouncedCallback((value: string) => show({ search: value.trim() }), 300);
  const type = (value: string) => {
    setText(value);
    searchSoon(value);
  };
  const list = (when: Exclude<Tab, 'mine'>) => {
    const query: Partial<EventsQuery> = { when, ...(words && { search: words }) };
    const { title, text: why } = EMPTY[when];
    const others = when === 'upcoming' ? 'past' : 'upcoming';
    const clear = () => {
      setText('');
      show({ search: '' });
    };
    return (
      <EventList
        view={when}
        query={query}
        label={TABS[when]}
        uid={uid}
        empty={
          words
            ? {
                title: 'No event found',
                text: 'Try the beginning of a word of its title, its place or its host’s name, or another tab.',
                action: (
                  <Button variant="default" onClick={clear}>
                    Clear search
                  </Button>
                ),
              }
            : {
                title,
                text: why,
                action: (
                  <Button variant="default" onClick={() => show({ tab: others })}>
                    See {TABS[others].toLowerCase()} events
                  </Button>
                ),
              }
        }
      />
    );
  };
  return (
    <Page
      title="Events"
      extra={
        <Button component={Link} href="/events/new" leftSection={<PlusIcon size={18} />}>
          Host an event
        </Button>
      }
    >
      <Tabs value={tab} onChange={(value) => show({ tab: value ?? tab })} keepMounted={false}>
        <div className={classes.bar}>
          <Tabs.List>
            {Object.entries(TABS).map(([name, label]) => (
              <Tabs.Tab key={name} value={name}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {tab !== 'mine' && (
            <search className={classes.search}>
              <TextInput
                aria-label="Search events"
                placeholder="Title, place or host"
                type="search"
                leftSection={<SearchIcon size={18} />}
                maxLength={LIMITS.search}
                value={text}
                onChange={({ currentTarget }) => type(currentTarget.value)}
              />
            </search>
          )}
        </div>
        {(['upcoming', 'ongoing', 'past'] as const).map((when) => (
          <Tabs.Panel key={when} value={when}>
            {list(when)}
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="mine">
          <MyEvents uid={uid} onLook={() => show({ tab: 'upcoming' })} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
