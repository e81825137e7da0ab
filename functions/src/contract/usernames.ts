/**
 * Names that can't be registered: the path words after `/users/` (a test holds this list against the routes),
 * and words that would let somebody speak for Infloo.
 */
export const RESERVED_USERNAMES: ReadonlySet<string> = new Set([
  'auth',
  'profile',
  'verify',
  'export',
  'preferences',
  'devices',
  'blocks',
  'block',
  'admin',
  'administrator',
  'api',
  'help',
  'infloo',
  'me',
  'moderator',
  'official',
  'root',
  'security',
  'staff',
  'support',
  'system',
  'null',
  'undefined',
]);

/** @returns the form in which a username is unique */
export const usernameKey = (username: string): string => username.toLowerCase();
