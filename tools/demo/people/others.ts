import type { Faker } from '@faker-js/faker';
import { ROLES, type Role } from '../../../functions/src/contract/roles.ts';
import { normalize } from '../../../functions/src/store/tokens.ts';
import { ALL_MARKS, type Logo } from '../pictures/logos.ts';
import type { Head, Look } from '../pictures/portraits.ts';
import { ALL_CATEGORIES, linesOf } from './categories.ts';
import type { Character } from './character.ts';
import { NAMES } from './names.ts';
import { ALL_PLACES, cityOf, cultureOf } from './places.ts';

/** Hair of any kind, and what grows tightly curled. */
const HEADS: Record<'women' | 'men', { any: readonly Head[]; curly: readonly Head[] }> = {
  women: {
    any: ['long', 'longBangs', 'medium1', 'medium2', 'medium3', 'mediumBangs', 'mediumBangs2', 'bangs', 'bun'],
    curly: ['afro', 'bantuKnots', 'bun2', 'buns', 'cornrows', 'cornrows2', 'longCurly', 'twists2'],
  },
  men: {
    any: ['short1', 'short2', 'short3', 'short4', 'short5', 'pomp', 'noHair2', 'hatBeanie'],
    curly: ['flatTop', 'shaved2', 'dreads2', 'twists', 'noHair1', 'short1'],
  },
};
const FACES: readonly Look['face'][] = ['smile', 'calm', 'cute', 'eatingHappy'];
const BEARDS: readonly Look['beard'][] = [undefined, undefined, 'full', 'full2', 'full4', 'chin', 'goatee1'];
const GLASSES: readonly Look['glasses'][] = [undefined, undefined, undefined, 'glasses', 'glasses2', 'glasses5'];
const SHIRTS = ['d9705b', '4f8f8b', 'f2b84b', '5b7db1', '9c528b', '47775a', '33415c', 'e9a03b', 'b5546c', '84a59d'];
const BACKS = ['f3d9b8', 'cfe0d8', 'd6d9ec', 'e3cfe0', 'cde2ea', 'f6d8c6', 'dfead1', 'f4e0a9', 'e9d7c3', 'dcd6f2'];
const INKS: readonly Omit<Logo, 'mark'>[] = [
  { back: '1f4d47', ink: 'f4e3c1' },
  { back: 'f7dcc4', ink: 'c8553d' },
  { back: 'f3efe4', ink: '2b4c9b' },
  { back: '26364d', ink: 'f0b7a4' },
  { back: 'dcefe3', ink: '1d7a5f' },
  { back: '7a2e3a', ink: 'f3d9c9' },
  { back: 'ffcf56', ink: '7a3b12' },
  { back: '2d2a4a', ink: 'ffb86b' },
];

function lookOf(faker: Faker, gender: 'women' | 'men', skin: Look['skin']): Look {
  const pick = faker.helpers.arrayElement;
  const beard = gender === 'men' ? pick(BEARDS) : undefined;
  const glasses = pick(GLASSES);
  return {
    head: pick(HEADS[gender][skin >= 4 ? 'curly' : 'any']),
    skin,
    face: pick(FACES),
    shirt: pick(SHIRTS),
    back: pick(BACKS),
    ...(glasses && { glasses }),
    ...(beard && { beard }),
  };
}

/** @returns a name as usernames write it: letters without accents, words joined by dots */
const asUsername = (name: string): string =>
  normalize(name.replaceAll('&', 'and'))
    .replace(/[^a-z0-9 ]/g, '')
    .replace(/ +/g, '.');

/** @returns somebody whose name, look and trade go together, for worlds that are larger than what is written by hand */
export function makeCharacter(faker: Faker): Character {
  const pick = faker.helpers.arrayElement;
  const role: Role = pick(ROLES);
  const [category, place] = [pick(ALL_CATEGORIES), pick(ALL_PLACES)];
  const { women, men, families, skins } = NAMES[cultureOf(place)];
  const gender = pick(['women', 'men'] as const);
  const [given, family] = [pick(gender === 'women' ? women : men), pick(families)];
  const lines = linesOf(category);
  const [firm, skin, look] = [`${pick(families)} ${pick(lines.companies)}`, pick(skins), pick(INKS)];
  const display_name = role === 'brand' ? firm : `${given} ${family}`;
  return {
    username: asUsername(display_name),
    display_name,
    role,
    category,
    place,
    bio: pick(lines[role]).replace('{city}', cityOf(place)),
    ...(role !== 'influencer' && { company: firm }),
    picture: role === 'brand' ? { mark: pick(ALL_MARKS), ...look } : lookOf(faker, gender, skin),
    verified: faker.datatype.boolean({ probability: 0.15 }),
  };
}
