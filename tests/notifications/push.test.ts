import { expect, it, onTestFinished, vi } from 'vitest';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { fcmMessage } from '../../functions/src/notifications/fcm.ts';
import { bump, type News, notify, renew } from '../../functions/src/notifications/notify.ts';
import { setSender } from '../../functions/src/notifications/push.ts';
import type { PushMessage, Sender } from '../../functions/src/notifications/schema.ts';
import { setClock } from '../../functions/src/runtime/clock.ts';
import { accountDocument } from '../../functions/src/users/documents.ts';
import {
  del,
  expectProblem,
  get,
  mail,
  newPerson,
  type Person,
  patch,
  people,
  post,
  put,
  send,
  useApi,
} from '../support/api.ts';
import { atAuth, lastCode } from '../support/at-auth.ts';
import { signedInAnew } from '../support/auth.ts';

useApi();

const register = (who: Person, id: string, value = `fid-of-${who.id}-${id}`, contended = false) =>
  send('put', `/users/devices/${id}`, { as: who, body: { kind: 'fid', value, platform: 'android' }, contended });

/** The ids of the phones that somebody is told on. */
const phonesOf = async ({ id }: Person): Promise<string[]> =>
  (
    await db()
      .collection(collectionOf(paths.device(id, '_')))
      .get()
  ).docs.map((doc) => doc.id);

/** What the suite would have sent to somebody. */
const pushedTo = async ({ id }: Person): Promise<PushMessage[]> =>
  (await db().collection('pushes').where('to', '==', id).get()).docs.map((doc) => doc.data() as PushMessage);

const message = (from: Person, over: Partial<News> = {}): News => ({
  id: `message_${from.id}`,
  topic: 'message',
  at: new Date().toISOString(),
  message: `${from.username}: a secret`,
  actor: { id: from.id, username: from.username, display_name: from.username, avatar_url: null },
  target: { kind: 'conversation', id: from.id },
  cause: { path: paths.user(from.id), holds: () => true },
  ...over,
});

/** Somebody with a phone, and who writes to them. */
async function two(): Promise<[Person, Person]> {
  const [me, ann] = (await people(2)) as [Person, Person];
  expect((await register(me, 'phone')).status).toBe(200);
  return [me, ann];
}

it('is sent once, whatever comes twice, and says neither who nor what', async () => {
  const [me, ann] = await two();
  await notify(me.id, message(ann));
  await notify(me.id, message(ann));
  const [pushed, ...more] = await pushedTo(me);
  expect(more).toEqual([]);
  expect(pushed).toMatchObject({
    title: 'Infloo',
    body: 'You have a new message',
    previews: false,
    badge: 1,
    devices: ['phone'],
    data: { type: 'message', target_kind: 'conversation', target_id: ann.id, notification: `message_${ann.id}` },
  });
  expect(JSON.stringify(pushed)).not.toMatch(new RegExp(`secret|${ann.username}`));
});

it('says it where the person allows that', async () => {
  const [me, ann] = await two();
  await patch('/users/preferences', { privacy: { lock_screen_previews: true } }, me);
  await notify(me.id, message(ann));
  expect(await pushedTo(me)).toMatchObject([{ body: `${ann.username}: a secret`, previews: true }]);
});

it('is sent for each message of one row, which a phone shows as one, and counts what is unread', async () => {
  const [me, ann] = await two();
  await notify(me.id, message(ann, { id: 'other', topic: 'outcome', actor: null }));
  const { message: _, ...rest } = message(ann);
  const news = { ...rest, message: (count: number) => `${count} messages` };
  for (const happening of ['m1', 'm2', 'm2']) await bump(me.id, news, happening);
  const pushed = (await pushedTo(me)).filter(({ data }) => data.type === 'message');
  expect(pushed.map(({ badge }) => badge)).toEqual([2, 2]);
  expect(new Set(pushed.map(({ mark }) => mark)).size).toBe(1);
});

it.each<[string, object]>([
  ['switched off for the phone', { notifications: { message: { push: false } } }],
  ['switched off altogether', { notifications: { message: { in_app: false } } }],
])('is not sent for what is %s', async (_, preferences) => {
  const [me, ann] = await two();
  await patch('/users/preferences', preferences, me);
  await notify(me.id, message(ann));
  expect(await pushedTo(me)).toEqual([]);
});

it('is not sent for what many are told at once, nor to the suspended', async () => {
  const [me, ann] = await two();
  for (const topic of ['hosting', 'attendance', 'change'] as const) {
    await notify(me.id, message(ann, { id: topic, topic }));
    await renew(me.id, message(ann, { id: topic, topic }), 2);
  }
  await accountDocument(me.id).update({ suspension: { reason: 'Spam', since: new Date() as never, until: null } });
  await notify(me.id, message(ann));
  expect(await pushedTo(me)).toEqual([]);
});

it('forgets phones that are gone, and no fault keeps anybody from the row', async () => {
  const [me, ann] = await two();
  await register(me, 'drawer');
  const outcomes: Record<string, 'sent' | 'gone' | 'failed'> = { drawer: 'gone', phone: 'failed' };
  const send = vi.fn<Sender>(async (_, devices) => devices.map(({ id }) => outcomes[id] ?? 'sent'));
  onTestFinished(setSender(send));
  await notify(me.id, message(ann));
  expect(await phonesOf(me)).toEqual(['phone']);
  send.mockRejectedValueOnce(new Error('Messaging is away'));
  await notify(me.id, message(ann, { id: 'second' }));
  expect(send).toHaveBeenCalledTimes(2);
  expect((await get('/notifications', me)).body).toHaveLength(2);
});

