import { globSync, readFileSync } from 'node:fs';
import { i18n } from '@lingui/core';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { inPageLanguage, sentenceOf } from '../../dashboard/src/live/api-words.ts';
import { DEEDS } from '../../dashboard/src/staff/deeds.ts';
import { ERROR_CODES } from '../../functions/src/contract/errors.ts';

interface Node {
  type: string;
  [key: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** What stands for a value in a sentence: a number where the API counts, and a name. */
const VALUE = '7';

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join(VALUE);
}

/** What is called with a sentence for people. */
const SAYS = new Set([
  ...['ApiError', 'invalidField', 'forbidden', 'conflict', 'rateLimited', 'unsupported', 'unfit', 'refuse', 'add'],
  ...['refine', 'regex', 'enum', 'int', 'min', 'max', 'line', 'lines', 'expectEmpty', 'boolean'],
]);

function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  return typeof node.name === 'string' ? node.name : nameOf(node.property);
}

/** Sentences that a file of the API throws, or refuses a field with. */
function saidIn(file: string): string[] {
  const found: string[] = [];
  const keep = (value: unknown) => {
    const text = isNode(value) ? textOf(value) : undefined;
    if (text !== undefined && /^[A-Z7]\S* .*[^?!]$/s.test(text)) found.push(text);
  };
  const walk = (node: Node) => {
    const called = nameOf(node.callee);
    if (SAYS.has(called)) (node.arguments as unknown[]).forEach(keep);
    if (node.type === 'Property' && ['message', 'detail', 'fault', 'error'].includes(nameOf(node.key)))
      keep(node.value);
    if (node.type === 'ReturnStatement' && /contract\/(?:text|usernames)\.ts$|events\/policy\.ts$/.test(file))
      keep(node.argument);
    for (const value of Object.values(node)) {
      for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) walk(each);
    }
  };
  walk(parseSync(file, readFileSync(file, 'utf8')).program as unknown as Node);
  return found;
}

/** What only programs get to hear, of headers and of what the dashboard sends by itself. */
const FOR_PROGRAMS =
  /^(?:Send (?:true|everyone|accepted|event|person|fid|android|interested|what|one|the file|1 to|7)|Expected|Name a file|Ask for these|Search, or|Upload it|Only an? |Say which name|Choose (?:approved|upheld)|Change one|Given token|Authentication|No active account|This cursor|This Idempotency|This client_id|A request with|There is no such message|This can’t be had|Letters, digits, - and|The (?:body|request) |Welcome|Register through|You do not have|Your 7 |Not found|If an account|This account is suspended7|A mail is|7 You )/;

const all = globSync('functions/src/**/*.ts');
const files = all.filter(
  (file) => !/\/(?:http|deploy|runtime)\/|docs\.ts$|erasure\.ts$|(?:news|triggers|push|config)\.ts$|mail/.test(file),
);

describe('what the API says', () => {
  const said = [...new Set(files.flatMap(saidIn))].filter((text) => !FOR_PROGRAMS.test(text));

  it('is known sentence by sentence, so that other languages have it', () => {
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter((text) => sentenceOf(text) === null)).toEqual([]);
  });

  it.each([
    ['At most 2000 characters.', 'At most 2,000 characters.'],
    ['Request was throttled. Expected available in 42 seconds.', 'That was too often. Try again in 42 seconds.'],
    ['Request was throttled. Expected available in 3600 seconds.', 'That was too often. Try again in 60 minutes.'],
    [
      'This person has declined your request. You can ask again in 3 days.',
      'This person has declined your request. You can ask again in 3 days.',
    ],
    [
      'You have withdrawn your request to this person. You can ask again in 1 hour.',
      'You have withdrawn your request to this person. You can ask again in 1 hour.',
    ],
    ['The picture is larger than 5 MB.', 'The picture is larger than 5 MB.'],
    ['Send a PDF or a picture: PDF, JPEG, PNG.', 'Send a PDF or a picture: PDF, JPEG, PNG.'],
    ['Your business is verified already.', 'Your business is verified already.'],
    ['The name has changed: by now it is “ليلى”.', 'The name has changed: by now it is “ليلى”.'],
    ['This account is suspended: Spam: again.', 'This account is suspended: Spam: again.'],
    [
      'This account is going to be deleted on 30 November 2026. Restore it to sign in.',
      'This account is going to be deleted on November 30, 2026. Restore it to sign in.',
    ],
  ])('keeps what it names: %s', (english, words) => {
    expect(sentenceOf(english)).toBe(words);
  });

  it('tells when something ends as the reader counts hours', () => {
    const words = sentenceOf('This account is suspended until Mon, 30 Nov 2026 10:00 UTC: Spam');
    expect(words).toMatch(/^This account is suspended until (?:Nov|Dec)\w+ \d+, 2026 at \d+:\d\d [AP]M: Spam$/);
  });

  it('is put by its code where the sentence isn’t known, never as what nobody can read', () => {
    for (const code of ERROR_CODES) expect(inPageLanguage('Something unheard of.', code)).toMatch(/^[A-Z].*\.$/);
    expect(inPageLanguage('Invalid input: expected string')).toBe(inPageLanguage('Something unheard of.'));
    expect(i18n.locale).toBe('en');
  });
});

describe('the audit log', () => {
  it('has words for all that staff do', () => {
    const entered = all.flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      return [...source.matchAll(/^ {2,}audit: '(.+)',$|'(.+)' : '(.+)',$/gm)].flatMap(([, ...texts]) =>
        texts.filter(
          (text) => /^[A-Z]/.test(text ?? '') && (file.endsWith('routes.ts') || file.endsWith('staff/store.ts')),
        ),
      );
    });
    expect(entered.length).toBeGreaterThan(20);
    expect(entered.filter((text) => !DEEDS.has(text))).toEqual([]);
  });
});
