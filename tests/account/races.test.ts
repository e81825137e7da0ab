import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { makeExport } from '../../functions/src/account/make-export.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import type { AnyRoute } from '../../functions/src/http/route.ts';
import { api } from '../../functions/src/routes.ts';
import { type Change, runTrigger } from '../../functions/src/runtime/trigger.ts';
import { TRIGGERS } from '../../functions/src/triggers.ts';
import { verifications } from '../../functions/src/verification/documents.ts';
import { host, join, plan } from '../events/make.ts';
import { tell } from '../notifications/tell.ts';
import { postPicture, storyForm } from '../stories/post.ts';
import { connect, get, mail, newPerson, type Person, people, type Reply, send, useApi } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { apply, approve, paper } from '../verification/apply.ts';
import { tracesOf } from './scan.ts';

useApi();

/** Somebody who is leaving, and somebody who stays, as a race begins. */
interface Two {
  leaver: Person;
  other: Person;
}

interface Race {
  /** What is there before it begins. */
  first?: (two: Two) => Promise<unknown>;
  /** What meets the deletion; each is sent at once, the second time a little later. */
  meets: (two: Two) => Promise<unknown>[];
}

const contended = true;
const ask = (from: Person, to: Person) =>
  send('post', '/connections/request', { as: from, body: { receiver: to.id }, contended });
const answer = (as: Person, other: Person, status: string) =>
  send('patch', `/connections/${pairId(as.id, other.id)}/action`, { as, body: { status }, contended });
const withdraw = (as: Person, other: Person) =>
  send('delete', `/connections/${pairId(as.id, other.id)}`, { as, contended });
const block = (as: Person, other: Person, verb = 'post') => send(verb, `/users/${other.id}/block`, { as, contended });

let png: Buffer;
beforeAll(async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  png = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#345', noise } })
    .png()
    .toBuffer();
});
const picture = (field = 'avatar'): FormData => {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(png)]), 'a.png');
  return form;
};

/** Delivers an event with the document as it is now, as a trigger that is slow would find it. */
async function event(name: keyof typeof TRIGGERS, path: string, params: Record<string, string>): Promise<unknown> {
  const after = (await db().doc(path).get()).data();
  return after && run(name, { params, after });
}

/** Not held to its row in the table, as by `deliver()`: what others write meanwhile would count as its own. */
const run = (name: keyof typeof TRIGGERS, change: Partial<Change>) =>
  runTrigger(name, TRIGGERS[name], {
    id: `${name}-${crypto.randomUUID()}`,
    time: new Date().toISOString(),
    params: {},
    before: undefined,
    after: undefined,
    ...change,
  });

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

type Writing = {
  [K in keyof typeof api]: (typeof api)[K]['method'] extends 'get' ? never : K;
}[keyof typeof api];

/** Nothing of anybody's is written by these, or only of somebody who isn't there yet. */
const APART = [
  'register',
  'login',
  'refresh',
  'resetPassword',
  'deleteAccount',
  'deleteAccountByPost',
  'restoreAccount',
] as const;

let posted = '';
const story = (as: Person) => send('post', '/stories', { as, body: storyForm(), contended });

