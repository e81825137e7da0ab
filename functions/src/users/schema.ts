import { z } from 'zod';
import { Email, faultless, line, lines, lookup, NewPassword, shown, TypedPassword, typed } from '../contract/fields.ts';
import { IsoTime, Uid } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import { linkOf, SOCIAL_NETWORKS, type SocialNetwork } from '../contract/links.ts';
import { hasTick, soundsLikeInfloo } from '../contract/lookalikes.ts';
import { ChosenPreferences } from '../contract/preferences.ts';
import { ROLES } from '../contract/roles.ts';
import { hasWord, isPhone, tidyLogin, tidyPhone, tidyUsername } from '../contract/text.ts';
import { usernameFault } from '../contract/usernames.ts';

export type { SocialNetwork } from '../contract/links.ts';

const addresses = <T extends z.ZodType>(address: (network: SocialNetwork) => T) => ({
  instagram: address('instagram').optional(),
  tiktok: address('tiktok').optional(),
  youtube: address('youtube').optional(),
  x: address('x').optional(),
  linkedin: address('linkedin').optional(),
  facebook: address('facebook').optional(),
  website: address('website').optional(),
});

/** The links of a profile, as they are stored and shown. */
export const SocialLinks = z
  .strictObject(addresses(() => z.string().max(LIMITS.url)))
  .meta({ id: 'SocialLinks', example: { instagram: 'https://www.instagram.com/alice' } });

const link = (network: SocialNetwork) => {
  const host = SOCIAL_NETWORKS[network]?.hosts[0];
  return typed(LIMITS.url, (text) => linkOf(network, text) ?? text).refine(
    (text) => linkOf(network, text) === text,
    host ? `Enter your name there, or an address on ${host}.` : 'Enter an https address.',
  );
};

/** The same as people type them. */
export const TypedSocialLinks = z.strictObject(addresses(link)).meta({
  id: 'TypedSocialLinks',
  example: { instagram: '@alice', website: 'alice.example' },
  description: 'Replaces all links. Addresses, with or without https://, or on a network the name there',
});

export const Username = faultless(LIMITS.username.max, tidyUsername, usernameFault).meta({
  id: 'Username',
  minLength: LIMITS.username.min,
  maxLength: LIMITS.username.max,
  pattern: '^_?[A-Za-z0-9]+([._][A-Za-z0-9]+)*_?$',
  example: 'alice_influencer',
  description: `${LIMITS.username.min} to ${LIMITS.username.max} letters, digits, dots and underscores; unique whatever the case`,
});

/** Nobody is called by a tick, which would pass for the badge, or by our name. */
const ownName = (max: number) =>
  line(max)
    .refine((text) => !hasTick(text), 'A tick looks like the badge of the verified. Leave it out.')
    .refine((text) => !soundsLikeInfloo(text), 'Only Infloo itself goes by this name.');

export const DisplayName = ownName(LIMITS.display_name)
  .refine(hasWord, 'Enter a name.')
  .meta({ id: 'DisplayName', example: 'Alice Moreau' });

export const Role = z.enum(ROLES, 'Choose influencer, brand or entrepreneur.').meta({ id: 'Role' });

