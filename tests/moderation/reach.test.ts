import { expect, it } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import type { AnyRoute } from '../../functions/src/http/route.ts';
import { api } from '../../functions/src/routes.ts';
import { host, join, plan } from '../events/make.ts';
import { del, get, type Person, patch, post, type Reply, useApi } from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';
import { acquainted, speaksOf } from './acquainted.ts';

useApi();

type Name = keyof typeof api;

/** What of theirs there was before the block. */
interface Made {
  event: string;
  story: string;
}
type Ask = (me: Person, them: Person, made: Made) => Promise<Reply>;

/** How each route that takes something of somebody's answers across a block: as if it weren't there. */
const REACHES: Partial<Record<Name, Ask>> = {
  getUser: (me, them) => get(`/users/${them.username}`, me),
  requestConnection: (me, them) => post('/connections/request', { receiver: them.id }, me),
  answerConnection: (me, them) => patch(`/connections/${pairId(me.id, them.id)}/action`, { status: 'rejected' }, me),
  removeConnection: (me, them) => del(`/connections/${pairId(me.id, them.id)}`, me),
  muteSource: (me, them) => post('/users/mutes', { kind: 'person', id: them.id }, me),
  getConversation: (me, them) => get(`/chat/${them.id}`, me),
  sendMessage: (me, them) => post('/chat', { receiver: them.id, content: 'Hi' }, me),
  readConversation: (me, them) => post(`/chat/${them.id}/read`, {}, me),
  acceptConversation: (me, them) => post(`/chat/${them.id}/accept`, undefined, me),
  declineConversation: (me, them) => post(`/chat/${them.id}/decline`, undefined, me),
  viewStory: (me, _, { story }) => post(`/stories/${story}/view`, undefined, me),
  deleteStory: (me, _, { story }) => del(`/stories/${story}`, me),
  listViewers: (me, _, { story }) => get(`/stories/${story}/viewers`, me),
  getEvent: (me, _, { event }) => get(`/events/${event}`, me),
  eventCalendar: (me, _, { event }) => get(`/events/${event}/calendar.ics`, me),
  updateEvent: (me, _, { event }) => patch(`/events/${event}`, { title: 'Mine' }, me),
  deleteEvent: (me, _, { event }) => del(`/events/${event}`, me),
  cancelEvent: (me, _, { event }) => post(`/events/${event}/cancel`, {}, me),
  joinEvent: (me, _, { event }) => join(me, event),
  leaveEvent: (me, _, { event }) => del(`/events/${event}/join`, me),
  inviteToEvent: (me, them, { event }) => post(`/events/${event}/invite`, { users: [them.id] }, me),
  eventAudience: (me, _, { event }) => get(`/events/${event}/audience`, me),
  listAttendees: (me, _, { event }) => get(`/events/${event}/attendees`, me),
  listFriendsGoing: (me, _, { event }) => get(`/events/${event}/friends`, me),
  deleteEventCover: (me, _, { event }) => del(`/events/${event}/cover`, me),
  createReport: (me, _, { event }) => post('/reports', { target: { kind: 'event', id: event }, category: 'spam' }, me),
};

/** Those that the one who has blocked may still ask: to see whom, and to take it back. */
const BY_THE_BLOCKER: readonly Name[] = ['getUser'];

/** Lists and counts, in which the other one must not stand; `people.test.ts` has those that show people. */
const COUNTS: Partial<Record<Name, (me: Person) => Promise<void>>> = {
  latestStory: async (me) => expect((await get('/stories/latest', me)).body).toEqual({ latest: null }),
  countUnread: async (me) => expect((await get('/notifications/unread_count', me)).body).toEqual({ unread_count: 0 }),
  previewAudience: async (me) => expect((await get('/events/audience', me)).body).toMatchObject({ connections: 1 }),
};

/** Why nothing of the other one can be reached, or told, by the rest. */
const ELSEWHERE: Partial<Record<Name, string>> = {
  ...Object.fromEntries(
    ['listMessages', 'getAttachment', 'deleteMessage'].map((name) => [name, 'what was received stays']),
  ),
  ...Object.fromEntries(
    ['blockPerson', 'unblockPerson', 'listBlocks'].map((name) => [name, 'people.test.ts: what a block tells']),
  ),
  ...Object.fromEntries(
    [
      ...['searchPeople', 'listConnections', 'suggestConnections', 'listStories', 'listConversations'],
      ...['listNotifications', 'listEvents', 'listMutes', 'listMutuals', 'listEventsOfConnections'],
    ].map((name) => [name, 'people.test.ts: no route shows either to the other']),
  ),
  ...Object.fromEntries(
    [
      ...['getProfile', 'updateProfile', 'getPreferences', 'updatePreferences', 'putAvatar', 'deleteAvatar'],
      ...['changePassword', 'changeEmail', 'logout', 'requestExport', 'getExport', 'deleteAccount'],
      ...[
        'deleteAccountByPost',
        'getQueues',
        'requestVerification',
        'listVerifications',
        'listMyStories',
        'postStory',
        'createEvent',
      ],
      ...['putEventCover', 'getOwnCalendar', 'openOwnCalendar', 'closeOwnCalendar', 'readNotification'],
      ...['unreadNotification', 'seeNotifications'],
      ...['readAllNotifications', 'lessLikeThis', 'unmuteSource', 'putDevice', 'deleteDevice', 'listOwnReports'],
      ...['listDecisionsAboutMe', 'appealDecision'],
    ].map((name) => [name, 'takes and shows what is the caller’s own']),
  ),
};

const concerned = (Object.keys(api) as Name[]).filter((name) => {
  const { auth } = api[name] as unknown as AnyRoute;
  return auth === 'user' || auth === 'optional';
});

it.each(concerned)('%s says what becomes of it across a block', (name) => {
  expect([...Object.keys(REACHES), ...Object.keys(COUNTS), ...Object.keys(ELSEWHERE)]).toContain(name);
});

it.each([true, false])('across a block nothing of the other is reached; connected before: %s', async (connected) => {
  const [blocker, blocked] = await acquainted(connected);
  const made = new Map<Person, Made>();
  for (const [me, other] of [
    [blocker, blocked],
    [blocked, blocker],
  ] as const) {
    const [{ id: story }] = (await get('/stories/my_stories', me)).body;
    const { id: event } = await host(me, plan());
    await join(other, event);
    made.set(me, { event, story });
  }
  const block = () => post(`/users/${blocked.id}/block`, undefined, blocker);
  await deliverConnection(await eventOf(blocker, blocked, block));
  for (const [me, them] of [
    [blocker, blocked],
    [blocked, blocker],
  ] as const) {
    for (const [name, ask] of Object.entries(REACHES)) {
      if (me === blocker && BY_THE_BLOCKER.includes(name as Name)) continue;
      const { status, body } = await ask(me, them, made.get(them) as Made);
      // Who has blocked knows it.
      expect(me === blocker ? [404, 409] : [404], `${name}: ${JSON.stringify(body)}`).toContain(status);
      expect(speaksOf(body, them), name).toBe(false);
    }
    for (const look of Object.values(COUNTS)) await look(me);
    const { event } = made.get(me) as Made;
    expect((await post(`/events/${event}/invite`, { users: [them.id] }, me)).status).toBe(400);
    expect((await get(`/events/${event}`, me)).body.counts.going).toBeLessThanOrEqual(1);
    expect((await get(`/events/${event}/attendees`, me)).body).toEqual([]);
  }
});
