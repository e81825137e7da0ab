import { expect, it } from 'vitest';
import { auth } from '../../functions/src/firebase.ts';
import { del, expectProblem, get, mail, newPerson, patch, post, useApi } from '../support/api.ts';

useApi();

const identity = (method: string, body: object) =>
  fetch(
    `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com/v1/accounts:${method}?key=demo-key`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ returnSecureToken: true, ...body }),
    },
  ).then((response) => response.json() as Promise<{ idToken: string }>);

it('shows others the name of the profile, not the one that its owner tells Auth', async () => {
  const [liar, other] = [await newPerson(), await newPerson()];
  await identity('update', {
    idToken: liar.access,
    displayName: 'Infloo Support',
    photoUrl: 'https://evil.example/x.svg',
  });
  const { idToken } = await identity('signInWithPassword', { email: liar.email, password: liar.password });
  const asked = await post('/connections/request', { receiver: other.id }, { ...liar, access: idToken });
  expect(asked.body.sender).toMatchObject({ display_name: liar.username, avatar_url: null });
});

it('shows a changed name at once', async () => {
  const [person, other] = [await newPerson(), await newPerson()];
  await patch('/users/profile', { display_name: 'Änne 🌻' }, person);
  const asked = await post('/connections/request', { receiver: other.id }, person);
  expect(asked.body.sender.display_name).toBe('Änne 🌻');
});

it('never touches the claims when a profile changes', async () => {
  const person = await newPerson({ role: 'brand' });
  const claims = { username: person.username, role: 'brand', staff: ['reports'] };
  await auth().setCustomUserClaims(person.id, claims);
  await patch('/users/profile', { display_name: 'Acme' }, person);
  await del('/users/profile/avatar', person);
  expect((await auth().getUser(person.id)).customClaims).toEqual(claims);
});

it('answers a token whose account was deleted at Auth itself as no longer valid', async () => {
  const person = await newPerson();
  await identity('delete', { idToken: person.access });
  for (const reply of [
    await post('/users/auth/logout', undefined, person),
    await del('/users/profile/avatar', person),
  ]) {
    expectProblem(reply, 401, 'invalid_token');
  }
});

it('knows nobody who has an account at Auth but never registered', async () => {
  const { idToken } = await identity('signUp', { email: mail('outsider'), password: 'some password' });
  const [outsider] = [{ ...(await newPerson()), access: idToken }];
  expectProblem(await get('/users/profile', outsider), 401, 'invalid_token');
});
