import { expect, it } from 'vitest';
import { auth } from '../../functions/src/firebase.ts';
import { del, expectProblem, get, mail, newPerson, patch, post, useApi } from '../support/api.ts';
import { atAuth } from '../support/at-auth.ts';
import { newOutsider } from '../support/auth.ts';

useApi();

it('shows others the name of the profile, not the one that its owner tells Auth', async () => {
  const [liar, other] = [await newPerson(), await newPerson()];
  await atAuth('update', {
    idToken: liar.access,
    displayName: 'Infloo Support',
    photoUrl: 'https://evil.example/x.svg',
  });
  const { idToken } = await atAuth('signInWithPassword', { email: liar.email, password: liar.password });
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
  await atAuth('delete', { idToken: person.access });
  for (const reply of [
    await post('/users/auth/logout', undefined, person),
    await del('/users/profile/avatar', person),
  ]) {
    expectProblem(reply, 401, 'invalid_token');
  }
});

it('knows nobody who has an account at Auth but never registered', async () => {
  const { idToken } = await newOutsider(mail('outsider'));
  const [outsider] = [{ ...(await newPerson()), access: idToken }];
  expectProblem(await get('/users/profile', outsider), 401, 'invalid_token');
});
