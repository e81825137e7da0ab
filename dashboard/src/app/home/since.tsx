import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ComponentType } from 'react';
import { Link } from 'wouter';
import { BellIcon, CalendarIcon, CheckIcon, FilmIcon, LinkIcon, MessageIcon } from '../../ui/icons.tsx';
import { Ago } from '../../ui/time.tsx';
import classes from './since.module.css';
import type { News, NewsKind } from './since.ts';

const ICONS: Record<NewsKind, ComponentType<{ size?: number }>> = {
  requests: LinkIcon,
  messages: MessageIcon,
  message_requests: MessageIcon,
  accepted: CheckIcon,
  invitations: CalendarIcon,
  events: CalendarIcon,
  stories: FilmIcon,
  outcomes: BellIcon,
};

function wordsOf({ kind, count, name }: News): string {
  switch (kind) {
    case 'requests':
      return count === 1 && name
        ? t`${name} wants to connect`
        : plural(count, { one: '# request', other: '# requests' });
    case 'messages':
      return name
        ? plural(count, { one: `A message from ${name}`, other: `# messages from ${name}` })
        : plural(count, { one: '# message', other: '# messages' });
    case 'message_requests':
      return count === 1 && name
        ? t`${name} has written to you`
        : plural(count, { one: '# message request', other: '# message requests' });
    case 'accepted':
      return count === 1 && name
        ? t`${name} accepted your request`
        : plural(count, { one: '# request accepted', other: '# requests accepted' });
    case 'invitations':
      return count === 1 && name
        ? t`${name} invites you`
        : plural(count, { one: '# invitation', other: '# invitations' });
    case 'events':
      return plural(count, { one: '# event has news', other: '# events have news' });
    case 'stories':
      return name
        ? plural(count, { one: `A story by ${name}`, other: `# stories by ${name}` })
        : plural(count, { one: '# story', other: '# stories' });
    case 'outcomes':
      return plural(count, { one: '# decision for you', other: '# decisions for you' });
  }
}

/** What has come since somebody was last here, each with where it leads; nothing where there is nothing. */
export function Since({ since, news }: { since: number | null; news: readonly News[] }) {
  if (since === null || news.length === 0) return null;
  return (
    <section className={classes.since} aria-label={t`Since you were here`}>
      <h2>
        <Trans>
          Since you were here, <Ago time={new Date(since).toISOString()} />
        </Trans>
      </h2>
      <ul>
        {news.map((each) => {
          const Icon = ICONS[each.kind];
          return (
            <li key={each.kind}>
              <Link href={each.href}>
                <Icon size={18} />
                <bdi>{wordsOf(each)}</bdi>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
