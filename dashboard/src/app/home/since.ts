import type { Topic } from '@api/contract/topics.ts';
import type { Notification } from '@api/notifications/schema.ts';
import { pageOf } from '../../notifications/target.ts';
import type { Visit } from './visit.ts';

export const NEWS_KINDS = [
  'requests',
  'messages',
  'message_requests',
  'accepted',
  'invitations',
  'events',
  'stories',
  'outcomes',
] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** What is new of one kind, and where it leads. */
export interface News {
  kind: NewsKind;
  count: number;
  /** Whose it is, where all of it is one person's. */
  name: string | null;
  href: string;
}

interface Known {
  requests: readonly { created_at: string; sender: { display_name: string } }[];
  conversations: readonly {
    updated_at: string;
    state: string;
    unread: number;
    person: { username: string; display_name: string };
  }[];
  notifications: readonly Notification[];
  /** Stories of others, oldest first in each chapter. */
  chapters: readonly {
    author: { username: string; display_name: string };
    stories: readonly { created_at: string; seen: boolean }[];
  }[];
}

/** What of the notifications is counted, and as what; the rest stands somewhere else on home. */
const KIND_OF: Partial<Record<Topic, NewsKind>> = {
  acceptance: 'accepted',
  invitation: 'invitations',
  seat: 'events',
  reminder: 'events',
  change: 'events',
  hosting: 'events',
  attendance: 'events',
  outcome: 'outcomes',
};

/** Where several of a kind lead; one alone leads to itself. */
const LISTS: Partial<Record<NewsKind, string>> = {
  accepted: '/connections?tab=connected',
  invitations: '/events?tab=mine',
};

/**
 * @returns what has come while somebody was away and still waits: what they have read or answered meanwhile isn't new any
 *   more, and what comes while they are here they see come
 */
export function newsOf({ requests, conversations, notifications, chapters }: Known, { since, began }: Visit): News[] {
  if (since === null) return [];
  const isNew = (time: string): boolean => Date.parse(time) > since && Date.parse(time) <= began;
  const only = (names: readonly string[]): string | null => (new Set(names).size === 1 ? (names[0] ?? null) : null);

  const asking = requests.filter(({ created_at }) => isNew(created_at));
  const unread = conversations.filter(({ updated_at, unread: left }) => left > 0 && isNew(updated_at));
  const [open, strangers] = [
    unread.filter(({ state }) => state === 'open'),
    unread.filter(({ state }) => state !== 'open'),
  ];
  const watched = chapters.flatMap(({ author, stories }) =>
    stories.filter(({ created_at, seen }) => !seen && isNew(created_at)).map(() => author),
  );
  const told = notifications.filter(({ is_read, created_at }) => !is_read && isNew(created_at));

  const [writer, watchedFirst] = [only(open.map(({ person }) => person.username)), watched[0]];
  const all: News[] = [
    {
      kind: 'requests',
      count: asking.length,
      name: only(asking.map(({ sender }) => sender.display_name)),
      href: '/connections?tab=to-answer',
    },
    {
      kind: 'messages',
      count: open.reduce((sum, { unread: left }) => sum + left, 0),
      name: only(open.map(({ person }) => person.display_name)),
      href: writer ? `/messages/${writer}` : '/messages',
    },
    {
      kind: 'message_requests',
      count: strangers.length,
      name: only(strangers.map(({ person }) => person.display_name)),
      href: '/messages?box=requests',
    },
    {
      kind: 'stories',
      count: watched.length,
      name: only(watched.map(({ display_name }) => display_name)),
      href: `/?stories=${encodeURIComponent(watchedFirst?.username ?? '')}`,
    },
    ...[...new Set(Object.values(KIND_OF))].map((kind): News => {
      const of = told.filter(({ reason }) => KIND_OF[reason.topic] === kind);
      const [first] = of;
      const href = of.length === 1 && first ? pageOf(first) : null;
      return {
        kind,
        count: of.length,
        name: only(of.map(({ actor }) => actor?.display_name ?? '')) || null,
        href: href ?? LISTS[kind] ?? '/notifications',
      };
    }),
  ];
  return all.filter(({ count }) => count > 0).sort((a, b) => NEWS_KINDS.indexOf(a.kind) - NEWS_KINDS.indexOf(b.kind));
}
