/** A fault in a rules file, found when it is loaded. */
export class LoadError extends Error {
  at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export type Token = {
  kind: 'name' | 'int' | 'float' | 'string' | 'bytes' | 'symbol' | 'end';
  /** The source text; of a string its value; of bytes one character a byte. */
  text: string;
  at: number;
  end: number;
};

const BLANK = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /[0-9]+(\.[0-9]+)?/y;
const SYMBOL = /\|\||&&|==|!=|<=|>=|[-+*/%!<>=?:;,.()[\]{}$]/y;
// What Google's compiler takes for a path segment, without the `%xx` and `+` that it decodes.
const SEGMENT = /\([A-Za-z0-9\-._~]+\)|[A-Za-z0-9\-._~&@]+/y;
const ESCAPE = /\\(?:([nrtbf\\'"])|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|([0-3][0-7]{2}))/y;
const PLAIN: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/**
 * Reads tokens on demand, because only the parser knows whether a `/` divides or starts a path.
 * Lexical rules as in https://firebase.google.com/docs/rules/rules-language; anything else throws a LoadError.
 */
export class Lexer {
  source: string;
  token: Token;

  constructor(source: string) {
    this.source = source;
    this.token = this.read(0);
  }

  /** Takes the current token and moves on. */
  next(): Token {
    const taken = this.token;
    this.token = this.read(taken.end);
    return taken;
  }

  /** Whether the current token is this symbol or keyword; a string never is. */
  is(text: string): boolean {
    return this.token.text === text && (this.token.kind === 'symbol' || this.token.kind === 'name');
  }

  /** Takes the symbol or keyword if it is the current token. */
  accept(text: string): boolean {
    const found = this.is(text);
    if (found) this.next();
    return found;
  }

  expect(text: string): Token {
    if (!this.is(text)) this.unexpected(`'${text}'`);
    return this.next();
  }

  name(what: string): Token {
    if (this.token.kind !== 'name') this.unexpected(what);
    if (KEYWORDS.has(this.token.text)) throw new LoadError(`'${this.token.text}' is a keyword`, this.token.at);
    return this.next();
  }

  unexpected(wanted: string): never {
    const { kind, text, at } = this.token;
    throw new LoadError(`expected ${wanted}, found ${kind === 'end' ? 'the end of the file' : `'${text}'`}`, at);
  }

  /** With the current token a `/`: takes it and the literal segment right after it, '' if none is there. */
  segment(): string {
    const slash = this.token;
    const text = this.matchAt(SEGMENT, slash.end)?.[0] ?? '';
    this.token = this.read(slash.end + text.length);
    return text;
  }

  private matchAt(pattern: RegExp, at: number): RegExpExecArray | null {
    pattern.lastIndex = at;
    return pattern.exec(this.source);
  }

  private read(from: number): Token {
    const at = from + (this.matchAt(BLANK, from)?.[0].length ?? 0);
    const token = (kind: Token['kind'], text: string) => ({ kind, text, at, end: at + text.length });
    if (at === this.source.length) return token('end', '');
    const prefix = /b?(?=['"])/y;
    prefix.lastIndex = at;
    const quoted = prefix.exec(this.source);
    if (quoted) return this.string(at, quoted[0] === 'b');
    const name = this.matchAt(NAME, at);
    if (name) return token('name', name[0]);
    const number = this.matchAt(NUMBER, at);
    if (number) return token(number[1] ? 'float' : 'int', number[0]);
    const symbol = this.matchAt(SYMBOL, at);
    if (symbol) return token('symbol', symbol[0]);
    throw new LoadError(`unexpected character '${String.fromCodePoint(this.source.codePointAt(at) ?? 0)}'`, at);
  }

  private string(at: number, bytes: boolean): Token {
    const open = at + (bytes ? 1 : 0);
    const quote = this.source[open];
    let text = '';
    for (let i = open + 1; ; ) {
      const character = this.source[i];
      if (character === undefined || character === '\n') throw new LoadError('unterminated string', at);
      if (character === quote) {
        if (bytes) text = Buffer.from(text, 'utf8').toString('latin1');
        return { kind: bytes ? 'bytes' : 'string', text, at, end: i + 1 };
      }
      if (character !== '\\') {
        text += character;
        i += 1;
        continue;
      }
      const escaped = this.matchAt(ESCAPE, i);
      if (!escaped) throw new LoadError(`unknown escape '${this.source.slice(i, i + 2)}'`, i);
      const [all, plain, hex, unicode, octal] = escaped;
      if (bytes && !plain) throw new LoadError('byte escapes are not supported', i);
      if (plain) text += PLAIN[plain] ?? plain;
      else text += String.fromCharCode(octal ? Number.parseInt(octal, 8) : Number.parseInt(hex ?? unicode ?? '', 16));
      i += all.length;
    }
  }
}

/** Words that name nothing. The last row is reserved in Google's grammar. */
export const KEYWORDS = new Set([
  ...['allow', 'false', 'function', 'if', 'in', 'is', 'let', 'match', 'null', 'return', 'rules_version', 'service'],
  ...['true', 'break', 'continue', 'else', 'for', 'import', 'package', 'var', 'while'],
]);

/** `file:line:column` of an offset, both from 1. */
export function position(file: string, source: string, at: number): string {
  const before = source.slice(0, at).split('\n');
  return `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
