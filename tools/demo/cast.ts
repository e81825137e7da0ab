import type { Character } from './people/character.ts';

/** Everybody in the demo world has this password. */
export const DEMO_PASSWORD = 'infloo-demo';

/** The accounts that are printed; the others live around them. */
export const CAST: readonly Character[] = [
  {
    username: 'alice',
    display_name: 'Alice Moreau',
    role: 'influencer',
    category: 'Travel',
    place: 'newYork',
    bio: 'Slow travel, small hotels, good coffee. From Lyon, at home in New York.\nI write down what a place costs and who cooks there.',
    picture: { head: 'mediumBangs', skin: 2, face: 'smile', hair: '6b3f2a', shirt: 'd9705b', back: 'f3d9b8' },
    verified: true,
  },
  {
    username: 'bob',
    display_name: 'Bob’s Roastery',
    role: 'brand',
    category: 'Food & Drink',
    place: 'portland',
    bio: 'Small-batch coffee from farms we visit ourselves. Roasted on Tuesdays, on your table by Friday.\nWe like working with people who actually drink it.',
    company: 'Bob’s Roastery',
    picture: { mark: 'bean', back: '3b2a22', ink: 'f2c57c' },
    verified: true,
  },
  {
    username: 'erin',
    display_name: 'Erin Okafor',
    role: 'entrepreneur',
    category: 'Technology',
    place: 'lagos',
    bio: 'I build tools that get creators paid on time. Before: ten years of film production in Lagos and London.',
    company: 'Okafor Studio',
    picture: { head: 'bantuKnots', skin: 4, face: 'cute', shirt: 'f2b84b', back: 'cfe0d8', glasses: 'glasses2' },
  },
  {
    username: 'vera',
    display_name: 'Vera Lindqvist',
    role: 'entrepreneur',
    category: 'Technology',
    place: 'berlin',
    bio: 'Looks after Infloo’s community. Ask me about verification, house rules, or the lakes around Berlin.',
    picture: { head: 'grayBun', skin: 1, face: 'calm', hair: 'e6dfd3', shirt: '4a7fa5', back: 'd6d9ec' },
  },
];

/** Who of the cast is staff, with every permission. */
export const DEMO_STAFF = 'vera';
