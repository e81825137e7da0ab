import type { Topic } from '@api/contract/topics.ts';
import type { Notification } from '@api/notifications/schema.ts';
import { REJECTION_WORDS } from '@api/verification/policy.ts';
import { plural, t } from '@lingui/core/macro';
import { isolated } from '../language/isolated.ts';
import { rejectionWords } from '../verification/rejection-words.ts';

/** What a sentence names; each of them has some of it. */
type Found = Record<
  | 'title'
  | 'time'
  | 'place'
  | 'others'
  | 'minutes'
  | 'hours'
  | 'reason'
  | 'because'
  | 'proven'
  | 'why'
  | 'what'
  | 'kind'
  | 'answer',
  string
>;

/** A sentence of the API, and how it is put here: who did it by their name, what it names as it stands there. */
type Sentence = readonly [is: RegExp, said: (found: Found, name: string) => string];

/** By their words, because the list of them is a schema, which nothing around every screen may load. */
const REJECTIONS = Object.keys(REJECTION_WORDS) as (keyof typeof REJECTION_WORDS)[];

/** Why a paper was turned down, and what staff have added in their own words. */
function sayWhy(why: string): string {
  const reason = REJECTIONS.find((each) => why.startsWith(REJECTION_WORDS[each]));
  return reason ? rejectionWords(reason) + why.slice(REJECTION_WORDS[reason].length) : why;
}

const KINDS: readonly [RegExp, (username: string) => string][] = [
  [/^a story of (\S+)$/, (username) => t`a story of ${username}`],
  [/^an? event of (\S+)$/, (username) => t`an event of ${username}`],
  [/^a message of (\S+)$/, (username) => t`a message of ${username}`],
];

/** What was reported: somebody, or something of theirs. */
function sayWhat(what: string): string {
  for (const [is, said] of KINDS) {
    const username = is.exec(what)?.[1];
    if (username) return said(username);
  }
  return what;
}

/** What a decision was about. */
function sayThing(kind: string): string {
  const things: Record<string, string> = {
    profile: t`Your profile`,
    story: t`Your story`,
    event: t`Your event`,
    message: t`Your message`,
  };
  return things[kind] ?? kind;
}

/** What was undone of a decision about oneself, a sentence a thing: other languages have it in another place. */
const UNDONE: readonly Sentence[] = [
  [
    /^We looked once more at what we decided about your profile, and have undone it: (?<because>.+)$/s,
    ({ because }) => t`We looked once more at what we decided about your profile, and have undone it: ${because}`,
  ],
  [
    /^We looked once more at what we decided about your story, and have undone it: (?<because>.+)$/s,
    ({ because }) => t`We looked once more at what we decided about your story, and have undone it: ${because}`,
  ],
  [
    /^We looked once more at what we decided about your event, and have undone it: (?<because>.+)$/s,
    ({ because }) => t`We looked once more at what we decided about your event, and have undone it: ${because}`,
  ],
  [
    /^We looked once more at what we decided about your message, and have undone it: (?<because>.+)$/s,
    ({ because }) => t`We looked once more at what we decided about your message, and have undone it: ${because}`,
  ],
];

