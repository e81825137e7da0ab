import { expect } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import { db } from '../../functions/src/firebase.ts';
import { type Person, post } from '../support/api.ts';

/** What the database holds of two people: their connection, and what each one's own documents say. */
export interface State {
  status: string | null;
  counts: [number, number];
  edges: [boolean, boolean];
}

export async function stateOf(a: Person, b: Person): Promise<State> {
  const [connection, userA, userB, edgesA, edgesB] = await db().getAll(
    db().doc(`connections/${pairId(a.id, b.id)}`),
    db().doc(`users/${a.id}`),
    db().doc(`users/${b.id}`),
    db().doc(`users/${a.id}/edges/0`),
    db().doc(`users/${b.id}/edges/0`),
  );
  const ids = (of: typeof edgesA): string[] => of?.get('ids') ?? [];
  return {
    status: connection?.get('status') ?? null,
    counts: [userA?.get('connection_count'), userB?.get('connection_count')],
    edges: [ids(edgesA).includes(b.id), ids(edgesB).includes(a.id)],
  };
}

/** Puts a block between two people. */
export async function block(by: Person, other: Person): Promise<void> {
  expect((await post(`/users/${other.id}/block`, undefined, by)).status).toBe(204);
}
