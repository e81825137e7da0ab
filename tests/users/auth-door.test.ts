import { describe, expect, it, vi } from 'vitest';
import { newUid } from '../../functions/src/contract/ids.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { auth, db } from '../../functions/src/firebase.ts';
import { tracesOf } from '../account/scan.ts';
import { expectProblem, get, mail, newPerson, type Person, patch, post, send, useApi } from '../support/api.ts';
import { atAuth } from '../support/at-auth.ts';
import { newOutsider } from '../support/auth.ts';
import { deliver } from '../support/triggers.ts';

useApi();

// Firebase Auth can be asked by anybody who has the public API key: past the API, and past its checks.

const register = (username: string, email = mail(username), more: object = {}) =>
  post('/users/auth/register', { username, email, password: 'correct horse', role: 'brand', ...more });
const logIn = (username: string, password: string) => post('/users/auth/login', { username, password });

/**
 * Gives somebody another address at Auth itself, which ends the sessions from before. The emulator dates the token that it
 * answers back to the last sign-in, and so takes it for ended when a second has begun meanwhile: signed in anew, it holds.
 */
async function moveTo(person: Person, email: string): Promise<Person> {
  await atAuth('update', { idToken: person.access, email });
  const { idToken } = await atAuth('signInWithPassword', { email, password: person.password });
  return { ...person, access: idToken };
}

/** The documents of a registration that broke off so many minutes ago, and where it got so far, its sign-in. */
async function halfRegistered(username: string, minutes: number, sign: boolean): Promise<string> {
  const uid = newUid();
  const at = new Date(Date.now() - minutes * 60_000);
  const model = await newPerson();
  const [profile, account] = await db().getAll(db().doc(paths.user(model.id)), db().doc(paths.account(model.id)));
  const names = { id: uid, username, username_key: username, created_at: at };
  await db()
    .doc(paths.user(uid))
    .set({ ...profile?.data(), ...names });
  await db()
    .doc(paths.account(uid))
    .set({ ...account?.data(), email: mail(username) });
  await db().doc(paths.username(username)).set({ uid });
  if (sign) await auth().createUser({ uid, email: mail(username), password: 'correct horse' });
  return uid;
}

describe('an address changed at Auth', () => {
  it('is the one that is shown, logged in with and stored', async () => {
    const person = await newPerson({ username: 'moved' });
    const moved = { ...person, email: mail('moved.away') };
    const as = await moveTo(person, moved.email);
    expect((await get('/users/profile', as)).body.email).toBe(moved.email);
    expect((await patch('/users/profile', { bio: 'Moved.' }, as)).body.email).toBe(moved.email);
    expect((await db().doc(paths.account(person.id)).get()).get('email')).toBe(moved.email);
    expect((await logIn(moved.email, person.password)).status).toBe(200);
    expectProblem(await logIn(person.email, person.password), 401, 'invalid_credentials');
  });

  it('is stored when somebody logs in with it', async () => {
    const person = await newPerson({ username: 'unseen' });
    await atAuth('update', { idToken: person.access, email: mail('unseen.away') });
    expect((await logIn(mail('unseen.away'), person.password)).status).toBe(200);
    expect((await db().doc(paths.account(person.id)).get()).get('email')).toBe(mail('unseen.away'));
  });

  it('leaves the former one to whoever registers with it', async () => {
    const person = await newPerson({ username: 'first_owner' });
    const as = await moveTo(person, mail('first.owner.away'));
    expect((await register('second_owner', person.email)).status).toBe(201);
    const profile = await get('/users/profile', as);
    expect(profile.body.email).toBe(mail('first.owner.away'));
  });

  it('is none after it was removed', async () => {
    const person = await newPerson();
    await atAuth('update', { idToken: person.access, deleteAttribute: ['EMAIL'], deleteProvider: ['password'] });
    const { idToken } = await atAuth('signInWithCustomToken', { token: person.firebase_token });
    expect((await get('/users/profile', { ...person, access: idToken })).body.email).toBe('');
    expectProblem(await logIn(person.username, person.password), 401, 'invalid_credentials');
  });

  it('is kept in lower case, as Auth has it', async () => {
    const { body } = await register('loud', mail('loud').toUpperCase());
    expect(body.email).toBe(mail('loud'));
    expect((await db().doc(paths.account(body.id)).get()).get('email')).toBe((await auth().getUser(body.id)).email);
  });
});

