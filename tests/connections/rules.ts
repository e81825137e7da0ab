import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { type Actor, type Cast, type Registered, type Rows, type Seed, shows } from '../rules/table.ts';
import { connect, post } from '../support/api.ts';

/** The pair of the owner and an actor; for who has none, the connected one's. */
const pairOf = ({ owner, ...cast }: Cast, actor: Actor): string => {
  const other = ['asked', 'blocked', 'blocker'].includes(actor) ? (actor as 'asked') : 'connected';
  return pairId(owner.id, cast[other].id);
};

export const rows = {
  edges: { path: ({ owner }) => paths.edges(owner.id, 0) },
  connection: {
    path: (cast, actor) => paths.connection(pairOf(cast, actor)),
    allow: { get: ['owner', 'connected', 'asked'] },
    rest: {
      get: (cast, actor: Registered) =>
        shows('/connections', cast, actor, (all) => all.some(({ id }) => id === pairOf(cast, actor))),
    },
  },
} satisfies Rows;

/** Makes the actors what they are called. */
export const seed: Seed = async ({ owner, connected, asked, blocked, blocker }) => {
  await connect(owner, connected);
  await post('/connections/request', { receiver: asked.id }, owner);
  for (const [by, other] of [
    [owner, blocked],
    [blocker, owner],
  ] as const) {
    await post('/connections/request', { receiver: other.id }, by);
    await post(`/users/${other.id}/block`, undefined, by);
  }
};
