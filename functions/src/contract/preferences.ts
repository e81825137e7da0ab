import { z } from 'zod';
import type { Topic } from './topics.ts';

/** What people choose about what they are told, by whom they are reached, and what others learn of them. */

const yesOrNo = () => z.boolean('Send true or false.');

const inApp = yesOrNo().describe('As a notification in the list');
const push = yesOrNo().describe('Also on the phone, where the app is installed');
const both = z.object({ in_app: inApp, push });

/**
 * What people can switch off, by topic and channel. What many are told at once is in the list alone and never pushed; what
 * staff have decided is always in the list.
 */
const Notifications = z.object({
  request: both.describe('Somebody asks to connect'),
  acceptance: both.describe('Somebody has accepted my request'),
  message: both.describe('A message from a connection'),
  invitation: both.describe('Somebody invites me to an event'),
  seat: both.describe('A seat has become free for me'),
  reminder: both.describe('An event that I am in begins soon'),
  change: z.object({ in_app: inApp }).describe('An event that I am in is moved or cancelled'),
  hosting: z.object({ in_app: inApp }).describe('A connection hosts a new event'),
  attendance: z.object({ in_app: inApp }).describe('Connections go to an event, or are interested in it'),
  outcome: z.object({ push }).describe('What Infloo has decided: verification, reports'),
});

export const MESSAGES_FROM = ['everyone', 'connections'] as const;

const Privacy = z.object({
  messages_from: z
    .enum(MESSAGES_FROM, 'Send everyone or connections.')
    .describe('Who may write to me for the first time'),
  read_marks: yesOrNo().describe('Whether others see that I have read their messages'),
  typing: yesOrNo().describe('Whether others see that I am typing'),
  lock_screen_previews: yesOrNo().describe('Whether a push says who it is from, and what'),
});

const Reading = z.object({
  on_sight: yesOrNo().describe('Whether a notification counts as read once I have had it before me'),
});

export const Preferences = z
  .object({ notifications: Notifications, privacy: Privacy, reading: Reading })
  .meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof Preferences>;

const channels = <S extends z.ZodRawShape>(topic: z.ZodObject<S>) => topic.partial().strict().optional();

const ChangedNotifications = z.strictObject({
  request: channels(both),
  acceptance: channels(both),
  message: channels(both),
  invitation: channels(both),
  seat: channels(both),
  reminder: channels(both),
  change: channels(Notifications.shape.change),
  hosting: channels(Notifications.shape.hosting),
  attendance: channels(Notifications.shape.attendance),
  outcome: channels(Notifications.shape.outcome),
});

/** Every field may be left out, and then stays. */
export const PreferencesPatch = z
  .strictObject({
    notifications: ChangedNotifications,
    privacy: Privacy.partial().strict(),
    reading: Reading.partial().strict(),
  })
  .partial()
  .meta({ id: 'PreferencesPatch' });
export type PreferencesPatch = z.infer<typeof PreferencesPatch>;

/** As they are stored: what somebody has never chosen is not there, and what has been given up is passed over. */
export const ChosenPreferences = z
  .object({
    notifications: z.record(z.string(), z.record(z.string(), z.boolean())),
    privacy: Privacy.partial(),
    reading: Reading.partial(),
  })
  .partial();

const ON = { in_app: true, push: true };

/** What holds for whoever has chosen nothing. */
export const DEFAULT_PREFERENCES: Preferences = {
  notifications: {
    request: ON,
    acceptance: ON,
    message: ON,
    invitation: ON,
    seat: ON,
    reminder: ON,
    change: { in_app: true },
    hosting: { in_app: true },
    attendance: { in_app: true },
    outcome: { push: true },
  },
  privacy: { messages_from: 'everyone', read_marks: true, typing: true, lock_screen_previews: false },
  reading: { on_sight: true },
};

/** @returns whether somebody wants to be told of a topic on a channel; null where that is not for them to choose: a welcome comes once */
export function choiceOf({ notifications }: Preferences, topic: Topic, channel: 'in_app' | 'push'): boolean | null {
  const channels: { in_app?: boolean; push?: boolean } = topic === 'welcome' ? {} : notifications[topic];
  return channels[channel] ?? null;
}

/** @returns `before` with what `chosen` says of it */
function withChoices(
  before: Preferences,
  { notifications, privacy, reading }: z.infer<typeof ChosenPreferences>,
): Preferences {
  const topics = Object.entries(before.notifications).map(([topic, channels]) => [
    topic,
    { ...channels, ...notifications?.[topic] },
  ]);
  return Preferences.parse({
    notifications: Object.fromEntries(topics),
    privacy: { ...before.privacy, ...privacy },
    reading: { ...before.reading, ...reading },
  });
}

/** @returns what holds for somebody, given their account document */
export const preferencesOf = (account: { preferences?: z.infer<typeof ChosenPreferences> | undefined }): Preferences =>
  withChoices(DEFAULT_PREFERENCES, account.preferences ?? {});

/** @returns what holds after a change */
export const changedPreferences = (before: Preferences, patch: PreferencesPatch): Preferences =>
  withChoices(before, patch as z.infer<typeof ChosenPreferences>);
