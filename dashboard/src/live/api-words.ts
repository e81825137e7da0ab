import type { ErrorCode } from '@api/contract/errors.ts';
import { i18n } from '@lingui/core';
import { plural, t } from '@lingui/core/macro';
import { byEnglish } from '../language/by-english.ts';
import { isolated } from '../language/isolated.ts';
import { SENTENCES } from './api-sentences.ts';

/** What a sentence names; each of them has some of it. */
type Found = Record<'of' | 'name' | 'what' | 'also', string> & { count: string };

/** A sentence of the API with something of its own in it, and how it is put here. */
type Pattern = readonly [is: RegExp, said: (found: Found) => string];

const count = (found: Found): number => Number(found.count);

/** Videos that a phone or a program makes anew so that they play everywhere. */
const AS_H264 = /^(?:This video (?:is .+, which many browsers|has colours that many browsers)|3GP videos) /;

const PATTERNS: readonly Pattern[] = [
  [
    /^At least (?<count>\d+) characters\.$/,
    (found) => plural({ min: count(found) }, { other: 'At least # characters.' }),
  ],
  [
    /^At most (?<count>\d+) characters\.$/,
    (found) => plural({ most: count(found) }, { other: 'At most # characters.' }),
  ],
  [
    /^At most (?<count>\d+) bytes in UTF-8\.$/,
    (found) => t`This is too long: at most ${{ most: i18n.number(count(found)) }} bytes.`,
  ],
  [/^At least (?<count>\d+)\.$/, (found) => t`At least ${{ min: i18n.number(count(found)) }}.`],
  [/^At most (?<count>\d+)\.$/, (found) => t`At most ${{ most: i18n.number(count(found)) }}.`],
  [/^At most (?<count>\d+) at a time\.$/, (found) => t`At most ${{ most: i18n.number(count(found)) }} at a time.`],
  [
    /^Contains characters that cannot be shown \((?<name>.+)\)\. /,
    ({ name }) => t`Contains characters that cannot be shown (${name}). Type it anew, or leave it out.`,
  ],
  [
    /^Enter your name there, or an address on (?<name>\S+)\.$/,
    ({ name }) => t`Enter your name there, or an address on ${name}.`,
  ],
  // Times.
  [
    /^At most (?<count>\d+) years ahead\.$/,
    (found) => plural({ years: count(found) }, { one: 'At most # year ahead.', other: 'At most # years ahead.' }),
  ],
  [
    /^At most (?<count>\d+) days after it begins\.$/,
    (found) =>
      plural(
        { days: count(found) },
        { one: 'At most # day after it begins.', other: 'At most # days after it begins.' },
      ),
  ],
  [
    /^Clocks in (?<name>\S+) skip this time\. The nearest are (?<of>\S+) and (?<also>\S+)\.$/,
    ({ name, of, also }) =>
      t`Clocks in ${name} skip this time. The nearest are ${{ first: of }} and ${{ second: also }}.`,
  ],
  [
    /^Clocks in (?<name>\S+) show this time twice\. Say which: (?<of>\S+) or (?<also>\S+)\.$/,
    ({ name, of, also }) =>
      t`Clocks in ${name} show this time twice. Say which: ${{ first: of }} or ${{ second: also }}.`,
  ],
  [
    /^Request was throttled\. Expected available in (?<count>\d+) seconds\.$/,
    (found) => {
      const seconds = count(found);
      return seconds < 90
        ? plural(
            { seconds },
            {
              one: 'That was too often. Try again in # second.',
              other: 'That was too often. Try again in # seconds.',
            },
          )
        : plural(
            { minutes: Math.ceil(seconds / 60) },
            {
              one: 'That was too often. Try again in # minute.',
              other: 'That was too often. Try again in # minutes.',
            },
          );
    },
  ],
  [
    /^This account is suspended until (?<name>.+ UTC): (?<what>.+)$/s,
    ({ name, what }) => {
      const until = timeOf(name);
      return t`This account is suspended until ${until}: ${{ reason: isolated(what) }}`;
    },
  ],
  [
    /^This account is suspended: (?<what>.+)$/s,
    ({ what }) => t`This account is suspended: ${{ reason: isolated(what) }}`,
  ],
  [
    /^This account is going to be deleted on (?<name>.+)\. Restore it to sign in\.$/,
    ({ name }) => t`This account is going to be deleted on ${{ day: dayOf(name) }}. Restore it to sign in.`,
  ],
  // Files.
  [
    /^The (?<what>\w+) is larger than (?<count>[\d.]+) MB\./,
    (found) => {
      const megabytes = i18n.number(count(found));
      if (found.what === 'picture') return t`The picture is larger than ${megabytes} MB.`;
      return found.what === 'video'
        ? t`The video is larger than ${megabytes} MB.`
        : t`The file is larger than ${megabytes} MB.`;
    },
  ],
  [
    /^HEIC pictures can’t be shown everywhere\..* Accepted: (?<name>.+)\.$/,
    ({ name }) =>
      t`HEIC pictures can’t be shown everywhere. Save this one as JPEG and send that (on an iPhone: Settings, Camera, Formats, Most Compatible). Accepted: ${name}.`,
  ],
  [
    /^Send a picture: (?<of>[^;]+); or a video: (?<also>[^;]+)\.$/,
    ({ of, also }) => t`Send a picture: ${{ pictures: of }}; or a video: ${{ videos: also }}.`,
  ],
  [
    /^Send a picture: (?<of>[^;]+); or a video: (?<also>[^;]+); or a PDF or a picture: (?<name>[^;]+)\.$/,
    ({ of, also, name }) =>
      t`Send a picture: ${{ pictures: of }}; or a video: ${{ videos: also }}; or a file: ${{ files: name }}.`,
  ],
  [/^Send a picture: (?<of>[^;]+)\.$/, ({ of }) => t`Send a picture: ${{ pictures: of }}.`],
  [/^Send a PDF or a picture: (?<of>[^;]+)\.$/, ({ of }) => t`Send a PDF or a picture: ${{ files: of }}.`],
  [
    /^At most (?<count>\d+) megapixels/,
    (found) =>
      t`At most ${{ most: i18n.number(count(found)) }} megapixels. Make it smaller, or save it as an ordinary JPEG.`,
  ],
  [
    /^At most (?<count>\d+) pixels wide in this format\./,
    (found) =>
      t`At most ${{ most: i18n.number(count(found)) }} pixels wide in this format. Make it smaller, or save it as a JPEG.`,
  ],
  [
    /^At most (?<count>\d+) pixels a side; this video has (?<of>\d+) × (?<also>\d+)\.$/,
    (found) =>
      t`At most ${{ most: i18n.number(count(found)) }} pixels a side; this video has ${{ width: i18n.number(Number(found.of)) }} × ${{ height: i18n.number(Number(found.also)) }}.`,
  ],
  [
    /^At most (?<count>\d+) seconds; this video lasts (?<of>\d+)\./,
    (found) =>
      plural(
        { most: count(found) },
        {
          other: `At most # seconds; this video lasts ${{ lasts: i18n.number(Number(found.of)) }}. Trim it, and send it again.`,
        },
      ),
  ],
  [
    /^The sound of this video is (?<name>.+), which browsers don’t play\./,
    () => t`The sound of this video is in a format that browsers don’t play. Export it with AAC, or without sound.`,
  ],
  [
    AS_H264,
    () =>
      t`Many browsers can’t play this video. On an iPhone: Settings, Camera, Formats, Most Compatible; on Android: the camera’s settings, video format, H.264. Then record it anew, or export this one as MP4 with H.264.`,
  ],
  // People.
  [
    /^(?<what>This person has declined|You have withdrawn) your request.* You can ask again in (?<count>\d+) (?<of>hour|day)s?\.$/,
    (found) => {
      const why = found.what.startsWith('You ')
        ? t`You have withdrawn your request to this person.`
        : t`This person has declined your request.`;
      const again =
        found.of === 'day'
          ? plural(
              { days: count(found) },
              { one: 'You can ask again in # day.', other: 'You can ask again in # days.' },
            )
          : plural(
              { hours: count(found) },
              { one: 'You can ask again in # hour.', other: 'You can ask again in # hours.' },
            );
      return `${why} ${again}`;
    },
  ],
  [
    /^You can block at most (?<count>\d+) people\./,
    (found) => plural({ most: count(found) }, { other: 'You can block at most # people. Unblock somebody first.' }),
  ],
  [
    /^You can have at most (?<count>\d+) stories at a time\./,
    (found) => plural({ most: count(found) }, { other: 'You can have at most # stories at a time. Delete one first.' }),
  ],
  [
    /^(?<count>\d+) are going already: the capacity can’t be lower\.$/,
    (found) =>
      plural(
        { going: count(found) },
        {
          one: '# is going already: the capacity can’t be lower.',
          other: '# are going already: the capacity can’t be lower.',
        },
      ),
  ],
  // Staff.
  [
    /^You can send in (?<count>\d+) documents in (?<of>\d+) days\./,
    (found) =>
      t`You can send in ${{ documents: i18n.number(count(found)) }} documents in ${{ days: i18n.number(Number(found.of)) }} days. Try again later.`,
  ],
  [
    /^The name has changed: by now it is “(?<name>.+)”\.$/s,
    ({ name }) => t`The name has changed: by now it is “${name}”.`,
  ],
  [
    /^This was decided already, by somebody who has left\.$/,
    () => t`This was decided already, by somebody who has left.`,
  ],
  [/^This was decided already, by (?<name>.+)\.$/, ({ name }) => t`This was decided already, by ${name}.`],
  [/^This can’t be done about an? \w+\.$/, () => t`This can’t be done about what was reported.`],
  [/^A decision can be appealed for 30 days\.$/, () => t`A decision can be appealed for 30 days.`],
];

