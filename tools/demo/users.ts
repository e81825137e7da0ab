import { UPLOADS } from '../../functions/src/contract/limits.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { usernameKey } from '../../functions/src/contract/usernames.ts';
import { publicUrl, saveFile } from '../../functions/src/store/files.ts';
import { PICTURE_TYPE } from '../../functions/src/store/images.ts';
import { avatarPath } from '../../functions/src/users/avatar.ts';
import { withSearchFields } from '../../functions/src/users/document.ts';
import { Account, type Profile, ProfileDocument, UsernameClaim } from '../../functions/src/users/schema.ts';
import { makeAvatars } from './avatars.ts';
import { CAST, DEMO_PASSWORD, makePeople } from './cast.ts';
import type { Make, World } from './world.ts';

/** Different drawings; with more people they come again. */
const PICTURES = 24;

const profiles = new WeakMap<World, Profile[]>();

/** @returns everybody in the world, the cast first. The slices after this one may change their counts. */
export function profilesOf(world: World): Profile[] {
  const found = profiles.get(world);
  if (!found) throw new Error('The people are made first.');
  return found;
}

export const make: Make = async (world) => {
  const { faker, now, seed, size } = world;
  const people = makePeople(faker, size, now);
  profiles.set(
    world,
    people.map(({ profile }) => profile),
  );
  for (const { profile, email } of people) {
    const { id: uid, username } = profile;
    world.accounts.push({ uid, email, password: DEMO_PASSWORD });
    world.document(paths.user(uid), ProfileDocument, () => withSearchFields(profile));
    world.document(paths.account(uid), Account, () => ({ email, phone: '' }));
    world.document(paths.username(usernameKey(username)), UsernameClaim, () => ({ uid }));
  }
  const drawn = await makeAvatars(faker, Math.min(PICTURES, size));
  // Some have none; the cast all do.
  const withPicture = people.filter((_, i) => i < CAST.length || i % 4 !== 0);
  for (const [i, { profile }] of withPicture.entries()) {
    const pathOf = (size: string) => avatarPath(profile.id, `seed${seed}`, size);
    for (const [k, { name }] of UPLOADS.avatar.variants.entries()) {
      const path = pathOf(name);
      const bytes = drawn[i % drawn.length]?.[k] ?? Buffer.alloc(0);
      world.files.push({ path, save: () => saveFile(path, bytes, PICTURE_TYPE, 'public') });
    }
    profile.avatar_url = publicUrl(pathOf(UPLOADS.avatar.variants[0].name));
  }
};
