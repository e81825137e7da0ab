import { LIMITS } from './contract/limits.ts';
import { paths } from './contract/paths.ts';
import type { Trigger } from './runtime/trigger.ts';

/** What an erasure removes, and what it may cost for what it removes. */
const ERASED = [
  paths.account('{uid}'),
  paths.dataExport('{uid}'),
  paths.certificate('{id}'),
  paths.blocks('{uid}'),
  paths.blockers('{uid}', '{shard}'),
  paths.notification('{uid}', '{id}'),
  paths.device('{uid}', '{id}'),
  paths.push('{id}'),
  paths.edges('{uid}', '{shard}'),
  paths.connection('{pair}'),
  paths.verification('{id}'),
  paths.verificationState('{uid}'),
  paths.staff('{uid}'),
  paths.report('{id}'),
  paths.story('{id}'),
  paths.audience('{id}'),
  paths.event('{id}'),
  paths.attendee('{id}', '{uid}'),
  paths.conversation('{pair}'),
  paths.message('{pair}', '{id}'),
  paths.messageVideo('{pair}', '{id}'),
  paths.typing('{pair}', '{uid}'),
  paths.chatState('{uid}'),
  paths.calendar('{hash}'),
  paths.fanOut('{id}'),
  paths.deadLetter('{id}'),
  // Entries stay, without names.
  paths.audit('{id}'),
] as const;
const ERASING = {
  updates: [paths.user('{uid}'), paths.erasure('{uid}')],
  cost: { reads: (removed: number) => 3 * removed + 26, writes: (removed: number) => 3 * removed + 8, trips: 12 },
} as const;