/** A day as the API writes it in English, in the language of the page. */
function dayOf(english: string): string {
  const at = Date.parse(`${english} UTC`);
  return Number.isNaN(at) ? english : i18n.date(new Date(at), { dateStyle: 'long', timeZone: 'UTC' });
}

/** A moment, in the same way. */
function timeOf(english: string): string {
  const at = Date.parse(english);
  return Number.isNaN(at) ? english : i18n.date(new Date(at), { dateStyle: 'long', timeStyle: 'short' });
}

/** What to say where the sentence isn't known: less than the API says, and true. */
const byCode = (code: ErrorCode): string =>
  ({
    invalid_request: t`This can’t be taken as it is. Check what you entered.`,
    malformed_body: t`Something went wrong. Please try again.`,
    invalid_cursor: t`This list has changed. Load the page again.`,
    not_authenticated: t`Your session has ended. Please sign in again.`,
    invalid_token: t`Your session has ended. Please sign in again.`,
    invalid_credentials: t`This username and password don’t match. Check both and try again.`,
    permission_denied: t`You may not do that.`,
    recent_sign_in_required: t`Sign in again, and then try once more.`,
    account_suspended: t`This account is suspended or has been deleted.`,
    account_leaving: t`This account is going to be deleted. Restore it to sign in.`,
    not_found: t`It isn’t there, or not for you.`,
    method_not_allowed: t`Something went wrong. Please try again.`,
    conflict: t`That doesn’t go with how things stand by now. Load the page again.`,
    in_progress: t`This is being done already. Wait a moment.`,
    answer_lost: t`It may have been done already. Look before you try again.`,
    expired: t`It isn’t there any more.`,
    payload_too_large: t`This is too large.`,
    unsupported_media_type: t`Files of this kind aren’t taken.`,
    idempotency_key_reused: t`Something went wrong. Please try again.`,
    rate_limited: t`That was too often. Try again later.`,
    internal: t`Something went wrong on our side. Please try again in a moment.`,
    unavailable: t`Infloo is busy. Try again in a moment.`,
  })[code];

/** Those without anything of their own in them. */
const WHOLE = byEnglish(SENTENCES);

/** A sentence of the API in the language of the page; null where it isn't known. */
export function sentenceOf(english: string): string | null {
  const known = WHOLE.get(english);
  if (known) return i18n._(known);
  for (const [is, said] of PATTERNS) {
    const found = is.exec(english);
    if (found) return said(found.groups as Found);
  }
  return null;
}

/** What the API says, in the language of the page, and what `code` means where nobody has put it into that yet. */
export const inPageLanguage = (english: string, code: ErrorCode = 'invalid_request'): string =>
  sentenceOf(english) ?? byCode(code);