/** By topic, because titles are people's own words, and may sound like any of them. */
const SENTENCES: Partial<Record<Topic, readonly Sentence[]>> = {
  message: [
    [/^\S+ wants to write to you$/, (_, name) => t`${name} wants to write to you`],
    [/^\S+ sent a picture$/, (_, name) => t`${name} sent a picture`],
    [/^\S+ sent a video$/, (_, name) => t`${name} sent a video`],
    [/^\S+ sent a document$/, (_, name) => t`${name} sent a document`],
    [/^\S+ wrote to you$/, (_, name) => t`${name} wrote to you`],
  ],
  invitation: [[/^\S+ invited you to (?<title>.+)$/s, ({ title }, name) => t`${name} invited you to ${title}`]],
  hosting: [
    [/^\S+ is hosting a new event: (?<title>.+)$/s, ({ title }, name) => t`${name} is hosting a new event: ${title}`],
  ],
  attendance: [
    [
      /^\S+ and (?<others>\d+) others? are going to or interested in (?<title>.+)$/s,
      ({ title, others }, name) =>
        plural(
          { others: Number(others) },
          {
            one: `${name} and # other are going to or interested in ${title}`,
            other: `${name} and # others are going to or interested in ${title}`,
          },
        ),
    ],
    [/^\S+ is going to (?<title>.+)$/s, ({ title }, name) => t`${name} is going to ${title}`],
    [/^\S+ is interested in (?<title>.+)$/s, ({ title }, name) => t`${name} is interested in ${title}`],
  ],
  seat: [
    [
      /^A seat has become free: you are going to (?<title>.+)$/s,
      ({ title }) => t`A seat has become free: you are going to ${title}`,
    ],
  ],
  reminder: [
    [/^(?<title>.+) begins in a minute$/s, ({ title }) => t`${title} begins in a minute`],
    [
      /^(?<title>.+) begins in (?<minutes>\d+) minutes$/s,
      ({ title, minutes }) => plural({ minutes: Number(minutes) }, { other: `${title} begins in # minutes` }),
    ],
    [/^(?<title>.+) begins in an hour$/s, ({ title }) => t`${title} begins in an hour`],
    [
      /^(?<title>.+) begins in (?<hours>\d+) hours$/s,
      ({ title, hours }) => plural({ hours: Number(hours) }, { other: `${title} begins in # hours` }),
    ],
  ],
  change: [
    [/^(?<title>.+?) has been cancelled$/s, ({ title }) => t`${title} has been cancelled`],
    [
      /^(?<title>.+?) has been cancelled: (?<reason>.+)$/s,
      ({ title, reason }) => t`${title} has been cancelled: ${reason}`,
    ],
    [
      /^(?<title>.+) has been moved to (?<time>[\d-]+ [\d:]+ \(\S+\)), with a new link$/s,
      ({ title, time }) => t`${title} has been moved to ${time}, with a new link`,
    ],
    [
      /^(?<title>.+) has been moved to (?<time>[\d-]+ [\d:]+ \(\S+\)), (?<place>.+)$/s,
      ({ title, time, place }) => t`${title} has been moved to ${time}, ${place}`,
    ],
    [
      /^(?<title>.+) has been moved to (?<time>[\d-]+ [\d:]+ \(\S+\))$/s,
      ({ title, time }) => t`${title} has been moved to ${time}`,
    ],
    [
      /^(?<title>.+) now ends at (?<time>[\d-]+ [\d:]+ \(\S+\)), with a new link$/s,
      ({ title, time }) => t`${title} now ends at ${time}, with a new link`,
    ],
    [
      /^(?<title>.+) now ends at (?<time>[\d-]+ [\d:]+ \(\S+\)), (?<place>.+)$/s,
      ({ title, time, place }) => t`${title} now ends at ${time}, ${place}`,
    ],
    [
      /^(?<title>.+) now ends at (?<time>[\d-]+ [\d:]+ \(\S+\))$/s,
      ({ title, time }) => t`${title} now ends at ${time}`,
    ],
    [
      /^(?<title>.+?) now takes place here: (?<place>.+)$/s,
      ({ title, place }) => t`${title} now takes place here: ${place}`,
    ],
    [/^(?<title>.+) has a new link$/s, ({ title }) => t`${title} has a new link`],
    [/^(?<title>.+) has no link any more$/s, ({ title }) => t`${title} has no link any more`],
    [
      /^(?<title>.+) can’t be seen at the moment, and may not take place$/s,
      ({ title }) => t`${title} can’t be seen at the moment, and may not take place`,
    ],
    [/^(?<title>.+) can be seen again$/s, ({ title }) => t`${title} can be seen again`],
    [/^(?<title>.+) takes place after all$/s, ({ title }) => t`${title} takes place after all`],
  ],
  outcome: [
    [/^Your identity is verified: (?<proven>.+)$/s, ({ proven }) => t`Your identity is verified: ${proven}`],
    [/^Your business is verified: (?<proven>.+)$/s, ({ proven }) => t`Your business is verified: ${proven}`],
    [
      /^Your identity is no longer verified, because the name has changed\. Send in a document for the new one\.$/,
      () => t`Your identity is no longer verified, because the name has changed. Send in a document for the new one.`,
    ],
    [
      /^Your business is no longer verified, because the name has changed\. Send in a document for the new one\.$/,
      () => t`Your business is no longer verified, because the name has changed. Send in a document for the new one.`,
    ],
    [
      /^The copy of your data could not be made\. Please ask for it once more in your settings\.$/,
      () => t`The copy of your data could not be made. Please ask for it once more in your settings.`,
    ],
    [
      /^The copy of your data is ready\. You find it in your settings for 24 hours\.$/,
      () => t`The copy of your data is ready. You find it in your settings for 24 hours.`,
    ],
    [
      /^Your identity could not be verified\. ?(?<why>.*)$/s,
      ({ why }) => t`Your identity could not be verified. ${{ why: sayWhy(why) }}`.trim(),
    ],
    [
      /^Your business could not be verified\. ?(?<why>.*)$/s,
      ({ why }) => t`Your business could not be verified. ${{ why: sayWhy(why) }}`.trim(),
    ],
    [
      /^We looked at your report about (?<what>.+) and found nothing that breaks our rules\.$/,
      ({ what }) =>
        t`We looked at your report about ${{ what: sayWhat(what) }} and found nothing that breaks our rules.`,
    ],
    [
      /^We looked at your report about (?<what>.+) and acted on it\. Thank you\.$/,
      ({ what }) => t`We looked at your report about ${{ what: sayWhat(what) }} and acted on it. Thank you.`,
    ],
    [
      /^We looked once more at your report about (?<what>.+), and have undone what we decided\.$/,
      ({ what }) =>
        t`We looked once more at your report about ${{ what: sayWhat(what) }}, and have undone what we decided.`,
    ],
    [
      /^We are looking at your report about (?<what>.+) once more\.$/,
      ({ what }) => t`We are looking at your report about ${{ what: sayWhat(what) }} once more.`,
    ],
    ...UNDONE,
    [
      /^Your (?<kind>profile|story|event|message) was reported, and this is a warning: (?<because>.+)$/s,
      ({ kind, because }) => t`${{ thing: sayThing(kind) }} was reported, and this is a warning: ${because}`,
    ],
    [
      /^Your (?<kind>profile|story|event|message) has been hidden: (?<because>.+)$/s,
      ({ kind, because }) => t`${{ thing: sayThing(kind) }} has been hidden: ${because}`,
    ],
    [
      /^Your (?<kind>profile|story|event|message) has been removed: (?<because>.+)$/s,
      ({ kind, because }) => t`${{ thing: sayThing(kind) }} has been removed: ${because}`,
    ],
    [
      /^Parts of your profile have been removed: (?<because>.+)$/s,
      ({ because }) => t`Parts of your profile have been removed: ${because}`,
    ],
    [
      /^Your account has been suspended: (?<because>.+)$/s,
      ({ because }) => t`Your account has been suspended: ${because}`,
    ],
    [
      /^Your appeal was looked at by somebody else, and the decision stays: (?<answer>.+)$/s,
      ({ answer }) => t`Your appeal was looked at by somebody else, and the decision stays: ${answer}`,
    ],
    [
      /^Your appeal was looked at by somebody else, and the decision is undone: (?<answer>.+)$/s,
      ({ answer }) => t`Your appeal was looked at by somebody else, and the decision is undone: ${answer}`,
    ],
    [
      /^(?<title>.+?) has been taken down: (?<reason>.+)$/s,
      ({ title, reason }) => t`${title} has been taken down: ${reason}`,
    ],
  ],
  welcome: [[/^Welcome to Infloo!$/, () => t`Welcome to Infloo!`]],
};

/** What people wrote, and doesn't run the way of the page, keeps to itself. */
const keptApart = (found: Record<string, string> = {}): Found =>
  Object.fromEntries(
    Object.entries(found).map(([key, text]) => [
      key,
      /^(?:title|place|reason|because|answer)$/.test(key) ? isolated(text) : text,
    ]),
  ) as Found;

/**
 * The API's message in the language of the page. Where nobody has a sentence for it, as of reasons that staff have
 * written, it stays as the API says it.
 */
export function sayMessage({ message, reason }: Pick<Notification, 'message' | 'reason'>, name: string): string | null {
  for (const [is, said] of SENTENCES[reason.topic] ?? []) {
    const found = is.exec(message);
    if (found) return said(keptApart(found.groups), name);
  }
  return null;
}
