import { LIMITS } from './limits.ts';
import { atAGlance, soundsLikeInfloo } from './lookalikes.ts';

/** The path words after `/users/`; a test holds this list against the routes. */
const PATH_WORDS = [
  'auth',
  'available',
  'block',
  'blocks',
  'certificates',
  'devices',
  'export',
  'me',
  'mutes',
  'preferences',
  'profile',
  'verify',
];

/** The first words of the dashboard's addresses, and what mail and the web expect at a domain. */
const PLACES = [
  'about',
  'account',
  'chat',
  'connections',
  'contact',
  'events',
  'home',
  'hostmaster',
  'login',
  'logout',
  'messages',
  'notifications',
  'people',
  'postmaster',
  'privacy',
  'register',
  'search',
  'settings',
  'signin',
  'signup',
  'stories',
  'terms',
  'users',
  'webmaster',
];

/** Words by which somebody would seem to speak for Infloo, whatever digits follow. */
const AUTHORITY = [
  'abuse',
  'admin',
  'administrator',
  'help',
  'helpdesk',
  'moderation',
  'moderator',
  'official',
  'root',
  'security',
  'staff',
  'support',
  'system',
  'verification',
];
/** Words that change nothing about that. */
const FILLERS = ['account', 'center', 'desk', 'me', 'my', 'real', 'service', 'team', 'the', 'us', 'user'];

const OTHERS = ['api', 'infloo', 'noreply', 'null', 'undefined'];

/** Names that can't be registered, nor what looks like them. */
export const RESERVED_USERNAMES: ReadonlySet<string> = new Set([...PATH_WORDS, ...PLACES, ...AUTHORITY, ...OTHERS]);

const glances = (words: Iterable<string>): ReadonlySet<string> => new Set([...words].map(atAGlance));
const RESERVED = glances(RESERVED_USERNAMES);
const AUTHORITATIVE = glances(AUTHORITY);
const WITH_AUTHORITY = glances([...AUTHORITY, ...FILLERS]);

/** Endings by which Hosting, caches and proxies take an address for a file. */
const FILE_ENDING =
  /\.(?:html?|m?jsx?|tsx?|cjs|css|map|json|xml|txt|md|csv|ico|png|jpe?g|gif|svg|webp|avif|heic|bmp|pdf|zip|gz|tar|rar|7z|exe|apk|dmg|php\d?|aspx?|jsp|cgi|env|wasm|woff2?|ttf|otf|eot|mp[34]|mov|webm|ogg|wav|ics|webmanifest|well-known)$/;

/** Whether all of `name` is authority: `SupportTeam`, `the.real_admin`, `support24`. */
function speaksForInfloo(name: string): boolean {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[\s._]+/)
    .filter((word) => /[A-Za-z]/.test(word))
    .map(atAGlance);
  return words.some((word) => AUTHORITATIVE.has(word)) && words.every((word) => WITH_AUTHORITY.has(word));
}

/** Whether `name` is a reserved word in disguise: `support_`, `adm1n`, `infloo.official`. */
function looksReserved(name: string): boolean {
  if (RESERVED.has(atAGlance(name)) || soundsLikeInfloo(name)) return true;
  // Names are one whatever their capitals, so the parts that capitals make are no more than another way to read them.
  const lower = name.toLowerCase();
  return [name, lower].some((form) => [form, form.replace(/\d+/g, ' ')].some(speaksForInfloo));
}

/**
 * @param name as `tidyUsername()` returns it
 * @returns why it can't be registered, for the one who typed it; null when it can
 */
export function usernameFault(name: string): string | null {
  const { min, max } = LIMITS.username;
  if (name.length < min) return `At least ${min} characters.`;
  if (name.length > max) return `At most ${max} characters.`;
  if (!/^[A-Za-z0-9._]+$/.test(name)) return 'Letters, digits, dots and underscores only.';
  // Hosting hides what begins with a dot, Firestore keeps ids like __this__ for itself, and nobody tells a__b from a_b.
  if (/^\.|\.$|[._]{2}/.test(name)) return 'No dot at either end, and no two dots or underscores in a row.';
  if (FILE_ENDING.test(name.toLowerCase()) || looksReserved(name)) {
    return 'This username is not available.';
  }
  return null;
}

/** @returns the form in which a username is unique */
export const usernameKey = (username: string): string => username.toLowerCase();
