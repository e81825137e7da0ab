import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { erasureDocument } from '../../functions/src/users/closing.ts';
import { type Person, post, send } from '../support/api.ts';

export const leave = (who: Person, body: object = { password: who.password }) =>
  send('delete', '/users/profile', { as: who, body, contended: true });
export const login = ({ username, password }: Person) => post('/users/auth/login', { username, password });
export const restore = ({ username, password }: Person) =>
  send('post', '/users/profile/restore', { body: { username, password }, contended: true });
export const stateOf = async ({ id }: Person) => (await erasureDocument(id).get()).data()?.state;
export const profileOf = async ({ id }: Person) => (await db().doc(paths.user(id)).get()).data();
