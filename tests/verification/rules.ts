import { paths } from '../../functions/src/contract/paths.ts';
import { ownerOf, type Rows, type Seed, shows } from '../rules/table.ts';
import { apply } from './apply.ts';

const ids = new Map<string, string>();
const requestOf = (uid: string): string => ids.get(uid) ?? '';

export const rows = {
  verification: {
    path: (cast, actor) => paths.verification(requestOf(ownerOf(cast, actor))),
    allow: { get: ['owner', 'suspended'] },
    rest: {
      get: (cast, actor) =>
        shows('/users/verify', cast, actor, (found) => found.some(({ id }) => id === requestOf(ownerOf(cast, actor)))),
    },
  },
  // Says nothing that the requests don't say.
  verificationState: { path: ({ owner }) => paths.verificationState(owner.id) },
} satisfies Rows;

export const seed: Seed = async ({ owner, suspended }) => {
  for (const person of [owner, suspended]) ids.set(person.id, (await apply(person)).id);
};
