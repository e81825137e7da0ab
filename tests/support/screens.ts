/** Whom and what the screens show that are about somebody or something: usernames, and ids. */
export interface Shown {
  me: string;
  /** Somebody with whom I have a conversation. */
  other: string;
  otherId: string;
  /** A public event of somebody's, and one of mine. */
  event: string;
  mine: string;
}

export interface Screen {
  /** As its picture is called. */
  name: string;
  /** As the dashboard's routers have it. */
  route: string;
  path: (shown: Shown) => string;
}

const screen = (name: string, route: string, path: Screen['path'] = () => route): Screen => ({ name, route, path });

/** What is there for somebody signed out. */
export const OUTSIDE: readonly Screen[] = [
  screen('sign-in', '/sign-in'),
  screen('register', '/register'),
  screen('reset-password', '/reset-password'),
  screen('public-event', '/events/:id', ({ event }) => `/events/${event}`),
  screen('public-event-gone', '/events/:id', () => '/events/no-such-event'),
];

/** What is there for somebody signed in who is also staff: every screen, and what its tabs show. */
export const INSIDE: readonly Screen[] = [
  screen('home', '/'),
  screen('people', '/people'),
  screen('people-found', '/people', ({ other }) => `/people?search=${other}`),
  screen('person', '/people/:username', ({ other }) => `/people/${other}`),
  screen('person-me', '/people/:username', ({ me }) => `/people/${me}`),
  screen('events', '/events'),
  screen('events-mine', '/events', () => '/events?tab=mine'),
  screen('event', '/events/:id', ({ event }) => `/events/${event}`),
  screen('event-hosted', '/events/:id', ({ mine }) => `/events/${mine}`),
  screen('event-new', '/events/new'),
  screen('event-edit', '/events/:id/edit', ({ mine }) => `/events/${mine}/edit`),
  screen('messages', '/messages/:who?', () => '/messages'),
  screen('messages-requests', '/messages/:who?', () => '/messages?box=requests'),
  screen('conversation', '/messages/:who?', ({ other }) => `/messages/${other}`),
  screen('connections', '/connections'),
  screen('notifications', '/notifications'),
  screen('profile', '/profile'),
  screen('verification', '/verification'),
  screen('reports', '/reports'),
  screen('settings', '/settings'),
  screen('settings-notifications', '/settings/notifications'),
  screen('not-found', '*', () => '/no/such/page'),
  screen('staff-overview', '/staff/overview'),
  screen('staff-people', '/staff/people'),
  screen('staff-person', '/staff/people/:id', ({ otherId }) => `/staff/people/${otherId}`),
  screen('staff-verifications', '/staff/verifications'),
  screen('staff-reports', '/staff/reports'),
  screen('staff-events', '/staff/events'),
  screen('staff-event', '/staff/events/:id', ({ event }) => `/staff/events/${event}`),
  screen('staff-audit', '/staff/audit'),
];
