import type { Faker } from '@faker-js/faker';
import { newUid } from '../../../functions/src/contract/ids.ts';
import { LIMITS } from '../../../functions/src/contract/limits.ts';
import type { Role } from '../../../functions/src/contract/roles.ts';
import type { Profile } from '../../../functions/src/users/schema.ts';
import { CAST } from '../cast.ts';
import { BRANDS } from './brands.ts';
import type { Character, InRole } from './character.ts';
import { ENTREPRENEURS } from './entrepreneurs.ts';
import { INFLUENCERS } from './influencers.ts';
import { makeCharacter } from './others.ts';
import { locationOf } from './places.ts';

export interface DemoPerson {
  character: Character;
  profile: Profile;
  email: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** One in so many came this week. */
const NEWCOMERS = 17;

const inRole =
  (role: Role) =>
  (character: InRole): Character => ({ ...character, role });

/** Everybody who is written by hand: the cast, then the roles by turns, so that small worlds have all of them, too. */
function written(): Character[] {
  const roles = [
    INFLUENCERS.map(inRole('influencer')),
    BRANDS.map(inRole('brand')),
    ENTREPRENEURS.map(inRole('entrepreneur')),
  ];
  const longest = Math.max(...roles.map(({ length }) => length));
  const byTurns = Array.from({ length: longest }, (_, i) => roles.flatMap((people) => people[i] ?? []));
  return [...CAST, ...byTurns.flat()];
}

const byHand = written();
/** The people after these are made up. */
export const WRITTEN_BY_HAND = byHand.length;

/** @returns a uid that follows from the seed, in the form of Firebase Auth's */
const seededUid = (faker: Faker): string => faker.string.alphanumeric(newUid().length);

function linksOf({ username, role, company }: Character): Profile['social_links'] {
  const name = username.replace(/[._]/g, '');
  return {
    instagram: `https://www.instagram.com/${username}`,
    ...(role === 'influencer' && { youtube: `https://www.youtube.com/@${name}` }),
    ...(role === 'entrepreneur' && { linkedin: `https://www.linkedin.com/in/${name}` }),
    ...(company && { website: `https://${username.replace(/[._]+/g, '-')}.example/` }),
  };
}

/** @returns a username that nobody has, with a number where the name has come before */
function freeUsername(wanted: string, taken: Set<string>): string {
  const base = wanted.slice(0, LIMITS.username.max - 6).replace(/\.$/, '');
  let username = base;
  for (let i = 2; taken.has(username) || username.length < LIMITS.username.min; i++) username = `${base}.${i}`;
  taken.add(username);
  return username;
}

/** @returns `count` people, the cast first; the same for the same faker */
export function makePeople(faker: Faker, count: number, now: number): DemoPerson[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, i) => {
    const character = byHand[i] ?? makeCharacter(faker);
    const { display_name, role, bio, category, place, company = '', verified = false } = character;
    const username = freeUsername(character.username, taken);
    const isNew = i % NEWCOMERS === NEWCOMERS - 1;
    const days = isNew ? faker.number.int({ min: 2, max: 6 }) : faker.number.int({ min: 90, max: 400 });
    const profile: Profile = {
      id: seededUid(faker),
      username,
      display_name,
      role,
      bio,
      avatar_url: null,
      company_name: company,
      business_category: category,
      location: locationOf(place),
      social_links: linksOf({ ...character, username }),
      is_verified: verified && !isNew,
      connection_count: 0,
      created_at: new Date(now - days * DAY_MS - faker.number.int({ max: DAY_MS })).toISOString(),
    };
    return { character, profile, email: `${username}@demo.example` };
  });
}
