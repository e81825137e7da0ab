import { LIMITS } from '@api/contract/limits.ts';
import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { CloseButton, Loader, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { page } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { isCalled } from '../search/found.ts';
import { BackLink } from '../ui/alone.tsx';
import { Faces } from '../ui/avatar.tsx';
import { ChevronIcon, MessageIcon, SearchIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import classes from './conversation-list.module.css';
import { ConversationRow, PersonLink } from './conversation-row.tsx';
import type { useConversations } from './conversations.ts';
import { chatKeys } from './keys.ts';
import type { Listed } from './types.ts';

interface Props {
  conversations: ReturnType<typeof useConversations>;
  box: 'inbox' | 'requests';
  /** Whose conversation is open. */
  open: string | null;
}

/** All I write with, the newest first; strangers who have asked wait in a place of their own. */
export function ConversationList({ conversations, box, open }: Props) {
  const [text, setText] = useState('');
  const { inbox, requests, error, retry } = conversations;
  const isSearching = text.trim() !== '';
  return (
    <section className={classes.list} aria-label={box === 'inbox' ? t`Conversations` : t`Message requests`}>
      <div className={classes.head}>
        {box === 'requests' && <BackLink href="/messages" label={t`Back to all messages`} />}
        <h2>{box === 'inbox' ? t`Messages` : t`Message requests`}</h2>
      </div>
      {box === 'inbox' && (
        <search className={classes.search}>
          <TextInput
            type="search"
            maxLength={LIMITS.search}
            placeholder={t`Search people`}
            aria-label={t`Search your conversations, and people to write to`}
            leftSection={<SearchIcon size={18} />}
            value={text}
            onChange={({ currentTarget: { value } }) => setText(value)}
            rightSection={isSearching && <CloseButton size="sm" aria-label={t`Clear`} onClick={() => setText('')} />}
          />
        </search>
      )}
      <div className={classes.scroll} data-keeps-scroll={box}>
        {box === 'inbox' && !isSearching && requests.length > 0 && <RequestsLink requests={requests} />}
        {!inbox &&
          (error ? (
            <Failed error={error} onRetry={retry} title={t`We couldn’t load your messages`} />
          ) : (
            <RowsLoading rows={6} />
          ))}
        {inbox &&
          (isSearching ? (
            <Found conversations={inbox} text={text} open={open} />
          ) : (
            <All conversations={conversations} listed={box === 'inbox' ? inbox : requests} box={box} open={open} />
          ))}
      </div>
    </section>
  );
}

function RequestsLink({ requests }: { requests: readonly Listed[] }) {
  const count = requests.length;
  return (
    <Link href="/messages?box=requests" className={classes.requests}>
      <Faces people={requests.slice(0, 3).map(({ person }) => person)} />
      <span className={classes.label}>
        <Plural value={count} one="# message request" other="# message requests" />
      </span>
      <ChevronIcon size={18} />
    </Link>
  );
}

interface AllProps extends Props {
  listed: readonly Listed[];
}

function All({ conversations: { hasMore, isLoadingMore, loadMore }, listed, box, open }: AllProps) {
  const uid = useUid();
  if (listed.length === 0) {
    return box === 'requests' ? (
      <Empty icon={<MessageIcon size={24} />} title={t`No requests`}>
        <Trans>When somebody you aren’t connected with writes to you, it waits here for your answer.</Trans>
      </Empty>
    ) : (
      <Empty icon={<MessageIcon size={24} />} title={t`No messages yet`}>
        <Trans>Search for somebody above, and write to them.</Trans>
      </Empty>
    );
  }
  return (
    <>
      <ul aria-label={box === 'inbox' ? t`Conversations` : t`Requests`}>
        {listed.map((conversation) => (
          <ConversationRow
            key={conversation.id}
            conversation={conversation}
            uid={uid}
            box={box}
            isOpen={conversation.person.id === open}
          />
        ))}
      </ul>
      {box === 'inbox' && (
        <LoadMore
          pages={{ hasNextPage: hasMore, isFetchingNextPage: isLoadingMore, fetchNextPage: loadMore }}
          fullWidth
          variant="subtle"
        />
      )}
    </>
  );
}

/** Conversations with people of that name, and others of that name to begin one with. */
function Found({ conversations, text, open }: { conversations: readonly Listed[]; text: string; open: string | null }) {
  const uid = useUid();
  const [settled] = useDebouncedValue(text.trim(), 250);
  const found = conversations.filter(({ person }) => isCalled(person, text));
  const people = useQuery({
    queryKey: chatKeys.people(settled),
    queryFn: async ({ signal }) => (await page('GET /users', { query: { search: settled, limit: 10 }, signal })).items,
    enabled: settled !== '',
  });
  const known = new Set([uid, ...found.map(({ person }) => person.id)]);
  const others = (people.data ?? []).filter(({ id }) => !known.has(id));
  return (
    <>
      {found.length > 0 && (
        <ul aria-label={t`Conversations found`}>
          {found.map((conversation) => (
            <ConversationRow
              key={conversation.id}
              conversation={conversation}
              uid={uid}
              box="inbox"
              isOpen={conversation.person.id === open}
            />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <>
          <h3 className={classes.group}>{t`Others`}</h3>
          <ul aria-label={t`People found`}>
            {others.map((person) => (
              <PersonLink key={person.id} person={person} isOpen={person.id === open} />
            ))}
          </ul>
        </>
      )}
      {people.isFetching && others.length === 0 && (
        <div className={classes.looking} role="status" aria-label={t`Searching`}>
          <Loader size="sm" />
        </div>
      )}
      {people.error && (
        <Failed error={people.error} onRetry={() => void people.refetch()} title={t`We couldn’t load people`} />
      )}
      {people.data && found.length === 0 && others.length === 0 && !people.isFetching && (
        <Empty icon={<SearchIcon size={24} />} title={t`Nobody found`}>
          <Trans>Try the beginning of a name.</Trans>
        </Empty>
      )}
    </>
  );
}
