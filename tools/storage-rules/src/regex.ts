import { EvaluationError } from './values.ts';

const SPACE = '\\t\\n\\f\\r ';
const NOT_SPACE = '\\0-\\x08\\x0b\\x0e-\\x1f\\x21-\\u{10ffff}';
/** RE2's classes are ASCII; JavaScript's `\s` is not. */
const POSIX: Record<string, string> = {
  ...{ alnum: '0-9A-Za-z', alpha: 'A-Za-z', ascii: '\\0-\\x7f', blank: '\\t ', cntrl: '\\0-\\x1f\\x7f', digit: '0-9' },
  ...{ graph: '!-~', lower: 'a-z', print: ' -~', punct: '!-\\/:-@\\[-`\\{-~', space: '\\t\\n\\v\\f\\r ', upper: 'A-Z' },
  ...{ word: '0-9A-Za-z_', xdigit: '0-9A-Fa-f' },
};
const MAX_REPEAT = 1000;

const compiled = new Map<string, RegExp>();

/**
 * Translates a regular expression of RE2 (https://github.com/google/re2/wiki/Syntax) to JavaScript's.
 *
 * @param pattern in RE2's syntax
 * @param whole whether it has to match the whole string, as `matches()` does
 * @returns a global RegExp; throws for what RE2 refuses (lookarounds, backreferences) and for its rarer flags and escapes
 */
export function compileRegex(pattern: string, whole: boolean): RegExp {
  const key = `${whole} ${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  const [leading = '', flags = ''] = /^\(\?([is]+)\)/.exec(pattern) ?? [];
  const body = translate(pattern.slice(leading.length), flags.includes('s'));
  try {
    // By itself first: `a)|(b` would become valid inside of the group below.
    new RegExp(body, 'u');
    const regex = new RegExp(whole ? `^(?:${body})$` : body, flags.includes('i') ? 'giu' : 'gu');
    compiled.set(key, regex);
    return regex;
  } catch {
    throw refused(pattern);
  }
}

function refused(what: string): EvaluationError {
  return new EvaluationError(`not a regular expression that this runtime knows: ${what}`);
}

type Take = (expression: RegExp) => RegExpExecArray | null;

function translate(pattern: string, dotAll: boolean): string {
  let rest = pattern;
  const take: Take = (expression) => {
    const found = expression.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found;
  };
  let out = '';
  while (rest) out += rest.startsWith('\\') ? escaped(take, false) : atom(take, dotAll);
  return out;
}

/** The next piece outside of `[…]`. */
function atom(take: Take, dotAll: boolean): string {
  const opened = take(/^\[(\^?)(\]?)/);
  if (opened) return `[${opened[1]}${opened[2] ? '\\]' : ''}${classBody(take)}]`;
  const group = take(/^\((?!\?)|^\(\?(?:i|-i|):/);
  if (group) return group[0];
  if (take(/^\(\?P?<(?![=!])/)) return '(?<';
  const otherGroup = take(/^\(.{0,3}/);
  if (otherGroup) throw refused(otherGroup[0]);
  const repeat = take(/^\{(\d+)(?:,(\d*))?\}/);
  if (repeat) {
    if (Math.max(Number(repeat[1]), Number(repeat[2] ?? 0)) > MAX_REPEAT) throw refused(repeat[0]);
    return repeat[0];
  }
  if (take(/^\./)) return dotAll ? '[\\s\\S]' : '[^\\n]';
  const literal = take(/^[{}\]]/);
  return literal ? `\\${literal[0]}` : (take(/^[\s\S]/u)?.[0] ?? '');
}

/** What is inside of `[…]`, up to and without the closing bracket. */
function classBody(take: Take): string {
  let out = '';
  for (;;) {
    if (take(/^\]/)) return out;
    const posix = take(/^\[:(\w+):\]/);
    const plain = posix ? null : take(/^(?!\\)[\s\S]/u);
    const part = posix ? posixClass(posix[1] ?? '') : plain ? plain[0].replace('[', '\\[') : escaped(take, true);
    out += part;
    // `[\w-.]`: a range for JavaScript, which refuses it; for RE2 a hyphen.
    const isSet = posix !== null || part === SPACE || part === NOT_SPACE || /^\\[dDwWpP]/.test(part);
    if (isSet && take(/^-/)) out += '\\-';
  }
}

function posixClass(name: string): string {
  const set = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
  if (!set) throw refused(`[:${name}:]`);
  return set;
}

/** A `\` and what belongs to it. */
function escaped(take: Take, inClass: boolean): string {
  const found = take(/^\\(?:x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|([pP])(?:\{(\w+)\}|([A-Z]))|([\s\S]))/u);
  if (!found) throw refused(take(/^[\s\S]*/)?.[0] || '[');
  const [all, braces, hex, property, long, short, other = ''] = found;
  if (braces || hex) return `\\u{${braces ?? hex}}`;
  if (property) {
    const name = short ?? long ?? '';
    return `\\${property}{${name.length <= 2 ? name : `Script=${name}`}}`;
  }
  if (other === 's') return inClass ? SPACE : `[${SPACE}]`;
  if (other === 'S') return inClass ? NOT_SPACE : `[^${SPACE}]`;
  if ('dDwWtnrfv'.includes(other) || (!inClass && 'bB'.includes(other))) return all;
  if (other === 'a') return '\\x07';
  if (!inClass && other === 'A') return '^';
  if (!inClass && other === 'z') return '$';
  // Letters and digits are backreferences, `\Q`, `\C` … Punctuation stands for itself.
  if (/[0-9A-Za-z]/.test(other) || other > '\x7f') throw refused(all);
  return /[$()*+.?[\\\]^{|}/]/.test(other) || (inClass && other === '-') ? all : other;
}
