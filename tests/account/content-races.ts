import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { host, join, plan } from '../events/make.ts';
import { postPicture, storyForm } from '../stories/post.ts';
import { connect, type Person, type Reply, send } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { contended, picture, type Race, run, type Two, type Writing } from './race.ts';

const events = new WeakMap<Person, string>();
const keep = (leaver: Person, { id }: { id: string }) => events.set(leaver, id);
const kept = (leaver: Person): string => events.get(leaver) ?? '';
/** An event of the leaver's, in which the other one is already. */
const hosted = (meets: (two: Two, id: string) => Promise<unknown>): Race => ({
  first: async ({ leaver, other }) => {
    keep(leaver, await host(leaver, { capacity: 3 }));
    await join(other, kept(leaver));
  },
  meets: (two) => [meets(two, kept(two.leaver)), join(two.other, kept(two.leaver), 'interested', true)],
});

/** An event of the leaver's, with a cover, in which the other one is. */
async function covered({ leaver, other }: Two): Promise<void> {
  keep(leaver, await host(leaver));
  await join(other, kept(leaver));
  await send('put', `/events/${kept(leaver)}/cover`, { as: leaver, body: picture('cover') });
}
/** Changes an event of the leaver's, and has its trigger move the cover. */
async function moved(leaver: Person, change: (id: string) => Promise<Reply>): Promise<Reply> {
  const id = kept(leaver);
  const now = async () => (await db().doc(paths.event(id)).get()).data();
  const before = await now();
  const reply = await change(id);
  const after = await now();
  if (before && after) await run('onEventWritten', { params: { id }, before, after });
  return reply;
}
const takeDown = async (id: string) =>
  send('post', `/admin/events/${id}/cancel`, { as: await newStaff('reports'), body: { reason: 'Spam' }, contended });

const write = (from: Person, to: Person) =>
  send('post', '/chat', { as: from, body: { receiver: to.id, content: 'Hi' }, contended });
/** Both may write, and one has. */
const befriend = async (from: Person, to: Person) => {
  await connect(from, to);
  return write(from, to);
};

const sendReport = (as: Person, target: object, racing = false) =>
  send('post', '/reports', { as, body: { target, category: 'spam' }, contended: racing });
const decideReport = async (id: string, body: object) =>
  send('post', `/admin/reports/${id}/decision`, { as: await newStaff('reports'), body, contended });

let posted = '';
const story = (as: Person) => send('post', '/stories', { as, body: storyForm(), contended });

