import type { OwnProfile } from '@api/users/schema.ts';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useNewestConversations } from '../chat/conversations.ts';
import { useToAnswer } from '../connections/live.ts';
import { Suggestions, useSuggestions } from '../connections/suggestions.tsx';
import { useNextEvents } from '../events/next.ts';
import { useUid } from '../live/session.tsx';
import { useUnread } from '../notifications/live.ts';
import { useAreQueuesKnown } from '../staff/queues.ts';
import { useFeed } from '../stories/feed.ts';
import { useMine } from '../stories/mine.ts';
import { Stories } from '../stories/stories.tsx';
import { Section } from '../ui/card.tsx';
import { useIsShown } from '../ui/patience.ts';
import { PageLoading } from '../ui/skeletons.tsx';
import { Failed } from '../ui/states.tsx';
import { useTitle } from '../ui/title.ts';
import { useMe } from '../users/me.ts';
import { Boundary } from './boundary.tsx';
import { FirstSteps } from './home/first-steps.tsx';
import { NextEvents } from './home/next-events.tsx';
import { Messages, Queues, Recent, Requests, useNews } from './home/parts.tsx';
import { ProfileCard } from './home/profile-card.tsx';
import { newsOf } from './home/since.ts';
import { Since } from './home/since.tsx';
import { isBeginning } from './home/steps.ts';
import { useVisit } from './home/use-visit.ts';
import { actionsFor, LEADS } from './home/words.ts';
import classes from './home.module.css';

/** With a name where it is known; the name stands by itself, whichever way it is written. */
function Greeting({ hour, name }: { hour: number; name: ReactNode }) {
  if (hour >= 5 && hour < 12) return name ? <Trans>Good morning, {name}</Trans> : <Trans>Good morning</Trans>;
  if (hour >= 12 && hour < 18) return name ? <Trans>Good afternoon, {name}</Trans> : <Trans>Good afternoon</Trans>;
  return name ? <Trans>Good evening, {name}</Trans> : <Trans>Good evening</Trans>;
}

/** What happened since last time, and what there is to do. Each part stands for itself, also where it fails. */
export default function Home() {
  useTitle(t`Home`);
  const { data: me, error, refetch } = useMe();
  const visit = useVisit(useUid());
  const requests = useToAnswer();
  const messages = useNewestConversations();
  const unread = useUnread();
  const feed = useFeed();
  const mine = useMine();
  const next = useNextEvents(me);
  const areQueuesKnown = useAreQueuesKnown();
  const parts = [useSuggestions(), useNews()];
  // How high they are decides where the others stand: what came later would push away what one has begun to read.
  const heard = [
    requests.items ?? requests.error,
    messages.conversations ?? messages.error,
    unread.items ?? unread.error,
  ];
  const isThere =
    heard.every((each) => each !== null) &&
    parts.every(({ isPending }) => !isPending) &&
    next.isSettled &&
    areQueuesKnown &&
    (feed.chapters !== undefined || feed.error !== null);
  const isShown = useIsShown(isThere && (me !== undefined || error !== null));
  if (!isShown || (!me && !error)) return <PageLoading />;

  const news = newsOf(
    {
      requests: requests.items ?? [],
      conversations: messages.conversations ?? [],
      notifications: unread.items ?? [],
      chapters: feed.chapters ?? [],
    },
    visit,
  );
  const { first, second } = placesFor(me, {
    queues: <Queues />,
    steps: me && <FirstSteps me={me} />,
    requests: <Requests me={me} />,
    messages: <Messages isNew={me !== undefined && isBeginning(me)} />,
    events: <NextEvents next={next} />,
    suggestions: <Suggestions title={me && isBeginning(me) ? t`People to start with` : t`People you may know`} />,
    profile: me ? (
      <ProfileCard me={me} mine={mine} />
    ) : (
      <Section title={t`Your profile`}>
        <Failed error={error} onRetry={refetch} title={t`We couldn’t load your profile`} />
      </Section>
    ),
    recent: <Recent />,
  });
  return (
    <>
      <Hello me={me} />
      <Since since={visit.since} news={news} />
      {me && <Stories me={me} feed={feed} mine={mine} />}
      <div className={classes.columns}>
        <Column parts={first} />
        <Column parts={second} />
      </div>
    </>
  );
}

type Part = 'queues' | 'steps' | 'requests' | 'messages' | 'events' | 'suggestions' | 'profile' | 'recent';
type Placed = [name: Part, content: ReactNode][];

/** Which part stands where: what each role comes for is first, and what a newcomer needs. */
function placesFor(me: OwnProfile | undefined, parts: Record<Part, ReactNode>): { first: Placed; second: Placed } {
  const [first, second]: [Part[], Part[]] =
    me && isBeginning(me)
      ? [
          ['queues', 'steps', 'requests', 'suggestions'],
          ['profile', 'messages', 'events', 'recent'],
        ]
      : me?.role === 'brand'
        ? [
            ['queues', 'steps', 'requests', 'messages', 'suggestions'],
            ['profile', 'events', 'recent'],
          ]
        : me?.role === 'entrepreneur'
          ? [
              ['queues', 'steps', 'requests', 'events', 'messages'],
              ['profile', 'suggestions', 'recent'],
            ]
          : [
              ['queues', 'steps', 'requests', 'messages', 'events'],
              ['profile', 'suggestions', 'recent'],
            ];
  const placed = (names: Part[]): Placed => names.map((name) => [name, parts[name]]);
  return { first: placed(first), second: placed(second) };
}

const Column = ({ parts }: { parts: Placed }) => (
  <div className={classes.column}>
    {parts.map(([name, content]) => (
      <Boundary key={name}>{content}</Boundary>
    ))}
  </div>
);

function Hello({ me }: { me: OwnProfile | undefined }) {
  return (
    <header className={classes.hello}>
      <div>
        <Title order={1}>
          <Greeting hour={new Date().getHours()} name={me && <bdi>{me.display_name}</bdi>} />
        </Title>
        {me && <p>{isBeginning(me) ? t`Welcome. A few steps, and people find you.` : i18n._(LEADS[me.role])}</p>}
      </div>
      {me && (
        <div className={classes.actions}>
          {actionsFor(me).map(({ label, href }, i) => (
            <Button key={href} component={Link} href={href} variant={i === 0 ? 'light' : 'default'}>
              <bdi>{label}</bdi>
            </Button>
          ))}
        </div>
      )}
    </header>
  );
}
