import { usernameKey } from '../contract/usernames.ts';
import { normalize, searchTokens } from '../store/tokens.ts';
import type { Person, Profile, ProfileDocument } from './schema.ts';

/** @returns the profile as it is stored: with what it is found under, which follows from its other fields */
export const withSearchFields = (profile: Profile): ProfileDocument => ({
  ...profile,
  username_key: usernameKey(profile.username),
  category_key: normalize(profile.business_category),
  search_tokens: searchTokens(
    [profile.display_name],
    [profile.username, profile.company_name, profile.business_category, profile.location],
  ),
});

/** @returns what lists and notifications show of somebody, without the rest */
export const toPerson = ({ id, username, display_name, role, avatar_url, is_verified }: Person): Person => ({
  id,
  username,
  display_name,
  role,
  avatar_url,
  is_verified,
});

/** @returns whether a copy of what lists show of somebody is out of date */
export const differs = (copy: Person, person: Person): boolean =>
  (Object.keys(person) as (keyof Person)[]).some((key) => copy[key] !== person[key]);

/** @returns the id of somebody's welcome: a registration that is taken back takes it along */
export const welcomeId = (uid: string): string => `system_welcome_${uid}`;
