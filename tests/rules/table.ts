import type { paths } from '../../functions/src/contract/paths.ts';
import { get, type Person } from '../support/api.ts';

/** Everybody who may stand before the owner's data. */
export const ACTORS = [
  'anonymous',
  'owner',
  'stranger',
  'connected',
  'asked',
  'blocked',
  'blocker',
  'suspended',
] as const;
export type Actor = (typeof ACTORS)[number];
export type Registered = Exclude<Actor, 'anonymous'>;
export const REGISTERED = ACTORS.filter((actor) => actor !== 'anonymous');

export type Cast = Record<Registered, Person>;

export const OPERATIONS = ['get', 'list', 'create', 'update', 'delete'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What the rules say of one path. */
export interface Row {
  /** The document that the operations are tried on; of the suspended one it is their own. */
  path: (cast: Cast, actor: Actor) => string;
  /** Who may do what; whoever isn't named may not. */
  allow?: Partial<Record<Operation, readonly Actor[]>>;
  /** The fields of an update that is as harmless as can be. */
  update?: object;
  /** How the same is asked over REST; true where it was shown. */
  rest?: Partial<Record<Operation, (cast: Cast, actor: Registered) => Promise<boolean>>>;
}

/** A slice's rows, by path: `export const rows = { … } satisfies Rows`. */
export type Rows = Partial<Record<keyof typeof paths, Row>>;

/** The documents that a slice's rows need and nobody has written yet: `export const seed: Seed = …`. */
export type Seed = (cast: Cast) => Promise<void>;

export const ownerOf = (cast: Cast, actor: Actor): string => (actor === 'suspended' ? cast.suspended : cast.owner).id;

/** @returns whether `actor` is shown `path` over REST, and in it what `found` looks for */
export async function shows(
  path: string,
  cast: Cast,
  actor: Registered,
  found: (body: { id: string }[]) => boolean = () => true,
): Promise<boolean> {
  const { status, body } = await get(path, cast[actor]);
  return status === 200 && found(body);
}
