import { z } from 'zod';
import { IsoTime, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { ROLES } from '../contract/roles.ts';
import { RESERVED_USERNAMES, usernameKey } from '../contract/usernames.ts';

/** The networks a profile can link to, and the hosts that a link to each must have; null for any. */
export const SOCIAL_NETWORKS = {
  instagram: ['instagram.com'],
  tiktok: ['tiktok.com'],
  youtube: ['youtube.com', 'youtu.be'],
  x: ['x.com', 'twitter.com'],
  linkedin: ['linkedin.com'],
  facebook: ['facebook.com', 'fb.com'],
  website: null,
} as const;
export type SocialNetwork = keyof typeof SOCIAL_NETWORKS;

/** A public https address, of the network's own host, without a name or password in it, or spaces that URLs ignore. */
function isLinkTo(network: SocialNetwork, value: string): boolean {
  const url = /\s/.test(value) ? null : URL.parse(value);
  if (url?.protocol !== 'https:' || url.username || url.password || !url.hostname.includes('.')) return false;
  const hosts: readonly string[] | null = SOCIAL_NETWORKS[network];
  return !hosts || hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
}

const link = (network: SocialNetwork) =>
  z
    .string()
    .max(LIMITS.url)
    .refine((value) => isLinkTo(network, value), {
      error: `Enter an https address${SOCIAL_NETWORKS[network] ? ` on ${SOCIAL_NETWORKS[network][0]}` : ''}.`,
    })
    .optional();

export const SocialLinks = z
  .strictObject({
    instagram: link('instagram'),
    tiktok: link('tiktok'),
    youtube: link('youtube'),
    x: link('x'),
    linkedin: link('linkedin'),
    facebook: link('facebook'),
    website: link('website'),
  })
  .meta({ id: 'SocialLinks', example: { instagram: 'https://instagram.com/alice' } });

/** Nothing that hides or reorders text, so that a name reads the same everywhere. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `At most ${max} characters.`)
    .regex(
      /^[^\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]*$/u,
      'Contains characters that cannot be shown.',
    );
/** The same, with line breaks, and with the joiners that emoji and some scripts need. */
const lines = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `At most ${max} characters.`)
    .regex(/^(?:[^\p{Cc}\u202a-\u202e\u2066-\u2069]|\n)*$/u, 'Contains characters that cannot be shown.');

export const Username = z
  .string()
  .min(LIMITS.username.min, `At least ${LIMITS.username.min} characters.`)
  .max(LIMITS.username.max, `At most ${LIMITS.username.max} characters.`)
  .regex(/^[A-Za-z0-9._]*$/, 'Letters, digits, dots and underscores only.')
  // Firestore reserves ids like __this__, and a name of dots alone is a path, not a name.
  .refine((name) => /[A-Za-z0-9]/.test(name) && !/^__.*__$/.test(name), 'This username is not available.')
  .refine((name) => !RESERVED_USERNAMES.has(usernameKey(name)), 'This username is not available.')
  .meta({ id: 'Username', example: 'alice_influencer' });

export const Role = z.enum(ROLES, 'Choose influencer, brand or entrepreneur.').meta({ id: 'Role' });

