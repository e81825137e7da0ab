/** What somebody can be told of: `preferences.ts` says by which channels, and what can be switched off. */
export const TOPICS = [
  'request',
  'acceptance',
  'message',
  'invitation',
  'seat',
  'reminder',
  'change',
  'hosting',
  'attendance',
  'outcome',
  'welcome',
] as const;
export type Topic = (typeof TOPICS)[number];

/** What all connections of somebody are told of at once. */
export const FAN_OUTS = ['hosting', 'attendance'] as const satisfies Topic[];

/** What somebody doesn't want to be told of by a connection: one of these, or everything. */
export const QUIET = [...FAN_OUTS, 'everything'] as const;
export type Quiet = Record<(typeof QUIET)[number], boolean>;

/** What a person can do about a notification that they don't want more of. */
export const WAYS = ['event', 'person', 'topic'] as const;
export type Way = (typeof WAYS)[number];

const LESS: Record<Topic, readonly Way[]> = {
  request: ['person', 'topic'],
  acceptance: ['person', 'topic'],
  message: ['person', 'topic'],
  invitation: ['person', 'event', 'topic'],
  seat: ['event', 'topic'],
  reminder: ['event', 'topic'],
  change: ['event', 'topic'],
  hosting: ['person', 'event', 'topic'],
  attendance: ['event', 'person', 'topic'],
  // What staff have decided reaches people in any case, and a welcome comes once.
  outcome: [],
  welcome: [],
};

interface Told {
  reason: { topic: Topic };
  actor: object | null;
  target: { kind: string };
}

/** @returns how there can be less like this, the way that is most likely meant first */
export const waysToLess = ({ reason, actor, target }: Told): Way[] =>
  LESS[reason.topic].filter((way) => way === 'topic' || (way === 'person' ? actor !== null : target.kind === 'event'));
