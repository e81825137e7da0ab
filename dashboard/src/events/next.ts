import { placeOf } from '@api/connections/policy.ts';
import type { Event } from '@api/events/schema.ts';
import type { OwnProfile } from '@api/users/schema.ts';
import { useQuery } from '@tanstack/react-query';
import { call, page } from '../live/api.ts';
import { useUid } from '../live/session.tsx';
import { eventKeys } from './keys.ts';

/** How many are asked for of mine, of what I host, and of the others. */
const ASKED = { mine: 3, hosting: 2, others: 6 };
/** How many of others are shown, and with fewer than how many it is looked for more in my place. */
const OTHERS = 3;

interface Answer {
  data: Event[] | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => unknown;
}

const byDate = (a: Event, b: Event): number => (a.date < b.date ? -1 : 1);

/** What I go to or host now and next; and what my connections host, or where there is little of it, what takes place where I live. */
export function useNextEvents(me: OwnProfile | undefined) {
  const uid = useUid();
  const mine: Answer = useQuery({
    queryKey: eventKeys.next('mine'),
    queryFn: async ({ signal }) => {
      const ask = async (query: { attending: 'me' } | { host: string }, limit: number) =>
        (await page('GET /events', { query: { ...query, when: 'current', limit }, signal })).items;
      const both = await Promise.all([ask({ attending: 'me' }, ASKED.mine), ask({ host: uid }, ASKED.hosting)]);
      return both
        .flat()
        .filter(({ status }) => status === 'scheduled')
        .sort(byDate);
    },
  });
  const friends: Answer = useQuery({
    queryKey: eventKeys.next('friends'),
    queryFn: ({ signal }) => call('GET /events/of_connections', { query: { limit: ASKED.others }, signal }),
  });
  const place = placeOf(me?.location ?? '');
  const isQuiet = friends.data !== undefined && friends.data.length < OTHERS;
  // Of somebody who hasn't said where they are: whatever comes up next.
  const near: Answer = useQuery({
    queryKey: eventKeys.next(`near ${place}`),
    queryFn: async ({ signal }) =>
      (await page('GET /events', { query: { search: place, when: 'current', limit: ASKED.others }, signal })).items,
    // Where somebody lives isn't known before they are.
    enabled: isQuiet && me !== undefined,
  });
  const known = new Set(mine.data?.map(({ id }) => id));
  // What I have answered is mine, also where it is too far ahead to be shown.
  const notMine = (events: Event[] | undefined): Event[] =>
    (events ?? []).filter(({ id, host, attendance }) => !known.has(id) && host.id !== uid && !attendance);
  const ofFriends = notMine(friends.data).slice(0, OTHERS);
  const shown = new Set(ofFriends.map(({ id }) => id));
  return {
    mine: mine.data,
    ofFriends,
    near: notMine(near.data)
      .filter(({ id }) => !shown.has(id))
      .slice(0, OTHERS - ofFriends.length),
    place,
    // Friends' events are left out where they can't be had: mine are what matters.
    error: mine.data ? null : mine.error,
    retry: () => {
      for (const { refetch } of [mine, friends]) refetch();
    },
    isSettled: !mine.isPending && !friends.isPending && !(isQuiet && near.isPending),
  };
}
