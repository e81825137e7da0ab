import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import type { Actor, Cast, Rows, Seed } from '../rules/table.ts';
import { shows } from '../rules/table.ts';
import { post } from '../support/api.ts';

const PUBLIC = 'public_event';
export const CLOSED = 'closed_event';

export const rows = {
  event: {
    path: () => paths.event(PUBLIC),
    // Whoever has blocked, or was blocked, sees no event of the other's.
    allow: { get: ['anonymous', 'owner', 'stranger', 'connected', 'asked', 'suspended'] },
    rest: { get: (cast: Cast, actor: Exclude<Actor, 'anonymous'>) => shows(`/events/${PUBLIC}`, cast, actor) },
  },
  calendar: { path: () => paths.calendar('planted') },
  attendee: { path: ({ connected }) => paths.attendee(PUBLIC, connected.id) },
} satisfies Rows;

/** A public event and one for connections, both of the owner's, under ids that the table knows. */
export const seed: Seed = async ({ owner, connected }) => {
  await db().doc(paths.calendar('planted')).set({ uid: owner.id });
  for (const [id, visibility] of [
    [PUBLIC, 'public'],
    [CLOSED, 'connections'],
  ]) {
    const date = new Date(Date.now() + 86_400_000).toISOString();
    const { body } = await post('/events', { title: 'Summer Gala', date, visibility }, owner);
    const made = db().doc(paths.event(body.id));
    await db()
      .doc(paths.event(String(id)))
      .set({ ...(await made.get()).data(), id });
    await made.delete();
    await post(`/events/${id}/join`, { status: 'going' }, connected);
  }
};