/** What somebody shows, hosts, writes and reports. */
export const CONTENT = {
  postStory: {
    first: ({ leaver, other }) => connect(leaver, other),
    meets: ({ leaver, other }) => [story(leaver), story(other)],
  },
  deleteStory: {
    first: async ({ leaver, other }) => {
      await connect(leaver, other);
      posted = await postPicture(leaver);
    },
    meets: ({ leaver }) => [send('delete', `/stories/${posted}`, { as: leaver, contended })],
  },
  viewStory: {
    first: async ({ leaver, other }) => {
      await connect(leaver, other);
      posted = await postPicture(other);
    },
    meets: ({ leaver }) => [send('post', `/stories/${posted}/view`, { as: leaver, contended })],
  },
  createEvent: {
    meets: ({ leaver }) => [send('post', '/events', { as: leaver, body: plan(), contended })],
  },
  updateEvent: hosted(({ leaver }, id) =>
    send('patch', `/events/${id}`, { as: leaver, body: { title: 'X' }, contended }),
  ),
  deleteEvent: {
    first: async ({ leaver }) => keep(leaver, await host(leaver)),
    meets: ({ leaver }) => [send('delete', `/events/${kept(leaver)}`, { as: leaver, contended })],
  },
  cancelEvent: hosted(({ leaver }, id) => send('post', `/events/${id}/cancel`, { as: leaver, body: {}, contended })),
  putEventCover: hosted(({ leaver }, id) =>
    send('put', `/events/${id}/cover`, { as: leaver, body: picture('cover'), contended }),
  ),
  deleteEventCover: hosted(({ leaver }, id) => send('delete', `/events/${id}/cover`, { as: leaver, contended })),
  inviteToEvent: hosted(({ leaver, other }, id) =>
    send('post', `/events/${id}/invite`, { as: leaver, body: { users: [other.id] }, contended }),
  ),
  joinEvent: {
    first: async ({ leaver, other }) => keep(leaver, await host(other, { capacity: 1 })),
    meets: ({ leaver }) => [join(leaver, kept(leaver), 'going', true), join(leaver, kept(leaver), 'interested', true)],
  },
  openOwnCalendar: { meets: ({ leaver }) => [send('post', '/events/calendar', { as: leaver, contended })] },
  closeOwnCalendar: {
    first: ({ leaver }) => send('post', '/events/calendar', { as: leaver }),
    meets: ({ leaver }) => [send('delete', '/events/calendar', { as: leaver, contended })],
  },
  takeEventDown: {
    first: covered,
    meets: ({ leaver }) => [moved(leaver, takeDown)],
  },
  createReport: {
    meets: ({ leaver, other }) => [
      sendReport(other, { kind: 'user', id: leaver.id }, true),
      sendReport(leaver, { kind: 'user', id: other.id }, true),
    ],
  },
  decideReport: {
    first: async ({ leaver, other }) => keep(leaver, (await sendReport(other, { kind: 'user', id: leaver.id })).body),
    meets: ({ leaver }) => [decideReport(kept(leaver), { action: 'remove_content', reason: 'Spam' })],
  },
  appealDecision: {
    first: async ({ leaver, other }) => {
      keep(leaver, (await sendReport(other, { kind: 'user', id: leaver.id })).body);
      await decideReport(kept(leaver), { action: 'warn', reason: 'Spam' });
    },
    meets: ({ leaver }) => [
      send('post', `/reports/${kept(leaver)}/appeal`, { as: leaver, body: { text: 'No.' }, contended }),
    ],
  },
  decideAppeal: {
    first: async ({ leaver, other }) => {
      await send('put', '/users/profile/avatar', { as: leaver, body: picture() });
      keep(leaver, (await sendReport(other, { kind: 'user', id: leaver.id })).body);
      await decideReport(kept(leaver), { action: 'remove_content', reason: 'Spam' });
      await send('post', `/reports/${kept(leaver)}/appeal`, { as: leaver, body: { text: 'No.' } });
    },
    meets: ({ leaver }) => [
      (async () => {
        const body = { decision: 'reversed', answer: 'So be it.' };
        const as = await newStaff('reports');
        return send('post', `/admin/reports/${kept(leaver)}/appeal`, { as, body, contended });
      })(),
    ],
  },
  reverseDecision: {
    first: async ({ leaver, other }) => {
      await send('put', '/users/profile/avatar', { as: leaver, body: picture() });
      keep(leaver, (await sendReport(other, { kind: 'user', id: leaver.id })).body);
      await decideReport(kept(leaver), { action: 'remove_content', reason: 'Spam' });
    },
    meets: ({ leaver }) => [
      (async () => {
        const as = await newStaff('reports');
        return send('post', `/admin/reports/${kept(leaver)}/reversal`, { as, body: { reason: 'No.' }, contended });
      })(),
    ],
  },
  putEventBack: {
    first: async (two) => {
      await covered(two);
      await moved(two.leaver, takeDown);
    },
    meets: ({ leaver }) => [
      moved(leaver, async (id) =>
        send('post', `/admin/events/${id}/restore`, { as: await newStaff('reports'), contended }),
      ),
    ],
  },
  leaveEvent: hosted(({ other }, id) => send('delete', `/events/${id}/join`, { as: other, contended })),
  sendMessage: {
    first: ({ leaver, other }) => write(other, leaver),
    meets: ({ leaver, other }) => [write(leaver, other), write(other, leaver), write(leaver, other)],
  },
  readConversation: {
    first: ({ leaver, other }) => befriend(other, leaver),
    meets: ({ leaver, other }) => [
      send('post', `/chat/${other.id}/read`, { as: leaver, body: {}, contended }),
      send('post', `/chat/${leaver.id}/read`, { as: other, body: {}, contended }),
    ],
  },
  acceptConversation: {
    first: ({ leaver, other }) => write(other, leaver),
    meets: ({ leaver, other }) => [send('post', `/chat/${other.id}/accept`, { as: leaver, contended })],
  },
  declineConversation: {
    first: ({ leaver, other }) => write(leaver, other),
    meets: ({ leaver, other }) => [send('post', `/chat/${leaver.id}/decline`, { as: other, contended })],
  },
  deleteMessage: {
    first: async ({ leaver, other }) => keep(leaver, (await befriend(other, leaver)).body),
    meets: ({ leaver, other }) => [send('delete', `/chat/messages/${kept(leaver)}`, { as: other, contended })],
  },
} satisfies Partial<Record<Writing, Race>>;