describe('an account made at Auth', () => {
  it('is refused where Identity Platform lets us', async () => {
    const { error } = await atAuth('signUp', { email: mail('past.the.api'), password: 'some password' });
    expect(error?.message).toContain('BLOCKING_FUNCTION_ERROR_RESPONSE');
    await expect(auth().getUserByEmail(mail('past.the.api'))).rejects.toMatchObject({ code: 'auth/user-not-found' });
  });

  it('gets no tokens from us', async () => {
    const { refreshToken } = await newOutsider(mail('no.tokens'));
    expectProblem(await logIn(mail('no.tokens'), 'not through the API'), 401, 'invalid_credentials');
    expectProblem(await post('/users/auth/refresh', { refresh: refreshToken }), 401, 'invalid_token');
  });

  it('keeps nobody from registering with their address', async () => {
    const squatter = await newOutsider(mail('mine'));
    expect((await register('rightful', mail('mine'))).status).toBe(201);
    await expect(auth().getUser(squatter.uid)).rejects.toMatchObject({ code: 'auth/user-not-found' });
    expectProblem(await logIn(mail('mine'), 'not through the API'), 401, 'invalid_credentials');
    expect((await logIn(mail('mine'), 'correct horse')).status).toBe(200);
  });

  it('goes to one of several who register at once', async () => {
    await newOutsider(mail('wanted'));
    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        send('post', '/users/auth/register', {
          body: { username: `wanted_${i}`, email: mail('wanted'), password: 'correct horse', role: 'brand' },
          contended: true,
        }),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400, 400]);
    const winner = replies.find(({ status }) => status === 201)?.body;
    expect((await auth().getUserByEmail(mail('wanted'))).uid).toBe(winner.id);
  });
});

describe('a registration that broke off', () => {
  it('gives the name back once nobody can be at work on it', async () => {
    const former = await halfRegistered('broken_off', 10, false);
    expect((await register('broken_off')).status).toBe(201);
    expect(await tracesOf({ id: former, username: former, email: former })).toEqual([]);
    await halfRegistered('just_now', 0, false);
    expect((await register('just_now')).body.errors).toMatchObject([{ field: 'username' }]);
  });

  it('gives the address back, too', async () => {
    const former = await halfRegistered('half_made', 10, true);
    expect((await register('half_made')).status).toBe(201);
    expect(await tracesOf({ id: former, username: former, email: former })).toEqual([]);
  });

  it('is none where somebody has been in: whoever comes back from leaving has no claims yet', async () => {
    const person = await newPerson({ username: 'coming_back' });
    const at = new Date(Date.now() - 10 * 60_000);
    await db().doc(paths.user(person.id)).update({ created_at: at });
    await auth().setCustomUserClaims(person.id, {});
    const found = await auth().getUser(person.id);
    const metadata = { ...found.metadata, creationTime: at.toUTCString(), lastSignInTime: new Date().toUTCString() };
    const spy = vi.spyOn(auth(), 'getUser').mockResolvedValue({ ...found, metadata } as never);
    const byName = await register('coming_back', mail('somebody.else'));
    const byAddress = await register('somebody_else', person.email);
    spy.mockRestore();
    expect(byName.body.errors).toMatchObject([{ field: 'username' }]);
    expect(byAddress.body.errors).toMatchObject([{ field: 'email' }]);
    expect((await logIn('coming_back', person.password)).status).toBe(200);
  });

  it('is finished by whoever logs in', async () => {
    const uid = await halfRegistered('come_back', 10, true);
    const { body } = await logIn('come_back', 'correct horse');
    const profile = await get('/users/profile', { access: body.access } as Person);
    expect(profile.body).toMatchObject({ id: uid, username: 'come_back' });
    await halfRegistered('too_early', 0, true);
    expectProblem(await logIn('too_early', 'correct horse'), 401, 'invalid_credentials');
  });
});

describe('a registration that Auth refuses', () => {
  const refused = () => Object.assign(new Error('taken in the same moment'), { code: 'auth/email-already-exists' });
  const created = async (username: string) => {
    const { docs } = await db().collection('users').where('username_key', '==', username).get();
    return { params: { uid: docs[0]?.id ?? '' }, after: docs[0]?.data() };
  };

  it('leaves no welcome for nobody, whether it came before or after', async () => {
    let event: Awaited<ReturnType<typeof created>> = { params: { uid: '' }, after: undefined };
    vi.spyOn(auth(), 'createUser').mockImplementationOnce(async () => {
      event = await created('unwelcome');
      await deliver('onUserCreated', event);
      throw refused();
    });
    expect((await register('unwelcome')).body.errors).toMatchObject([{ field: 'email' }]);
    const { uid } = event.params;
    expect(event.after).toMatchObject({ id: uid });
    const gone = { id: uid, username: 'unwelcome', email: mail('unwelcome') };
    expect(await tracesOf(gone)).toEqual([]);
    // Delivered again, late.
    await deliver('onUserCreated', event);
    expect(await tracesOf(gone)).toEqual([]);
  });
});

it('a firebase_token opens nothing after the account has been deleted', async () => {
  const person = await newPerson({ username: 'revenant' });
  await send('delete', '/users/profile', { as: person, body: { password: person.password, at_once: true } });
  const made = await atAuth('signInWithCustomToken', { token: person.firebase_token });
  // Auth has made the account anew: without address, without claims.
  expect((await auth().getUser(person.id)).customClaims).toBeUndefined();
  expectProblem(await get('/users/profile', { ...person, access: made.idToken }), 401, 'invalid_token');
  expectProblem(await post('/users/auth/refresh', { refresh: made.refreshToken }), 401, 'invalid_token');
  expect((await register('revenant', person.email)).status).toBe(201);
});
