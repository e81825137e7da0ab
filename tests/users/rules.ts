import { paths } from '../../functions/src/contract/paths.ts';
import { ownerOf, REGISTERED, type Rows, shows } from '../rules/table.ts';

export const rows = {
  user: {
    path: ({ owner }) => paths.user(owner.id),
    // The blocked one sees nobody there; the one who blocks must be able to take it back.
    allow: { get: REGISTERED.filter((actor) => actor !== 'blocked') },
    rest: { get: (cast, actor) => shows(`/users/${cast.owner.username}`, cast, actor) },
  },
  account: { path: (cast, actor) => paths.account(ownerOf(cast, actor)), allow: { get: ['owner', 'suspended'] } },
  username: { path: ({ owner }) => paths.username(owner.username) },
} satisfies Rows;