/** What one push costs besides: all phones of a person, how much is unread, and those that are gone. The local suite writes it down. */
const PUSHED = { reads: LIMITS.devices + 1, writes: LIMITS.devices + 1, trips: 4 } as const;
/** What changes when somebody is told on their phones. */
const PHONES = [paths.device('{uid}', '{id}'), paths.push('{id}')] as const;

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
    writes: [
      paths.connection('{pair}'),
      paths.notification('{uid}', '{id}'),
      paths.audience('{id}'),
      paths.revocation('{uid}'),
      paths.device('{uid}', '{id}'),
      paths.fanOut('{id}'),
    ],
    updates: [paths.story('{id}'), paths.event('{id}'), paths.attendee('{id}', '{uid}'), paths.conversation('{pair}')],
    goesBy: [
      ...['id', 'username', 'display_name', 'role', 'avatar_url', 'is_verified'],
      ...['withheld', 'suspended_until'],
    ],
    // Of somebody who is suspended or restored also the claims, twice, the revocation and ten phones at most. Past a thousand
    // documents it goes on as a task.
    cost: { reads: (looked) => looked + 24, writes: (looked) => looked + 11, trips: 90 },
    run: async ({ before, after, time }) => (await import('./users/triggers.ts')).followProfile(before, after, time),
  },
  onAccountUpdated: {
    on: 'updated',
    path: paths.account('{uid}'),
    writes: [paths.fanOut('{id}')],
    updates: [paths.edges('{uid}', '{shard}')],
    goesBy: ['preferences', 'muted_people'],
    // Their own edges are a read for 5,000; the connection says where they stand in the other's.
    cost: { reads: (connections) => 2 * connections + 5, writes: (connections) => connections + 2, trips: 60 },
    run: async ({ params, before, after }) =>
      (await import('./notifications/triggers.ts')).followPreferences(params.uid ?? '', before, after),
  },
  onConnectionWritten: {
    on: 'written',
    path: paths.connection('{pair}'),
    writes: [
      paths.notification('{uid}', '{id}'),
      paths.attendee('{id}', '{uid}'),
      paths.blockers('{uid}', '{shard}'),
      ...PHONES,
    ],
    updates: [
      paths.event('{id}'),
      paths.conversation('{pair}'),
      paths.edges('{uid}', '{shard}'),
      paths.blocks('{uid}'),
    ],
    // An acceptance settles the request, tells of it, asks both what they don't want to be told of, and opens what they have written;
    // a block looks through both sides' notifications; whoever is no connection any more loses what they were told of events that are
    // for those. Somebody's seat takes up to seven reads: of the event with and without its turn, the connection, and who is next.
    cost: {
      reads: (removed) => 8 * removed + 16 + PUSHED.reads,
      writes: (removed) => 3 * removed + 5 + PUSHED.writes,
      trips: 40,
    },
    run: async ({ before, after }) => (await import('./connections/triggers.ts')).tellAboutConnection(before, after),
  },
  onVerificationWritten: {
    on: 'written',
    path: paths.verification('{id}'),
    writes: [paths.notification('{uid}', '{id}'), ...PHONES],
    cost: { reads: 3 + PUSHED.reads, writes: 1 + PUSHED.writes, trips: 2 + PUSHED.trips },
    run: async ({ before, after }) => (await import('./verification/triggers.ts')).tellOutcome(before, after),
  },
  onReportWritten: {
    on: 'written',
    path: paths.report('{id}'),
    writes: [
      paths.notification('{uid}', '{id}'),
      paths.audience('{id}'),
      paths.revocation('{uid}'),
      paths.device('{uid}', '{id}'),
    ],
    updates: [
      paths.story('{id}'),
      paths.event('{id}'),
      paths.conversation('{pair}'),
      paths.message('{pair}', '{id}'),
      paths.messageVideo('{pair}', '{id}'),
      paths.chatState('{uid}'),
    ],
    // Two are told; a decision that whoever made it died over is finished.
    cost: { reads: 60, writes: 40, trips: 60 },
    run: async ({ before, after, time }) =>
      (await import('./reports/triggers.ts')).tellAboutReport(before, after, time),
  },
  onStaffWritten: {
    on: 'written',
    path: paths.staff('{uid}'),
    writes: [paths.revocation('{uid}')],
    cost: { reads: 7, writes: 1, trips: 4 },
    run: async ({ before, after }) => (await import('./staff/triggers.ts')).followStaff(before, after),
  },
  onStoryCreated: {
    on: 'created',
    path: paths.story('{id}'),
    writes: [paths.audience('{id}')],
    updates: [paths.story('{id}')],
    // A document of edges for 5,000 connections, one of the audience for 2,000.
    cost: { reads: (shards) => shards + 3, writes: (shards) => shards + 1, trips: 4 },
    // A minute of video is read and written again.
    seconds: 300,
    instance: { memory: '1GiB', concurrency: 4 },
    run: async ({ after }) => (await import('./stories/triggers.ts')).finishVideoOf(after),
  },
  onEventWritten: {
    on: 'written',
    path: paths.event('{id}'),
    writes: [paths.notification('{uid}', '{id}'), paths.fanOut('{id}'), ...PHONES],
    goesBy: [
      ...[
        'id',
        'title',
        'host',
        'counts',
        'status',
        'cancel_message',
        'sequence',
        'date',
        'ends_at',
        'location',
        'link',
      ],
      ...['taken_down', 'taken_down_directly', 'withheld', 'created_at', 'updated_at'],
    ],
    // Each is asked whether they want to know, told, looked at again, and told anew in the row that was there; the host is told on
    // their phone of what staff decide.
    cost: {
      reads: (told) => 6 * told + 10 + PUSHED.reads,
      writes: (told) => 3 * told + 2 + PUSHED.writes,
      trips: 60,
    },
    run: async ({ before, after }) => (await import('./events/triggers.ts')).tellAboutEvent(before, after),
  },
  onAttendeeWritten: {
    on: 'written',
    path: paths.attendee('{id}', '{uid}'),
    writes: [paths.notification('{uid}', '{id}'), paths.fanOut('{id}'), ...PHONES],
    updates: [paths.event('{id}')],
    goesBy: ['id', 'event', 'status', 'since', 'turn'],
    cost: {
      reads: (told) => 3 * told + 23 + PUSHED.reads,
      writes: (told) => 2 * told + 3 + PUSHED.writes,
      trips: 60,
    },
    run: async ({ before, after, time }) =>
      (await import('./events/triggers.ts')).tellAboutAttendee(before, after, time),
  },
  onMessageWritten: {
    on: 'written',
    path: paths.message('{pair}', '{id}'),
    writes: [paths.notification('{uid}', '{id}'), ...PHONES],
    goesBy: ['id', 'receiver', 'deleted_at'],
    // Where the last message is none to them, the newest that is.
    cost: { reads: 5 + PUSHED.reads, writes: 1 + PUSHED.writes, trips: 3 + PUSHED.trips },
    run: async ({ before, after }) => (await import('./chat/triggers.ts')).tellAboutMessage(before, after),
  },
  onMessageVideoCreated: {
    on: 'created',
    path: paths.messageVideo('{pair}', '{id}'),
    writes: [],
    updates: [paths.messageVideo('{pair}', '{id}'), paths.message('{pair}', '{id}'), paths.conversation('{pair}')],
    cost: { reads: 3, writes: 3, trips: 3 },
    seconds: 300,
    instance: { memory: '1GiB', concurrency: 4 },
    run: async ({ after }) => (await import('./chat/triggers.ts')).finishSentVideo(after),
  },
  onErasureAsked: {
    on: 'created',
    path: paths.erasure('{uid}'),
    writes: ERASED,
    ...ERASING,
    run: async ({ params }) => (await import('./account/triggers.ts')).finishErasure(params.uid ?? ''),
  },
  onSignInDeleted: {
    on: 'sign_in_deleted',
    path: paths.user('{uid}'),
    writes: [...ERASED, paths.erasure('{uid}'), paths.revocation('{uid}'), paths.username('{key}')],
    ...ERASING,
    run: async ({ params }) => (await import('./account/triggers.ts')).eraseAfterSignIn(params.uid ?? ''),
  },
} as const satisfies Record<string, Trigger>;
