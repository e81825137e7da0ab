import { relationOf } from '@api/connections/policy.ts';
import type { Connection, ConnectionsQuery } from '@api/connections/schema.ts';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { memo, useDeferredValue } from 'react';
import { Link } from 'wouter';
import { MessageButton } from '../chat/message-button.tsx';
import { byCursor, page } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { badgeOf } from '../ui/badge.ts';
import { Card } from '../ui/card.tsx';
import { LinkIcon } from '../ui/icons.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Page } from '../ui/page.tsx';
import { PersonList, PersonRow } from '../ui/person.tsx';
import { oneOf, useQueryParams } from '../ui/query-params.ts';
import { RowsLoading } from '../ui/skeletons.tsx';
import { Empty, Failed } from '../ui/states.tsx';
import { Tabbed } from '../ui/tabbed.tsx';
import { Ago } from '../ui/time.tsx';
import { ConnectionButton } from './button.tsx';
import { connectionKeys } from './keys.ts';
import { useOpenConnections, useToAnswer } from './live.ts';
import { otherOf } from './other.ts';
import classes from './row.module.css';

interface View {
  label: string;
  query: ConnectionsQuery;
  empty: { title: string; text: string };
}

const VIEW_NAMES = ['to-answer', 'sent', 'connected'] as const;
type ViewName = (typeof VIEW_NAMES)[number];

const views = (): Record<ViewName, View> => ({
  'to-answer': {
    label: t`To answer`,
    query: { status: 'pending', direction: 'received' },
    empty: { title: t`Nothing to answer`, text: t`When somebody asks to connect with you, it shows here at once.` },
  },
  sent: {
    label: t({ message: 'Sent', context: 'requests' }),
    query: { status: 'pending', direction: 'sent' },
    empty: { title: t`No open requests`, text: t`Requests that you send wait here until they are answered.` },
  },
  connected: {
    label: t`Connected`,
    query: { status: 'accepted' },
    empty: {
      title: t`No connections yet`,
      text: t`Find people you would like to work with, and ask them to connect.`,
    },
  },
});

export default function Connections() {
  const { params, change } = useQueryParams<'tab'>();
  // What is listed comes over REST; the listener says when it has changed.
  useOpenConnections();
  const toAnswer = useToAnswer().items ?? [];
  const tab = oneOf(VIEW_NAMES, params.get('tab')) ?? 'to-answer';
  const all = views();
  return (
    <Page title={t`Connections`} narrow>
      <Tabbed
        tabs={VIEW_NAMES.map((name) => ({
          ...{ name, label: all[name].label },
          count: name === 'to-answer' && toAnswer.length > 0 ? badgeOf(toAnswer.length) : undefined,
        }))}
        shown={tab}
        onChange={(name) => change({ tab: name })}
      >
        <ConnectionsList name={tab} view={all[tab]} />
      </Tabbed>
    </Page>
  );
}

/** By REST, page by page: there may be thousands. The live list says when it must be fetched anew. */
function ConnectionsList({ name, view }: { name: string; view: View }) {
  const pages = useInfiniteQuery({
    queryKey: connectionKeys.list(name),
    queryFn: ({ pageParam, signal }) =>
      page('GET /connections', { query: { ...view.query, cursor: pageParam }, signal }),
    ...byCursor,
  });
  const { error, refetch } = pages;
  // More rows are drawn piece by piece.
  const data = useDeferredValue(pages.data);
  // What is shown stays when it can’t be fetched anew.
  if (!data) {
    return error ? (
      <Failed error={error} onRetry={refetch} title={t`We couldn’t load your connections`} />
    ) : (
      <Card list>
        <RowsLoading rows={4} />
      </Card>
    );
  }
  const connections = data.pages.flatMap(({ items }) => items);
  if (connections.length === 0) {
    return (
      <Card list>
        <Empty
          icon={<LinkIcon size={24} />}
          title={view.empty.title}
          action={
            <Button component={Link} href="/people" variant="light">
              <Trans>Find people</Trans>
            </Button>
          }
        >
          {view.empty.text}
        </Empty>
      </Card>
    );
  }
  return (
    <Card list>
      <PersonList label={view.label}>
        {connections.map((connection) => (
          <Row key={connection.id} connection={connection} />
        ))}
      </PersonList>
      <LoadMore pages={pages} fullWidth mt="md" />
    </Card>
  );
}

const Row = memo(function Row({ connection }: { connection: Connection }) {
  const uid = useUid();
  const person = otherOf(connection, uid);
  return (
    <PersonRow
      person={person}
      line={
        <span className={classes.line}>
          <span>
            {connection.status === 'accepted' ? (
              <Trans>
                connected <Ago time={connection.responded_at ?? connection.created_at} />
              </Trans>
            ) : (
              <Trans>
                asked <Ago time={connection.created_at} />
              </Trans>
            )}
          </span>
          <span className={classes.who}>
            · <bdi>@{person.username}</bdi>
          </span>
        </span>
      }
      action={
        <Group gap={8} wrap="nowrap">
          {connection.status === 'accepted' && <MessageButton person={person} compact />}
          <ConnectionButton person={person} relation={relationOf(connection, uid)} />
        </Group>
      }
    />
  );
});