it('is no longer sent to a phone that somebody else has registered', async () => {
  const [me, ann] = await two();
  await register(me, 'shared', 'one-phone-for-both');
  expect((await register(ann, 'mine', 'one-phone-for-both')).status).toBe(200);
  expect(await phonesOf(me)).toEqual(['phone']);
  expect(await phonesOf(ann)).toEqual(['mine']);
  // Of two at once one has it.
  await Promise.all([me, ann].map((who) => register(who, 'raced', 'passed-around', true)));
  expect([...(await phonesOf(me)), ...(await phonesOf(ann))].filter((id) => id === 'raced')).toHaveLength(1);
});

it('is kept by registering again, and costs no write where nothing has changed', async () => {
  const [me] = await two();
  const again = await register(me, 'phone');
  expect(again.status).toBe(200);
  expect(again.body).toEqual({ id: 'phone', platform: 'android', registered_at: expect.any(String) });
  expect(again.cost).toMatchObject({ writes: 0 });
  await register(me, 'phone', 'a-new-installation');
  expect((await db().doc(paths.device(me.id, 'phone')).get()).get('value')).toBe('a-new-installation');
});

it('goes to ten phones at most: the oldest is forgotten', async () => {
  const me = await newPerson();
  const start = Date.now();
  for (let i = 0; i < 11; i++) {
    const reset = setClock(() => start + i * 1000);
    expect((await register(me, `phone-${i}`)).status).toBe(200);
    reset();
  }
  const phones = await phonesOf(me);
  expect(phones).toHaveLength(10);
  expect(phones).not.toContain('phone-0');
});

it('ends with the sessions, and a session that has ended registers nothing', async () => {
  const [me] = await two();
  await register(me, 'tablet');
  expect((await post('/users/auth/logout', undefined, me)).status).toBe(204);
  expect(await phonesOf(me)).toEqual([]);
});

it.each<[string, (me: Person) => Promise<unknown>]>([
  [
    'a password that was reset by the link in a mail',
    async ({ email }) => {
      await post('/users/auth/password_reset', { email });
      await atAuth('resetPassword', {
        oobCode: await lastCode('PASSWORD_RESET', email),
        newPassword: 'reset phrase 9',
      });
    },
  ],
  ['an address that was changed there', ({ id }) => auth().updateUser(id, { email: mail('moved') })],
])('goes to no phone of a session that Firebase Auth has ended by %s', async (_, change) => {
  const [me, ann] = await two();
  // As long ago as Auth, which counts in seconds, can tell.
  await db()
    .doc(paths.device(me.id, 'phone'))
    .update({ signed_in_at: Math.floor(Date.now() / 1000) - 2 });
  await change(me);
  const back = await signedInAnew({ ...me, password: _.startsWith('a password') ? 'reset phrase 9' : me.password });
  await register(back, 'new-phone');
  await notify(me.id, message(ann));
  expect((await pushedTo(me)) as unknown).toMatchObject([{ devices: ['new-phone'] }]);
  expect(await phonesOf(me)).toEqual(['new-phone']);
});

it('is registered by nobody who is suspended, whatever their token says', async () => {
  const me = await newPerson();
  const suspend = (until: Date | null) => {
    const suspension = { reason: 'Spam', since: new Date() as never, until: until as never };
    return accountDocument(me.id).update({ suspension });
  };
  await suspend(null);
  expectProblem(await register(me, 'phone'), 403, 'account_suspended');
  expect(await phonesOf(me)).toEqual([]);
  await suspend(new Date(Date.now() - 1000));
  expect((await register(me, 'phone')).status).toBe(200);
});

it('ends where a phone is forgotten, twice or not', async () => {
  const [me] = await two();
  for (let i = 0; i < 2; i++) expect((await del('/users/devices/phone', me)).status).toBe(204);
  expect(await phonesOf(me)).toEqual([]);
});

it.each([
  [{ kind: 'web', value: 'long enough', platform: 'ios' }, 'kind'],
  [{ kind: 'fid', value: 'short', platform: 'ios' }, 'value'],
  [{ kind: 'fid', value: 'with a space', platform: 'ios' }, 'value'],
  [{ kind: 'fid', value: 'long enough', platform: 'web' }, 'platform'],
])('takes no registration like %j', async (body, field) => {
  const reply = await put('/users/devices/phone', body, await newPerson());
  expectProblem(reply, 400, 'invalid_request');
  expect(reply.body.errors.map((error: { field: string }) => error.field)).toContain(field);
});

const PUSH: PushMessage = {
  ...{ to: 'x', title: 'Infloo', body: 'You have a new message', previews: false, badge: 3, mark: 'm' },
  data: { type: 'message' },
};

it('is what Firebase Messaging wants: locked phones show it only where allowed, and two of one row are one', () => {
  expect(fcmMessage(PUSH, { kind: 'fid', value: 'an-installation' })).toMatchObject({
    fid: 'an-installation',
    notification: { title: 'Infloo', body: 'You have a new message' },
    android: { collapseKey: 'm', notification: { tag: 'm', notificationCount: 3, visibility: 'private' } },
    apns: { headers: { 'apns-collapse-id': 'm' }, payload: { aps: { badge: 3 } } },
  });
  const open = fcmMessage({ ...PUSH, previews: true }, { kind: 'token', value: 'a-token' });
  expect(open).toMatchObject({ token: 'a-token', android: { notification: { visibility: 'public' } } });
});
