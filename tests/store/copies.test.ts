import { expect, it } from 'vitest';
import { db } from '../../functions/src/firebase.ts';
import { refreshEach } from '../../functions/src/store/copies.ts';
import { host } from '../events/make.ts';
import { newPerson, patch, useApi } from '../support/api.ts';

useApi();

it('what is changed while copies are brought up to date is read anew, and what is removed stays so', async () => {
  const alice = await newPerson();
  const [moved, gone] = [await host(alice), await host(alice)];
  const { docs } = await db().collection('events').where('host.id', '==', alice.id).get();
  await patch(`/events/${moved.id}`, { title: 'Winter Gala' }, alice);
  await db().doc(`events/${gone.id}`).delete();
  await refreshEach(docs, ({ title }) => ({ search_tokens: [title] }));
  expect((await db().doc(`events/${moved.id}`).get()).get('search_tokens')).toEqual(['Winter Gala']);
  expect((await db().doc(`events/${gone.id}`).get()).exists).toBe(false);
});
