import { LIMITS } from '@api/contract/limits.ts';
import type { EventsQuery } from '@api/events/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { Link } from 'wouter';
import { useUid } from '../live/session.tsx';
import { PlusIcon, SearchIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { oneOf, useQueryParams } from '../ui/query-params.ts';
import { Tabbed } from '../ui/tabbed.tsx';
import { useTypedWords } from '../ui/typed-words.ts';
import { EventList } from './event-list.tsx';
import { MyEvents } from './mine.tsx';
import classes from './page.module.css';

const TABS = ['upcoming', 'ongoing', 'past', 'mine'] as const;
type Tab = (typeof TABS)[number];

const labels = (): Record<Tab, string> => ({
  upcoming: t`Upcoming`,
  ongoing: t`Ongoing`,
  past: t`Past`,
  mine: t`Mine`,
});

const empty = (): Record<Exclude<Tab, 'mine'>, { title: string; text: string }> => ({
  upcoming: { title: t`Nothing planned yet`, text: t`New events show here as soon as somebody hosts one.` },
  ongoing: { title: t`Nothing happening right now`, text: t`Events show here from when they begin until they end.` },
  past: { title: t`No past events`, text: t`Past events are kept here.` },
});

/** The tab and the words that are searched for live in the address, so that one can return to them. */
export default function Events() {
  const uid = useUid();
  const { params, change: show } = useQueryParams<'tab' | 'search'>();
  const tab = oneOf(TABS, params.get('tab')) ?? 'upcoming';
  const words = params.get('search')?.slice(0, LIMITS.search) ?? '';
  const [text, type] = useTypedWords(words, (search) => show({ search }));
  const list = (when: Exclude<Tab, 'mine'>) => {
    const query: Partial<EventsQuery> = { when, ...(words && { search: words }) };
    const { title, text: why } = empty()[when];
    const others = when === 'upcoming' ? 'past' : 'upcoming';
    return (
      <EventList
        view={when}
        query={query}
        label={labels()[when]}
        uid={uid}
        empty={
          words
            ? {
                title: t`No event found`,
                text: t`Try the beginning of a word of its title, its place or its host’s name, or another tab.`,
                action: (
                  <Button variant="default" onClick={() => show({ search: '' })}>
                    <Trans>Clear search</Trans>
                  </Button>
                ),
              }
            : {
                title,
                text: why,
                action: (
                  <Button variant="default" onClick={() => show({ tab: others })}>
                    {others === 'past' ? t`See past events` : t`See upcoming events`}
                  </Button>
                ),
              }
        }
      />
    );
  };
  return (
    <Page
      title={t`Events`}
      extra={
        <Button component={Link} href="/events/new" leftSection={<PlusIcon size={18} />}>
          <Trans>Host an event</Trans>
        </Button>
      }
    >
      <Tabbed
        tabs={TABS.map((name) => ({ name, label: labels()[name] }))}
        shown={tab}
        onChange={(name) => show({ tab: name })}
        bar={(tabs) => (
          <div className={classes.bar}>
            {tabs}
            {tab !== 'mine' && (
              <search className={classes.search}>
                <TextInput
                  aria-label={t`Search events`}
                  placeholder={t`Title, place or host`}
                  type="search"
                  leftSection={<SearchIcon size={18} />}
                  maxLength={LIMITS.search}
                  value={text}
                  onChange={({ currentTarget }) => type(currentTarget.value)}
                />
              </search>
            )}
          </div>
        )}
      >
        {tab === 'mine' ? <MyEvents uid={uid} onLook={() => show({ tab: 'upcoming' })} /> : list(tab)}
      </Tabbed>
    </Page>
  );
}
