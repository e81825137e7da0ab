import { auth } from '../firebase.ts';
import type { Profile } from './schema.ts';

type Claims = Partial<Pick<Profile, 'username' | 'role' | 'display_name' | 'avatar_url' | 'is_verified'>>;

/**
 * Puts into the account what its tokens say of it from the next one on. Custom claims, because only the server sets
 * them: the standard `name` and `picture` are whatever their owner tells Firebase Auth.
 */
export async function updateClaims(uid: string, claims: Claims): Promise<void> {
  const { customClaims } = await auth().getUser(uid);
  await auth().setCustomUserClaims(uid, { ...customClaims, ...claims });
}
