import { makeExport } from '../../functions/src/account/make-export.ts';
import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { verifications } from '../../functions/src/verification/documents.ts';
import { tell } from '../notifications/tell.ts';
import { connect, mail, type Person, send } from '../support/api.ts';
import { newStaff } from '../support/auth.ts';
import { apply, approve, paper } from '../verification/apply.ts';
import { contended, event, picture, type Race, run, type Writing } from './race.ts';

const ask = (from: Person, to: Person) =>
  send('post', '/connections/request', { as: from, body: { receiver: to.id }, contended });
const answer = (as: Person, other: Person, status: string) =>
  send('patch', `/connections/${pairId(as.id, other.id)}/action`, { as, body: { status }, contended });
const withdraw = (as: Person, other: Person) =>
  send('delete', `/connections/${pairId(as.id, other.id)}`, { as, contended });
const block = (as: Person, other: Person, verb = 'post') => send(verb, `/users/${other.id}/block`, { as, contended });

/** What somebody does with their account and with other people. */
export const PEOPLE = {
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
  changeUser: {
    meets: ({ leaver }) => [
      (async () => {
        const as = await newStaff('users');
        const body = { suspension: { reason: 'Spam' } };
        await send('patch', `/admin/users/${leaver.id}`, { as, body, contended });
      })(),
    ],
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
  unreadNotification: {
    first: ({ leaver }) => tell(leaver, 0),
    meets: ({ leaver }) => [
      send('patch', `/notifications/system_told-0_${leaver.id}/unread`, { as: leaver, contended }),
    ],
  },
  seeNotifications: {
    first: ({ leaver }) => tell(leaver, 0),
    meets: ({ leaver }) => {
      const body = { ids: [`system_told-0_${leaver.id}`], until: new Date().toISOString() };
      return [send('post', '/notifications/seen', { as: leaver, body, contended })];
    },
  },
  readAllNotifications: {
    first: ({ leaver }) => tell(leaver, 0),
    meets: ({ leaver }) => [send('post', '/notifications/read', { as: leaver, contended })],
  },
} satisfies Partial<Record<Writing, Race>>;

/** What triggers do meanwhile, and another deletion. */
export const EVENTS: Record<string, Race> = {
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
