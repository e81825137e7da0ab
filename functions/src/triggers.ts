import { paths } from './contract/paths.ts';
import type { Trigger } from './runtime/trigger.ts';

/** What listens to Firestore: path to handler. Each loads its slice when it is first called. */
export const TRIGGERS = {
  onUserCreated: {
    on: 'created',
    path: paths.user('{uid}'),
    writes: [paths.notification('{uid}', '{id}')],
    cost: { reads: 3, writes: 1, trips: 2 },
    run: async ({ after }) => (await import('./users/triggers.ts')).welcome(after),
  },
  onUserUpdated: {
    on: 'updated',
    path: paths.user('{uid}'),
    writes: [paths.connection('{pair}'), paths.notification('{uid}', '{id}')],
    cost: { reads: (copies) => copies + 3, writes: (copies) => copies, trips: 3 },
    run: async ({ before, after }) => (await import('./users/triggers.ts')).refreshCopies(before, after),
  },
  onConnectionWritten: {
    on: 'written',
    path: paths.connection('{pair}'),
    writes: [paths.notification('{uid}', '{id}')],
    // An acceptance settles the request and tells of it; a block looks through both sides' notifications.
    cost: { reads: (removed) => removed + 3, writes: (removed) => removed + 2, trips: 4 },
    run: async ({ before, after }) => (await import('./connections/triggers.ts')).tellAboutConnection(before, after),
  },
} as const satisfies Record<string, Trigger>;