/** What everybody may see of somebody: the same object over REST and in a listener. */
export const Profile = z
  .object({
    id: Uid,
    username: z.string(),
    display_name: z.string().max(LIMITS.display_name),
    role: Role,
    bio: z.string().max(LIMITS.bio),
    avatar_url: z.string().nullable(),
    company_name: z.string().max(LIMITS.company_name),
    business_category: z.string().max(LIMITS.business_category),
    location: z.string().max(LIMITS.location),
    social_links: SocialLinks,
    is_verified: z.boolean(),
    connection_count: z.int(),
    created_at: IsoTime,
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;

/** `users/{uid}`: the profile, and what search goes by. */
export const ProfileDocument = Profile.extend({
  username_key: z.string(),
  category_key: z.string(),
  search_tokens: z.array(z.string()),
});
export type ProfileDocument = z.infer<typeof ProfileDocument>;

/** `users/{uid}/private/account`: what only its owner sees. */
export const Account = z
  .object({ email: z.string(), phone: z.string(), suspended: z.boolean() })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

/** `usernames/{key}` */
export const UsernameClaim = z.object({ uid: Uid });

export const OwnProfile = Profile.extend({ email: z.string(), phone: z.string() }).meta({ id: 'OwnProfile' });
export type OwnProfile = z.infer<typeof OwnProfile>;

/** What lists and notifications show of a person: copied, so that no list needs a read a row. */
export const Person = z
  .object({
    id: Uid,
    username: z.string(),
    display_name: z.string(),
    role: Role,
    avatar_url: z.string().nullable(),
    is_verified: z.boolean(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

/** How two people stand, seen from the one who asks. */
export const RELATIONS = ['none', 'requested', 'requested_by', 'connected', 'blocked'] as const;
export type Relation = (typeof RELATIONS)[number];

export const ProfileWithRelation = Profile.extend({
  relation: z.enum([...RELATIONS, 'self']).describe('requested: I asked; requested_by: they asked me'),
}).meta({ id: 'ProfileWithRelation' });

export const Register = z
  .strictObject({
    username: Username,
    email: z.email('Enter a valid email address.').max(LIMITS.email),
    password: z
      .string()
      .min(LIMITS.password.min, `At least ${LIMITS.password.min} characters.`)
      .max(LIMITS.password.max, `At most ${LIMITS.password.max} characters.`),
    role: Role,
  })
  .meta({ id: 'Register' });
export type Register = z.infer<typeof Register>;

export const Login = z
  .strictObject({
    username: z.string().min(1, 'Enter a username or email address.').max(LIMITS.email).describe('Username or e-mail'),
    password: z.string().min(1, 'Enter a password.').max(LIMITS.password.max),
  })
  .meta({ id: 'Login' });

export const Tokens = z
  .object({
    access: z.string().describe('Firebase ID token: `Authorization: Bearer …`, for an hour'),
    refresh: z.string(),
  })
  .meta({ id: 'Tokens' });
export type Tokens = z.infer<typeof Tokens>;

export const LoginAnswer = Tokens.extend({
  firebase_token: z.string().describe('For signInWithCustomToken(), with which the Firebase SDK listens'),
}).meta({ id: 'LoginAnswer' });
export type LoginAnswer = z.infer<typeof LoginAnswer>;

export const Refresh = z.strictObject({ refresh: z.string().min(1).max(4096) }).meta({ id: 'Refresh' });

export const PasswordReset = z
  .strictObject({ email: z.email('Enter a valid email address.').max(LIMITS.email) })
  .meta({ id: 'PasswordReset' });

export const PasswordChange = z
  .strictObject({ old_password: z.string().min(1).max(LIMITS.password.max), new_password: Register.shape.password })
  .meta({ id: 'PasswordChange' });

/** Every field may be left out, and then stays. */
export const ProfilePatch = z
  .strictObject({
    display_name: line(LIMITS.display_name).regex(/[\p{Letter}\p{Number}]/u, 'Enter a name.'),
    bio: lines(LIMITS.bio),
    company_name: line(LIMITS.company_name),
    business_category: line(LIMITS.business_category),
    location: line(LIMITS.location),
    phone: z
      .string()
      .trim()
      .max(LIMITS.phone)
      .regex(/^(\+?[0-9 ()-]{5,})?$/, 'Enter a phone number, or nothing.'),
    social_links: SocialLinks.describe('Replaces all links'),
  })
  .partial()
  .meta({ id: 'ProfilePatch' });
export type ProfilePatch = z.infer<typeof ProfilePatch>;

/** The direct way: the SDK has put the file there, this says so. */
export const UploadedPath = z
  .strictObject({ path: z.string().max(300).describe('avatars/{my uid}/uploads/{name}, as uploaded by the SDK') })
  .meta({ id: 'UploadedPath' });

export const Avatar = z
  .object({ avatar_url: z.string(), sizes: z.record(z.string(), z.string()).describe('Address by edge length') })
  .meta({ id: 'Avatar' });
export type Avatar = z.infer<typeof Avatar>;
