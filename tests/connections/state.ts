import { pairId } from '../../functions/src/contract/pair.ts';
import { db } from '../../functions/src/firebase.ts';
import type { Person } from '../support/api.ts';

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

/** Puts a block between two people, as the moderation slice does. */
export async function block(by: Person, other: Person): Promise<void> {
  const pair = pairId(by.id, other.id);
  const summary = ({ id, username }: Person) => ({
    id,
    username,
    display_name: username,
    role: 'influencer',
    avatar_url: null,
    is_verified: false,
  });
  await db()
    .doc(`connections/${pair}`)
    .set({
      id: pair,
      members: [by.id, other.id].sort(),
      sender: summary(by),
      receiver: summary(other),
      status: 'blocked',
      created_at: new Date(),
      responded_at: null,
      blocked_by: by.id,
      edge_shards: null,
    });
}
