import { parseExpression } from './expressions.ts';
import { Lexer, LoadError } from './lexer.ts';
import {
  type Allow,
  type Binding,
  type Body,
  type FunctionDeclaration,
  type Match,
  METHODS,
  type Method,
  type RulesFile,
  type Segment,
} from './syntax.ts';

/** What each permission of an `allow` covers: https://firebase.google.com/docs/storage/security/core-syntax#granular_operations */
const PERMISSIONS: Record<string, readonly Method[]> = {
  read: ['get', 'list'],
  write: ['create', 'update', 'delete'],
  ...Object.fromEntries(METHODS.map((method) => [method, [method]])),
};

/** Google's limit; ours keeps the stack. */
const MAX_NESTED_MATCHES = 10;

/**
 * Parses a rules file for Storage.
 * The language: https://firebase.google.com/docs/storage/security/core-syntax
 *
 * @param source the text of the file
 * @returns its tree; throws a LoadError at the first thing it doesn't know
 */
export function parse(source: string): RulesFile {
  const lexer = new Lexer(source);
  const version = rulesVersion();
  const functions: FunctionDeclaration[] = [];
  while (lexer.is('function')) functions.push(functionDeclaration());
  lexer.expect('service');
  const { at } = lexer.token;
  const name = [lexer.name('a service').text];
  while (lexer.accept('.')) name.push(lexer.name('a service').text);
  if (name.join('.') !== 'firebase.storage') throw new LoadError(`unknown service '${name.join('.')}'`, at);
  const service = body(0);
  while (lexer.is('function')) functions.push(functionDeclaration());
  if (lexer.token.kind !== 'end') lexer.unexpected('the end of the file');
  return { version, functions, service };

  function rulesVersion(): 1 | 2 {
    if (!lexer.accept('rules_version')) return 1;
    lexer.expect('=');
    const { kind, text, at } = lexer.next();
    if (kind !== 'string' || (text !== '1' && text !== '2')) throw new LoadError(`unknown rules_version '${text}'`, at);
    lexer.expect(';');
    return text === '1' ? 1 : 2;
  }

  function body(depth: number): Body {
    const found: Body = { functions: [], allows: [], matches: [] };
    lexer.expect('{');
    while (!lexer.accept('}')) {
      if (lexer.is('function')) found.functions.push(functionDeclaration());
      else if (lexer.is('match')) found.matches.push(match(depth + 1));
      else if (lexer.is('allow') && depth > 0) found.allows.push(allow());
      else lexer.unexpected(depth ? "'allow', 'match', 'function' or '}'" : "'match', 'function' or '}'");
    }
    return found;
  }

  function match(depth: number): Match {
    const { at } = lexer.expect('match');
    if (depth > MAX_NESTED_MATCHES) throw new LoadError('matches are nested too deeply', at);
    const path: Segment[] = [];
    if (!lexer.is('/')) lexer.unexpected('a path');
    while (lexer.is('/')) path.push(segment());
    // In version 1 `**` may only stand at the end: of this path, and so of those in it.
    const last = path.findIndex((each) => each.kind === 'many');
    if (version === 1 && last >= 0 && last < path.length - 1) {
      throw new LoadError("in rules_version '1' {…=**} has to be the last segment", path[last]?.at ?? at);
    }
    const found = body(depth);
    if (version === 1 && last >= 0 && found.matches[0]) {
      throw new LoadError("in rules_version '1' nothing matches inside of {…=**}", found.matches[0].at);
    }
    return { at, path, ...found };
  }

  function segment(): Segment {
    const { at } = lexer.token;
    const text = lexer.segment();
    if (text) return { kind: 'literal', text, at };
    lexer.expect('{');
    const { text: name, at: nameAt } = lexer.name('a wildcard');
    const many = lexer.accept('=');
    if (many) {
      lexer.expect('*');
      lexer.expect('*');
    }
    lexer.expect('}');
    return { kind: many ? 'many' : 'one', name, at: nameAt };
  }

  function allow(): Allow {
    const { at } = lexer.expect('allow');
    const methods = new Set<Method>();
    do {
      const { text, at } = lexer.name('a permission');
      const covered = Object.hasOwn(PERMISSIONS, text) ? PERMISSIONS[text] : undefined;
      if (!covered) throw new LoadError(`unknown permission '${text}'`, at);
      for (const method of covered) methods.add(method);
    } while (lexer.accept(','));
    if (!lexer.accept(':')) {
      lexer.expect(';');
      return { at, methods, condition: null };
    }
    lexer.expect('if');
    const condition = parseExpression(lexer);
    endOfStatement();
    return { at, methods, condition };
  }

  function functionDeclaration(): FunctionDeclaration {
    lexer.expect('function');
    const { text: name, at } = lexer.name('the name of a function');
    const params: Binding[] = [];
    lexer.expect('(');
    while (!lexer.is(')')) {
      const param = lexer.name('a parameter');
      params.push({ name: param.text, at: param.at });
      if (!lexer.accept(',')) break;
    }
    lexer.expect(')');
    lexer.expect('{');
    const lets: FunctionDeclaration['lets'] = [];
    while (lexer.accept('let')) {
      const binding = lexer.name('a variable');
      lexer.expect('=');
      lets.push({ name: binding.text, at: binding.at, value: parseExpression(lexer) });
      endOfStatement();
    }
    lexer.expect('return');
    const result = parseExpression(lexer);
    endOfStatement();
    lexer.expect('}');
    return { at, name, params, lets, result };
  }

  /** A `;`, which may be left out where a keyword or `}` ends the statement as well. */
  function endOfStatement(): void {
    if (lexer.accept(';')) return;
    if (!['}', 'allow', 'match', 'function', 'let', 'return'].some((each) => lexer.is(each))) lexer.unexpected("';'");
  }
}
