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

const many = (count: number, one: string, other: string): string =>
  count === 1 ? one : other.replace('#', count.toLocaleString('en'));

function wordsOf({ kind, count, name }: News): string {
  switch (kind) {
    case 'requests':
      return count === 1 && name ? `${name} wants to connect` : many(count, '1 request', '# requests');
    case 'messages':
      return name
        ? many(count, `A message from ${name}`, `# messages from ${name}`)
        : many(count, '1 message', '# messages');
    case 'message_requests':
      return count === 1 && name
        ? `${name} has written to you`
        : many(count, '1 message request', '# message requests');
    case 'accepted':
      return count === 1 && name
        ? `${name} accepted your request`
        : many(count, '1 request accepted', '# requests accepted');
    case 'invitations':
      return count === 1 && name ? `${name} invites you` : many(count, '1 invitation', '# invitations');
    case 'events':
      return many(count, 'News of an event', 'News of # events');
    case 'stories':
      return name ? many(count, `A story by ${name}`, `# stories by ${name}`) : many(count, '1 story', '# stories');
    case 'outcomes':
      return many(count, 'A decision for you', '# decisions for you');
  }
}

/** What has come since somebody was last here, each with where it leads; nothing where there is nothing. */
export function Since({ since, news }: { since: number | null; news: readonly News[] }) {
  if (since === null || news.length === 0) return null;
  return (
    <section className={classes.since} aria-label="Since you were here">
      <h2>
        Since you were here, <Ago time={new Date(since).toISOString()} />
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