/** What everybody may see of somebody: the same object over REST and in a listener. */
export const Profile = z
  .object({
    id: Uid,
    username: z.string(),
    display_name: shown(LIMITS.display_name),
    role: Role,
    bio: shown(LIMITS.bio),
    avatar_url: z.string().nullable(),
    company_name: shown(LIMITS.company_name),
    business_category: shown(LIMITS.business_category),
    location: shown(LIMITS.location),
    social_links: SocialLinks,
    is_verified: z.boolean(),
    connection_count: z.int(),
    created_at: IsoTime,
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;

/** Why nobody finds somebody who is there: staff have suspended them, or staff have hidden the profile, or they are leaving. */
export const WITHHELD = ['suspended', 'hidden', 'leaving'] as const;
export type WithheldReason = (typeof WITHHELD)[number];

/** `users/{uid}`: the profile, and what search goes by. */
export const ProfileDocument = Profile.extend({
  /** Not there while nobody is to find them: names are looked up by it, and every list of people is in its order. */
  username_key: z.string().optional(),
  category_key: z.string(),
  search_tokens: z.array(z.string()),
  /** Why nobody is to find them; not there where everybody may. */
  withheld: z.array(z.enum(WITHHELD)).optional(),
  /** Until when they are suspended: also tokens say so. */
  suspended_until: IsoTime.optional(),
});
export type ProfileDocument = z.infer<typeof ProfileDocument>;

/** Why somebody is shut out for a time, as they are told. */
export const Suspension = z
  .object({
    reason: shown(LIMITS.suspension_reason).describe('Why, as staff put it'),
    since: IsoTime,
    until: IsoTime.nullable().describe('When it ends by itself; null where it doesn’t'),
  })
  .meta({ id: 'Suspension' });
export type Suspension = z.infer<typeof Suspension>;

/** When one may end that is set now: later ones are slips, and some clocks don't know them. */
export const SuspensionEnd = IsoTime.refine(
  (time) => !(Date.parse(time) >= Date.UTC(2100, 0)),
  'Choose an earlier end.',
);

/** `users/{uid}/private/account`: what only its owner sees. */
export const Account = z
  .object({
    email: z.string(),
    phone: z.string(),
    suspension: Suspension.optional().describe('The one in force: of several the one that ends last'),
    suspensions: z
      .array(Suspension.extend({ by: z.string() }))
      .optional()
      .describe('All that hold, each by what led to it; not there while there is none'),
    signed_out_at: IsoTime.optional().describe('When all sessions were last ended'),
    preferences: ChosenPreferences.optional().describe(
      'What its owner has chosen; `GET /users/preferences` adds the rest',
    ),
    muted_people: z.array(Uid).optional().describe('Whose doings are not told'),
    muted_events: z.array(z.string()).optional().describe('Of which events nothing is told'),
  })
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
    email: Email,
    password: NewPassword,
    role: Role,
    display_name: DisplayName.optional().describe(
      `At most ${LIMITS.display_name} characters. Without it the username is shown`,
    ),
  })
  .meta({ id: 'Register' });
export type Register = z.infer<typeof Register>;

export const Login = z
  .strictObject({
    username: lookup(LIMITS.email, tidyLogin)
      .refine((name) => name !== '', 'Enter a username or email address.')
      .meta({ description: 'Username or e-mail', maxLength: LIMITS.email }),
    password: TypedPassword,
  })
  .meta({ id: 'Login' });

/** Whether a username is free, asked while it is typed. */
export const AvailableQuery = z.strictObject({ username: typed(LIMITS.username.max, tidyUsername) });
export const Available = z
  .object({
    username: z.string().describe('As it would be registered: without spaces around it'),
    available: z.boolean(),
    reason: z.string().optional().describe('Why not, for people'),
  })
  .meta({
    id: 'Available',
    example: { username: 'alice', available: false, reason: 'A user with that username already exists.' },
  });
export type Available = z.infer<typeof Available>;

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

export const PasswordReset = z.strictObject({ email: Email }).meta({ id: 'PasswordReset' });

export const PasswordChange = z
  .strictObject({ old_password: TypedPassword, new_password: NewPassword })
  .meta({ id: 'PasswordChange' });

export const EmailChange = z.strictObject({ email: Email, password: TypedPassword }).meta({ id: 'EmailChange' });

/** Every field may be left out, and then stays. */
export const ProfilePatch = z
  .strictObject({
    display_name: DisplayName,
    bio: lines(LIMITS.bio),
    company_name: ownName(LIMITS.company_name),
    business_category: line(LIMITS.business_category),
    location: line(LIMITS.location),
    phone: typed(LIMITS.phone, tidyPhone)
      .refine(isPhone, 'Enter a phone number, or nothing.')
      .meta({ example: '+49 30 1234567' }),
    social_links: TypedSocialLinks,
  })
  .partial()
  .meta({ id: 'ProfilePatch' });
export type ProfilePatch = z.infer<typeof ProfilePatch>;

export const Avatar = z
  .object({ avatar_url: z.string(), sizes: z.record(z.string(), z.string()).describe('Address by edge length') })
  .meta({ id: 'Avatar' });
export type Avatar = z.infer<typeof Avatar>;
