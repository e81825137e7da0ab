import type { Faker } from '@faker-js/faker';
import { newUid } from '../../functions/src/contract/ids.ts';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import { ROLES } from '../../functions/src/contract/roles.ts';
import type { Profile } from '../../functions/src/users/schema.ts';

/** Everybody in the demo world has this password. */
export const DEMO_PASSWORD = 'infloo-demo';

/** The accounts that are printed; the rest of the world is made up around them. */
export const CAST: Pick<
  Profile,
  'username' | 'display_name' | 'role' | 'bio' | 'company_name' | 'business_category' | 'location'
>[] = [
  {
    username: 'alice',
    display_name: 'Alice Moreau',
    role: 'influencer',
    bio: 'Lifestyle vlogger from NYC.\nCoffee first.',
    company_name: '',
    business_category: 'Travel',
    location: 'New York, US',
  },
  {
    username: 'bob',
    display_name: 'Bob’s Roastery',
    role: 'brand',
    bio: 'Small-batch coffee, roasted on Tuesdays.',
    company_name: 'Bob’s Roastery',
    business_category: 'Food & Drink',
    location: 'Portland, US',
  },
  {
    username: 'erin',
    display_name: 'Erin Okafor',
    role: 'entrepreneur',
    bio: 'Building tools for creators.',
    company_name: 'Okafor Studio',
    business_category: 'Technology',
    location: 'Lagos, NG',
  },
  {
    username: 'vera',
    display_name: 'Vera Lindqvist',
    role: 'entrepreneur',
    bio: 'Looks after Infloo’s community.',
    company_name: '',
    business_category: 'Technology',
    location: 'Berlin, DE',
  },
];

/** Who of the cast is staff, with every permission. */
export const DEMO_STAFF = 'vera';

const PLACES = [
  'Berlin, DE',
  'London, GB',
  'Lisbon, PT',
  'Paris, FR',
  'New York, US',
  'Austin, US',
  'São Paulo, BR',
  'Lagos, NG',
  'Nairobi, KE',
  'Mumbai, IN',
  'Seoul, KR',
  'Tokyo, JP',
  'Sydney, AU',
  'Toronto, CA',
  'Mexico City, MX',
];

const CATEGORIES = [
  'Beauty',
  'Fashion',
  'Food & Drink',
  'Fitness',
  'Travel',
  'Technology',
  'Gaming',
  'Music',
  'Art',
  'Education',
  'Sports',
  'Café',
];

export interface DemoPerson {
  profile: Profile;
  email: string;
}

/** @returns a uid that follows from the seed, in the form of Firebase Auth's */
const seededUid = (faker: Faker): string => faker.string.alphanumeric(newUid().length);

const DAY_MS = 24 * 60 * 60 * 1000;

function profileOf(faker: Faker, i: number, taken: Set<string>, now: number): Profile {
  const cast = CAST[i];
  const role = cast?.role ?? faker.helpers.arrayElement(ROLES);
  const first = faker.person.firstName();
  const last = faker.person.lastName();
  const company = faker.company.name();
  const display_name = cast?.display_name ?? (role === 'brand' ? company : `${first} ${last}`);
  const base = (cast?.username ?? faker.internet.username({ firstName: first, lastName: last }))
    .toLowerCase()
    .replace(/[^a-z0-9._]/g, '')
    .replace(/[._]{2,}/g, '_')
    .replace(/^\.|\.$/g, '')
    .slice(0, LIMITS.username.max - 5);
  const username = taken.has(base) || base.length < LIMITS.username.min ? `${base}_${i}` : base;
  taken.add(username);
  return {
    id: seededUid(faker),
    username,
    display_name: display_name.slice(0, LIMITS.display_name),
    role,
    bio: cast?.bio ?? faker.person.bio().slice(0, LIMITS.bio),
    avatar_url: null,
    company_name: cast?.company_name ?? (role === 'influencer' ? '' : company.slice(0, LIMITS.company_name)),
    business_category: cast?.business_category ?? faker.helpers.arrayElement(CATEGORIES),
    location: cast?.location ?? faker.helpers.arrayElement(PLACES),
    social_links: {
      instagram: `https://www.instagram.com/${username}`,
      ...(faker.datatype.boolean() && { website: `https://${username.replace(/[._]/g, '-')}.example/` }),
    },
    is_verified: i < 2 || (!cast && faker.datatype.boolean({ probability: 0.2 })),
    connection_count: 0,
    created_at: new Date(now - faker.number.int({ min: 1, max: 400 }) * DAY_MS).toISOString(),
  };
}

/** @returns `count` people, the cast first; the same for the same faker */
export function makePeople(faker: Faker, count: number, now: number): DemoPerson[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, i) => {
    const profile = profileOf(faker, i, taken, now);
    return { profile, email: `${profile.username}@demo.example` };
  });
}
