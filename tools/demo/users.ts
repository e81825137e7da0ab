import { UPLOADS } from '../../functions/src/contract/limits.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { usernameKey } from '../../functions/src/contract/usernames.ts';
import { publicUrl, saveFile } from '../../functions/src/store/files.ts';
import { PICTURE_TYPE } from '../../functions/src/store/images.ts';
import { avatarPath } from '../../functions/src/users/avatar.ts';
import { withSearchFields } from '../../functions/src/users/document.ts';
import { Account, type Profile, ProfileDocument, UsernameClaim } from '../../functions/src/users/schema.ts';
import { DEMO_PASSWORD } from './cast.ts';
import type { Character } from './people/character.ts';
import { type DemoPerson, makePeople } from './people/people.ts';
import { logo } from './pictures/logos.ts';
import { portrait } from './pictures/portraits.ts';
import { render } from './pictures/render.ts';
import type { Make, World } from './world.ts';

/** So many have a picture; drawing more would take long. */
const PICTURES = 400;
/** As large as pictures are drawn: what is shown larger is drawn no better. */
const SIZE = 512;
/** One in so many has no picture; those whom the cast knows all have. */
const WITHOUT = 13;
const KNOWN = 40;

interface Inhabitants {
  people: DemoPerson[];
  byUsername: Map<string, DemoPerson>;
  byId: Map<string, DemoPerson>;
}
const worlds = new WeakMap<World, Inhabitants>();

function inhabitantsOf(world: World): Inhabitants {
  const found = worlds.get(world);
  if (!found) throw new Error('The people are made first.');
  return found;
}

/** @returns everybody in the world, the cast first. The slices after this one may change their counts. */
export const profilesOf = (world: World): Profile[] => inhabitantsOf(world).people.map(({ profile }) => profile);

/** @returns somebody by their username; undefined in worlds that are too small to have them */
export const profileOf = (world: World, username: string): Profile | undefined =>
  inhabitantsOf(world).byUsername.get(username)?.profile;

/** @returns what there is of somebody beside their profile: such as their trade, and where they live */
export function characterOf(world: World, { id }: Pick<Profile, 'id'>): Character {
  const found = inhabitantsOf(world).byId.get(id);
  if (!found) throw new Error('Nobody of this world.');
  return found.character;
}

/** @returns somebody's picture in every stored size, in the order of the variants */
async function draw({ picture }: Character): Promise<Buffer[]> {
  const svg = 'mark' in picture ? logo(picture, SIZE) : portrait(picture, SIZE);
  return render(
    svg,
    UPLOADS.avatar.variants.map(({ w }) => w),
  );
}

export const make: Make = async (world) => {
  const { faker, now, seed, size } = world;
  const people = makePeople(faker, size, now);
  worlds.set(world, {
    people,
    byUsername: new Map(people.map((person) => [person.profile.username, person])),
    byId: new Map(people.map((person) => [person.profile.id, person])),
  });
  for (const { profile, email } of people) {
    const { id: uid, username } = profile;
    world.accounts.push({ uid, email, password: DEMO_PASSWORD });
    world.document(paths.user(uid), ProfileDocument, () => withSearchFields(profile));
    world.document(paths.account(uid), Account, () => ({ email, phone: '' }));
    world.document(paths.username(usernameKey(username)), UsernameClaim, () => ({ uid }));
  }
  const shown = people.slice(0, PICTURES).filter((_, i) => i < KNOWN || i % WITHOUT !== WITHOUT - 1);
  const drawn = await Promise.all(shown.map(({ character }) => draw(character)));
  for (const [i, { profile }] of shown.entries()) {
    const pathOf = (name: string) => avatarPath(profile.id, `seed${seed}`, name);
    for (const [k, { name }] of UPLOADS.avatar.variants.entries()) {
      const path = pathOf(name);
      const bytes = drawn[i]?.[k] ?? Buffer.alloc(0);
      world.files.push({ path, save: () => saveFile(path, bytes, PICTURE_TYPE, 'public') });
    }
    profile.avatar_url = publicUrl(pathOf(UPLOADS.avatar.variants[0].name));
  }
};
