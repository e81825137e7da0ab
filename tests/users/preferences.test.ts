import { beforeAll, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, preferencesOf } from '../../functions/src/contract/preferences.ts';
import { accountDocument } from '../../functions/src/users/documents.ts';
import { expectProblem, get, newPerson, type Person, patch, useApi } from '../support/api.ts';

useApi();

const preferences = async (who: Person) => (await get('/users/preferences', who)).body;
const change = (body: object, who: Person) => patch('/users/preferences', body, who);

let me: Person;
beforeAll(async () => {
  me = await newPerson();
});

it('are the defaults of whoever has chosen nothing, and nothing is written for them', async () => {
  expect(await preferences(me)).toEqual(DEFAULT_PREFERENCES);
  expect((await accountDocument(me.id).get()).data()?.preferences).toBeUndefined();
});

it('change one by one, and the others stay', async () => {
  const { status, body } = await change(
    { notifications: { hosting: { in_app: false }, message: { push: false } }, privacy: { typing: false } },
    me,
  );
  expect(status).toBe(200);
  expect(body).toEqual({
    notifications: {
      ...DEFAULT_PREFERENCES.notifications,
      hosting: { in_app: false },
      message: { in_app: true, push: false },
    },
    privacy: { ...DEFAULT_PREFERENCES.privacy, typing: false },
    reading: DEFAULT_PREFERENCES.reading,
  });
  expect((await change({ reading: { on_sight: false } }, me)).body).toEqual({ ...body, reading: { on_sight: false } });
  await change({ reading: { on_sight: true } }, me);
  const after = (await change({ privacy: { messages_from: 'connections' } }, me)).body;
  expect(after.privacy).toEqual({ ...body.privacy, messages_from: 'connections' });
  expect(after.notifications).toEqual(body.notifications);
  expect(await preferences(me)).toEqual(after);
  expect((await change({}, me)).body).toEqual(after);
});

it('know what was given up, and what came later, whatever is stored', () => {
  const stored = {
    notifications: { hosting: { in_app: false, push: false }, formerly: { in_app: false } },
    privacy: { read_marks: false },
  };
  expect(preferencesOf({ preferences: stored })).toEqual({
    notifications: { ...DEFAULT_PREFERENCES.notifications, hosting: { in_app: false } },
    privacy: { ...DEFAULT_PREFERENCES.privacy, read_marks: false },
    reading: { on_sight: true },
  });
});

it.each([
  [{ notifications: { hosting: { push: true } } }, 'notifications.hosting.push'],
  [{ notifications: { outcome: { in_app: false } } }, 'notifications.outcome.in_app'],
  [{ notifications: { welcome: { in_app: false } } }, 'notifications.welcome'],
  [{ notifications: { request: { in_app: 'no' } } }, 'notifications.request.in_app'],
  [{ privacy: { messages_from: 'nobody' } }, 'privacy.messages_from'],
  [{ reading: { on_sight: 'yes' } }, 'reading.on_sight'],
  [{ privacy: { typing: null } }, 'privacy.typing'],
  [{ sounds: true }, 'sounds'],
])('refuse %j', async (body, field) => {
  const reply = await change(body, me);
  expectProblem(reply, 400, 'invalid_request');
  expect(reply.body.errors.map((error: { field: string }) => error.field)).toContain(field);
});
