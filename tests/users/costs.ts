import sharp from 'sharp';
import type * as routes from '../../functions/src/users/routes.ts';
import { del, get, mail, newPerson, patch, post, put } from '../support/api.ts';
import { fixed, type Scenarios } from '../support/costs.ts';

const picture = async (): Promise<FormData> => {
  const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#345' } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.append('avatar', new Blob([new Uint8Array(png)]), 'a.png');
  return form;
};

export const costs = {
  register: {
    ask: () =>
      post('/users/auth/register', {
        username: 'costly',
        email: mail('costly'),
        password: 'correct horse',
        role: 'brand',
      }),
    floor: fixed(0, 2, 1),
  },
  usernameAvailable: { ask: () => get('/users/available?username=nobody_yet'), floor: fixed(1, 0, 1) },
  login: {
    ask: ({ me }) => post('/users/auth/login', { username: me.username, password: me.password }),
    floor: fixed(1, 0, 1),
  },
  refresh: { ask: ({ me }) => post('/users/auth/refresh', { refresh: me.refresh }), floor: fixed(0, 0, 0) },
  logout: { ask: async () => post('/users/auth/logout', undefined, await newPerson()), floor: fixed(0, 0, 0) },
  resetPassword: { ask: ({ me }) => post('/users/auth/password_reset', { email: me.email }), floor: fixed(0, 0, 0) },
  changePassword: {
    ask: async () => {
      const person = await newPerson();
      const body = { old_password: person.password, new_password: 'a new phrase' };
      return post('/users/auth/password_change', body, person);
    },
    floor: fixed(0, 0, 0),
  },
  changeEmail: {
    ask: async () => {
      const { password, ...person } = await newPerson();
      const body = { email: mail('costly_new'), password };
      return post('/users/auth/email_change', body, { password, ...person });
    },
    floor: fixed(0, 0, 0),
  },
  getProfile: { ask: ({ me }) => get('/users/profile', me), floor: fixed(2, 0, 1) },
  updateProfile: {
    ask: ({ me }) => patch('/users/profile', { company_name: 'Acme', phone: '+49 30 1234' }, me),
    floor: fixed(1, 2, 2),
  },
  getPreferences: { ask: ({ me }) => get('/users/preferences', me), floor: fixed(1, 0, 1) },
  updatePreferences: {
    ask: ({ me }) => patch('/users/preferences', { privacy: { typing: false } }, me),
    floor: fixed(1, 1, 2),
  },
  putAvatar: { ask: async ({ me }) => put('/users/profile/avatar', await picture(), me), floor: fixed(1, 1, 2) },
  deleteAvatar: { ask: ({ me }) => del('/users/profile/avatar', me), floor: fixed(1, 1, 2) },
  getUser: { ask: ({ me, friends }) => get(`/users/${friends[0]?.username}`, me), floor: fixed(2, 0, 1) },
} satisfies Scenarios<typeof routes>;
