import { FieldValue } from 'firebase-admin/firestore';
import { usernameKey } from '../contract/usernames.ts';
import { now } from '../runtime/clock.ts';
import { normalize, searchTokens } from '../store/tokens.ts';
import {
  type Person,
  type Profile,
  type ProfileDocument,
  type Suspension,
  WITHHELD,
  type WithheldReason,
} from './schema.ts';

/** @returns whether nobody is to find somebody for now, though they are there */
export const isWithheld = ({ withheld = [] }: Pick<ProfileDocument, 'withheld'>): boolean => withheld.length > 0;

/** @returns whether somebody's account is about to be deleted */
export const isLeaving = ({ withheld = [] }: Pick<ProfileDocument, 'withheld'>): boolean =>
  withheld.includes('leaving');

/** @returns whether a suspension has ended by itself */
export const isSuspensionOver = ({ until }: Pick<Suspension, 'until'>): boolean =>
  until !== null && Date.parse(until) <= now();

/** @returns the fields of a profile with one more, or one less, reason for which nobody is to find them */
export function withheldFor(
  { username, withheld = [] }: Pick<ProfileDocument, 'username' | 'withheld'>,
  reason: WithheldReason,
  holds: boolean,
) {
  const reasons = WITHHELD.filter((other) => (other === reason ? holds : withheld.includes(other)));
  const open = reasons.length === 0;
  return {
    withheld: open ? FieldValue.delete() : reasons,
    username_key: open ? usernameKey(username) : FieldValue.delete(),
  };
}

/** @returns the profile as it is stored: with what it is found under, which follows from its other fields */
export const withSearchFields = (profile: Profile & Partial<ProfileDocument>): ProfileDocument => ({
  ...profile,
  ...(!isWithheld(profile) && { username_key: usernameKey(profile.username) }),
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
