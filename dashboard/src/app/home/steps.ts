import { placeOf } from '@api/connections/policy.ts';
import type { Role } from '@api/contract/roles.ts';
import type { OwnProfile } from '@api/users/schema.ts';

/** Connections from which on somebody is no newcomer. */
export const FIRST_CONNECTIONS = 3;

export const STEPS = ['picture', 'bio', 'category', 'location', 'company', 'links', 'connections', 'tick'] as const;
export type Step = (typeof STEPS)[number];

/** What somebody looks at who has just registered, in this order; the tick is not for everybody. */
export const FIRST_STEPS = ['picture', 'bio', 'category', 'connections', 'tick'] as const satisfies Step[];
export const OPTIONAL: ReadonlySet<Step> = new Set(['tick']);

/** What makes a profile whole, in the order in which it helps most. */
const ORDER: Record<Role, readonly Step[]> = {
  influencer: ['picture', 'bio', 'category', 'links', 'connections', 'location', 'tick'],
  brand: ['picture', 'bio', 'category', 'company', 'links', 'connections', 'tick', 'location'],
  entrepreneur: ['picture', 'bio', 'category', 'location', 'connections', 'company', 'links', 'tick'],
};

/** Whether a step is done, from what is there. @param waits a document of mine is being looked at */
export function isDone(step: Step, me: OwnProfile, waits: boolean): boolean {
  switch (step) {
    case 'picture':
      return me.avatar_url !== null;
    case 'bio':
      return me.bio !== '';
    case 'category':
      return me.business_category !== '';
    case 'location':
      return me.location !== '';
    case 'company':
      return me.company_name !== '';
    case 'links':
      return Object.keys(me.social_links).length > 0;
    case 'connections':
      return me.connection_count >= FIRST_CONNECTIONS;
    case 'tick':
      return me.is_verified || waits;
  }
}

/** Whether somebody still begins: what isn't optional is not all done. */
export const isBeginning = (me: OwnProfile): boolean =>
  FIRST_STEPS.some((step) => !OPTIONAL.has(step) && !isDone(step, me, false));

/** How whole a profile is, from 0 to 100, and what comes next; null where there is nothing left. */
export function progressOf(me: OwnProfile, waits: boolean): { percent: number; next: Step | null } {
  const steps = ORDER[me.role];
  const done = steps.filter((step) => isDone(step, me, waits));
  return {
    percent: Math.round((100 * done.length) / steps.length),
    next: steps.find((step) => !done.includes(step)) ?? null,
  };
}

/** Where a step is taken. */
export const STEP_HREF: Record<Step, string> = {
  picture: '/profile',
  bio: '/profile',
  category: '/profile',
  location: '/profile',
  company: '/profile',
  links: '/profile',
  connections: '/people',
  tick: '/verification',
};

const search = (path: string, query: Record<string, string>): string => {
  const filled = Object.entries(query).filter(([, value]) => value !== '');
  return filled.length > 0 ? `${path}?${new URLSearchParams(filled)}` : path;
};

/** Where each looks for people first: a brand for influencers in its own category, where it has one. */
export function peopleFor({ role, business_category }: OwnProfile): string {
  switch (role) {
    case 'influencer':
      return search('/people', { role: 'brand' });
    case 'brand':
      return search('/people', { role: 'influencer', category: business_category });
    case 'entrepreneur':
      return '/people';
  }
}

/** Where somebody looks for events: where they live, where that is known. */
export const eventsNear = ({ location }: OwnProfile): string => search('/events', { search: placeOf(location) });