/** Every other route that writes: one without its race doesn't compile. */
const ROUTES: Record<Exclude<Writing, (typeof APART)[number]>, Race> = {
  logout: { meets: ({ leaver }) => [send('post', '/users/auth/logout', { as: leaver, contended })] },
  changePassword: {
    meets: ({ leaver }) => [
      send('post', '/users/auth/password_change', {
        as: leaver,
        body: { old_password: leaver.password, new_password: leaver.password },
        contended,
      }),
    ],
  },
  changeEmail: {
    meets: ({ leaver }) => [
      send('post', '/users/auth/email_change', {
        as: leaver,
        body: { email: mail(`new_${leaver.username}`), password: leaver.password },
        contended,
      }),
    ],
  },
  updateProfile: {
    meets: ({ leaver }) => [
      send('patch', '/users/profile', { as: leaver, body: { bio: 'Still here', phone: '+49 30 1234' }, contended }),
    ],
  },
  updatePreferences: {
    meets: ({ leaver }) => [
      send('patch', '/users/preferences', { as: leaver, body: { privacy: { typing: false } }, contended }),
    ],
  },
  putAvatar: {
    meets: ({ leaver }) => [send('put', '/users/profile/avatar', { as: leaver, body: picture(), contended })],
  },
  deleteAvatar: {
    first: ({ leaver }) => send('put', '/users/profile/avatar', { as: leaver, body: picture() }),
    meets: ({ leaver }) => [send('delete', '/users/profile/avatar', { as: leaver, contended })],
  },
  requestExport: {
    meets: ({ leaver }) => [send('post', '/users/export', { as: leaver, contended }), makeExport(leaver.id)],
  },
  requestConnection: { meets: ({ leaver, other }) => [ask(leaver, other), ask(other, leaver), ask(other, leaver)] },
  answerConnection: {
    first: ({ leaver, other }) => ask(other, leaver),
    meets: ({ leaver, other }) => [answer(leaver, other, 'accepted'), ask(leaver, other)],
  },
  removeConnection: {
    first: ({ leaver, other }) => connect(leaver, other),
    meets: ({ leaver, other }) => [withdraw(other, leaver), withdraw(leaver, other)],
  },
  blockPerson: {
    first: ({ leaver, other }) => connect(leaver, other),
    meets: ({ leaver, other }) => [block(leaver, other), block(other, leaver)],
  },
  unblockPerson: {
    first: ({ leaver, other }) => block(other, leaver),
    meets: ({ leaver, other }) => [block(other, leaver, 'delete')],
  },
  requestVerification: {
    meets: ({ leaver }) => [send('post', '/users/verify', { as: leaver, body: paper('identity'), contended })],
  },
  decideVerification: {
    first: async ({ leaver }) => apply(leaver),
    meets: ({ leaver }) => [
      (async () => {
        const [request] = (await verifications().where('user', '==', leaver.id).get()).docs;
        if (request) await approve(request.data(), await newStaff('verifications'), { contended });
      })(),
    ],
  },
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
  takeEventDown: hosted(async (_, id) =>
    send('post', `/admin/events/${id}/cancel`, {
      as: await newStaff('reports'),
      body: { reason: 'Spam' },
      contended,
    }),
  ),
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
  changeUser: {
    meets: ({ leaver }) => [
      (async () => {
        const as = await newStaff('users');
        const body = { suspension: { reason: 'Spam' } };
        await send('patch', `/admin/users/${leaver.id}`, { as, body, contended });
      })(),
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
  readNotification: {
    first: ({ leaver }) => tell(leaver, 0),
    meets: ({ leaver }) => [send('patch', `/notifications/system_told-0_${leaver.id}/read`, { as: leaver, contended })],
  },
  putDevice: {
    meets: ({ leaver }) => [
      send('put', '/users/devices/phone', {
        as: leaver,
        body: { kind: 'fid', value: `fid-of-${leaver.id}`, platform: 'ios' },
        contended,
      }),
    ],
  },
  deleteDevice: { meets: ({ leaver }) => [send('delete', '/users/devices/phone', { as: leaver, contended })] },
  lessLikeThis: {
    first: ({ leaver, other }) => tell(leaver, 0, other),
    meets: ({ leaver }) => [
      send('post', `/notifications/system_told-0_${leaver.id}/less`, { as: leaver, body: {}, contended }),
    ],
  },
  muteSource: {
    meets: ({ leaver, other }) => [
      send('post', '/users/mutes', { as: leaver, body: { kind: 'person', id: other.id }, contended }),
      send('post', '/users/mutes', { as: other, body: { kind: 'person', id: leaver.id }, contended }),
    ],
  },
  unmuteSource: {
    meets: ({ leaver, other }) => [send('delete', `/users/mutes/person/${other.id}`, { as: leaver, contended })],
  },
  readAllNotifications: {
    first: ({ leaver }) => tell(leaver, 0),
    meets: ({ leaver }) => [send('post', '/notifications/read', { as: leaver, contended })],
  },
};

const EVENTS: Record<string, Race> = {
  'a welcome': {
    meets: ({ leaver }) => [event('onUserCreated', paths.user(leaver.id), { uid: leaver.id })],
  },
  'a changed name': {
    first: ({ leaver, other }) => connect(leaver, other),
    meets: ({ leaver }) => [
      (async () => {
        const document = db().doc(paths.user(leaver.id));
        const before = (await document.get()).data();
        if (!before) return;
        const after = { ...before, display_name: 'Renamed' };
        await document.update({ display_name: 'Renamed' });
        await run('onUserUpdated', { params: { uid: leaver.id }, before, after });
      })().catch(() => {}),
    ],
  },
  'news of a request': {
    first: ({ leaver, other }) => ask(leaver, other),
    meets: ({ leaver, other }) => {
      const pair = pairId(leaver.id, other.id);
      return [event('onConnectionWritten', paths.connection(pair), { pair })];
    },
  },
  'news of an acceptance': {
    first: ({ leaver, other }) => connect(leaver, other),
    meets: ({ leaver, other }) => {
      const pair = pairId(leaver.id, other.id);
      return [event('onConnectionWritten', paths.connection(pair), { pair })];
    },
  },
  'another deletion': {
    first: ({ leaver, other }) => connect(leaver, other),
    meets: ({ leaver }) => [
      send('post', '/users/profile/delete', {
        as: leaver,
        body: { password: leaver.password, at_once: true },
        contended,
      }),
    ],
  },
};

const ROUNDS = 3;
/** Nothing is waited for by it: it moves the deletion along what it meets, a little further each round. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What may be answered to somebody who meets the end of an account, their own or another's. */
const FAIR = [200, 201, 202, 204, 400, 401, 403, 404, 409, 503];

it.each([...Object.entries(ROUTES), ...Object.entries(EVENTS)])(
  'a deletion that meets %s leaves nothing',
  { timeout: 90_000 },
  async (_, { first, meets }) => {
    for (let round = 0; round < ROUNDS; round++) {
      const [leaver, other] = (await people(2)) as [Person, Person];
      await first?.({ leaver, other });
      const leave = async (): Promise<Reply> => {
        // Each round meets another moment of the other's work.
        await pause(round * 15);
        return send('delete', '/users/profile', {
          as: leaver,
          body: { password: leaver.password, at_once: true },
          contended,
        });
      };
      const [reply, ...met] = await Promise.all([leave(), ...meets({ leaver, other })]);
      for (const answered of met as (Reply | undefined)[]) {
        if (answered?.status !== undefined) expect(FAIR, JSON.stringify(answered.body)).toContain(answered.status);
      }
      if (reply.status >= 400) {
        // A changed password, or a session that has ended meanwhile: the account is there, and they try again.
        expect([400, 401], JSON.stringify(reply.body)).toContain(reply.status);
        const login = { username: leaver.username, password: leaver.password };
        const { status, body } = await send('post', '/users/auth/login', { body: login, contended });
        const anew = { as: { ...leaver, ...body }, body: { password: leaver.password, at_once: true }, contended };
        // Another deletion may have been first: in the cloud their token would still tell them so.
        if (status === 200) expect((await send('delete', '/users/profile', anew)).status).toBe(200);
      }
      await run('onErasureAsked', { params: { uid: leaver.id } });
      expect(await tracesOf(leaver), `round ${round}`).toEqual([]);
      expect((await get('/users/profile', other)).body.connection_count, `round ${round}`).toBe(0);
    }
  },
);

it('every route that writes is met', () => {
  const writing = Object.entries(api as Record<string, AnyRoute>).filter(([, { method }]) => method !== 'get');
  expect(writing.map(([name]) => name).sort()).toEqual([...APART, ...Object.keys(ROUTES)].sort());
});

it('several who are all connected leave at once', { timeout: 90_000 }, async () => {
  const everybody = await people(4);
  for (const [i, a] of everybody.entries()) for (const b of everybody.slice(i + 1)) await connect(a, b);
  const stays = await newPerson();
  for (const one of everybody) await connect(one, stays);
  const leave = (as: Person) =>
    send('delete', '/users/profile', { as, body: { password: as.password, at_once: true }, contended });
  for (const { status, body } of await Promise.all(everybody.map(leave))) {
    expect([200, 202], JSON.stringify(body)).toContain(status);
  }
  for (const gone of everybody) {
    await run('onErasureAsked', { params: { uid: gone.id } });
    expect(await tracesOf(gone)).toEqual([]);
  }
  expect((await get('/users/profile', stays)).body.connection_count).toBe(0);
});
