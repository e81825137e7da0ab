import type { Role } from '../../../functions/src/contract/roles.ts';
import type { Logo } from '../pictures/logos.ts';
import type { Look } from '../pictures/portraits.ts';
import type { Category } from './categories.ts';
import type { Place } from './places.ts';

/** Somebody of the demo world, as far as they don't follow from the seed. */
export interface Character {
  username: string;
  display_name: string;
  role: Role;
  category: Category;
  place: Place;
  bio: string;
  /** What it is called that they run. */
  company?: string;
  picture: Look | Logo;
  /** Whether staff has looked at their papers already. */
  verified?: boolean;
}

/** The same within a list of one role. */
export type InRole = Omit<Character, 'role'>;
