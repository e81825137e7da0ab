import { pairId } from '../functions/src/contract/pair.ts';
import { paths } from '../functions/src/contract/paths.ts';
import type { Profile } from '../functions/src/users/schema.ts';

/** What the bench's person has: more than a page of each. */
const MANY = 40;
const CREATED = Date.parse('2026-01-01T00:00:00Z');

const uid = (i: number): string => `bench${String(i).padStart(23, '0')}`;
export const ME = { id: uid(0), email: 'alice@example.com', username: 'bench_0' };
/** Somebody whom they are connected with. */
export const FRIEND = { id: uid(1) };
export const notificationId = (i: number): string => `follow_request_${uid(i)}`;
export const NOTIFICATIONS = Array.from({ length: MANY }, (_, i) => notificationId(i + 1));

const profile = (i: number): Profile => ({
  id: uid(i),
  username: `bench_${i}`,
  display_name: `Person ${i}`,
  role: 'influencer',
  bio: 'Photographs of small towns, early in the morning, and of the people who open their shops.',
  avatar_url: null,
  company_name: `Studio ${i}`,
  business_category: 'Photography',
  location: 'Lisbon',
  social_links: { website: `https://studio-${i}.example` },
  is_verified: i % 3 === 0,
  connection_count: i === 0 ? MANY : 1,
  created_at: new Date(CREATED).toISOString(),
});

/** Writes one person with their connections and notifications, each as the API would have stored it. */
export async function seed(): Promise<void> {
  const { db } = await import('../functions/src/firebase.ts');
  const { documentOf } = await import('../functions/src/store/converter.ts');
  const { toPerson, withSearchFields } = await import('../functions/src/users/document.ts');
  const { Account, ProfileDocument } = await import('../functions/src/users/schema.ts');
  const { ConnectionDocument } = await import('../functions/src/connections/schema.ts');
  const { Notification } = await import('../functions/src/notifications/schema.ts');
  const batch = db().batch();
  const me = profile(0);
  batch.set(documentOf(paths.user(me.id), ProfileDocument), withSearchFields(me));
  batch.set(documentOf(paths.account(me.id), Account), { email: ME.email, phone: '' });
  batch.set(documentOf(paths.user(FRIEND.id), ProfileDocument), withSearchFields(profile(1)));
  for (let i = 1; i <= MANY; i++) {
    const other = profile(i);
    const at = new Date(CREATED + i * 60_000).toISOString();
    const pair = pairId(me.id, other.id);
    batch.set(documentOf(paths.connection(pair), ConnectionDocument), {
      id: pair,
      members: [me.id, other.id].sort(),
      sender: toPerson(other),
      receiver: toPerson(me),
      status: 'accepted',
      created_at: at,
      responded_at: at,
      blocked_by: null,
      blocked_at: null,
      before_block: null,
      asks: 1,
      edge_shards: { [me.id]: 0, [other.id]: 0 },
    });
    const actor = { id: other.id, username: other.username, display_name: other.display_name, avatar_url: null };
    batch.set(documentOf(paths.notification(me.id, notificationId(i)), Notification), {
      id: notificationId(i),
      type: 'follow_request',
      message: `${other.display_name} wants to follow you`,
      actor,
      actors: [actor],
      reason: { topic: 'request', through: other.id },
      target: { kind: 'connection', id: pair },
      is_read: false,
      created_at: at,
      count: 1,
    });
  }
  await batch.commit();
  await db().terminate();
}
