import { pairId } from './pair.ts';

/** The people and values that the API's documentation shows, in whatever slice. */
const ALICE_ID = 'aL7Kq0aZ2LrB4nV9tYc3mD8wEfG1';
const BOB_ID = 'bO2xH5sT8uJ1kQ6pW4vR7yN3zMdC';
const ERIN_ID = 'eR9iM3gF6lX2oS8hB5jU1qP7aKtV';

const pictureOf = (uid: string, size: string): string =>
  `https://firebasestorage.googleapis.com/v0/b/infloo.firebasestorage.app/o/${encodeURIComponent(`avatars/${uid}/Zk4TqLw8/${size}.webp`)}?alt=media`;

const person = <R extends string>(
  id: string,
  username: string,
  display_name: string,
  role: R,
  is_verified: boolean,
) => ({
  id,
  username,
  display_name,
  role,
  avatar_url: pictureOf(id, '320'),
  is_verified,
});

/** Whom lists and connections show. */
export const PEOPLE = {
  alice: person(ALICE_ID, 'alice', 'Alice Moreau', 'influencer' as const, true),
  bob: person(BOB_ID, 'bob', 'Bob’s Roastery', 'brand' as const, true),
  erin: person(ERIN_ID, 'erin', 'Erin Okafor', 'entrepreneur' as const, false),
};

/** Whole profiles of the same people. */
export const PROFILES = {
  alice: {
    ...PEOPLE.alice,
    bio: 'Lifestyle vlogger from NYC.\nCoffee first.',
    company_name: '',
    business_category: 'Travel',
    location: 'New York, US',
    social_links: { instagram: 'https://www.instagram.com/alice', website: 'https://alice.example/' },
    connection_count: 2,
    created_at: '2026-10-05T08:12:31.000Z',
  },
  bob: {
    ...PEOPLE.bob,
    bio: 'Small-batch coffee, roasted on Tuesdays.',
    company_name: 'Bob’s Roastery',
    business_category: 'Food & Drink',
    location: 'Portland, US',
    social_links: { instagram: 'https://www.instagram.com/bobsroastery' },
    connection_count: 1,
    created_at: '2026-10-07T15:40:02.000Z',
  },
};

export const EMAIL = 'alice@example.com';
export const PHONE = '+1 212 555 0147';
export const PASSWORD = 'coffee before anything';
export const NEW_PASSWORD = 'first coffee, then the world';

export const PAIR = pairId(ALICE_ID, BOB_ID);
export const ASKED_AT = '2026-11-23T10:00:00.000Z';
export const ANSWERED_AT = '2026-11-23T10:04:27.000Z';

export const PICTURES = { 320: pictureOf(ALICE_ID, '320'), 1280: pictureOf(ALICE_ID, '1280') };

/** Tokens are long; what follows the first letters says nothing. */
export const TOKENS = {
  access: 'eyJhbGciOiJSUzI1NiIsImtpZCI6IjFhMmIifQ.eyJ1c2VybmFtZSI6ImFsaWNlIn0.kT3n',
  refresh: 'AMf-vBxTq9Y2d7uJ4sLw',
  firebase_token: 'eyJhbGciOiJSUzI1NiJ9.eyJ1aWQiOiJhTDdLcTAifQ.pQ8x',
};
