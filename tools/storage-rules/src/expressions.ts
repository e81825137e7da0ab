import { KEYWORDS, type Lexer, LoadError } from './lexer.ts';
import type { BinaryOperator, Expression } from './syntax.ts';

/** Deeper nesting is refused, so that no rule can overflow our stack (Google's own limit is 99). */
const MAX_DEPTH = 99;
const MAX_INT = 2n ** 63n - 1n;

const RELATIONS = ['==', '!=', '<', '<=', '>', '>=', 'in', 'is'];

/**
 * Parses one expression.
 * Operators and their precedence: https://firebase.google.com/docs/rules/rules-language#operators. The reference and
 * Google's compiler disagree about relations beside each other (`a == b in c`), so those are refused without parentheses.
 *
 * @param lexer stands at the first token, and after the call behind the last one
 * @returns the tree; a LoadError is thrown at the first thing that is no expression
 */
export function parseExpression(lexer: Lexer, depth = 0): Expression {
  if (depth > MAX_DEPTH) throw new LoadError('the expression is nested too deeply', lexer.token.at);
  const { at } = lexer.token;
  const inner = () => parseExpression(lexer, depth + 1);

  function conditional(): Expression {
    const condition = chain(['||'], () => chain(['&&'], relation));
    if (!lexer.accept('?')) return condition;
    const then = inner();
    lexer.expect(':');
    return { kind: 'conditional', at, condition, then, otherwise: inner() };
  }

  /** Left-associative operators of one level. */
  function chain(operators: BinaryOperator[], operand: () => Expression): Expression {
    let left = operand();
    for (;;) {
      const operator = operators.find((each) => lexer.is(each));
      if (!operator) return left;
      const token = lexer.next();
      // Google's lexer takes `/2` for a path segment wherever it stands.
      if (operator === '/' && lexer.token.at === token.end)
        throw new LoadError('a division needs a space after /', token.at);
      left = { kind: 'binary', at: token.at, operator, left, right: operand() };
    }
  }

  function relation(): Expression {
    const left = sum();
    const operator = RELATIONS.find((each) => lexer.is(each));
    if (!operator) return left;
    const { at } = lexer.next();
    const result: Expression =
      operator === 'is'
        ? { kind: 'is', at, value: left, type: lexer.name('a type').text }
        : { kind: 'binary', at, operator: operator as BinaryOperator, left, right: sum() };
    if (RELATIONS.some((each) => lexer.is(each))) {
      throw new LoadError(`add parentheses: '${lexer.token.text}' after '${operator}' is ambiguous`, lexer.token.at);
    }
    return result;
  }

  function sum(): Expression {
    return chain(['+', '-'], () => chain(['*', '/', '%'], () => unary()));
  }

  function unary(nested = depth): Expression {
    if (!lexer.is('!') && !lexer.is('-')) return postfix();
    const { text, at } = lexer.next();
    if (text === '-' && lexer.token.kind === 'int' && BigInt(lexer.token.text) === MAX_INT + 1n) {
      return { kind: 'literal', at, value: -BigInt(lexer.next().text) };
    }
    if (nested > MAX_DEPTH) throw new LoadError('the expression is nested too deeply', at);
    return text === '!'
      ? { kind: 'unary', at, operator: '!', operand: unary(nested + 1) }
      : { kind: 'unary', at, operator: '-', operand: postfix() };
  }

  function postfix(): Expression {
    let object = primary();
    for (;;) {
      const { at } = lexer.token;
      if (lexer.accept('.')) {
        const { text: name, at } = lexer.name('a member');
        object = lexer.accept('(')
          ? { kind: 'method', at, object, name, args: list(')') }
          : { kind: 'member', at, object, name };
      } else if (lexer.accept('[')) {
        const index = inner();
        object = lexer.accept(':')
          ? { kind: 'range', at, object, from: index, to: inner() }
          : { kind: 'index', at, object, index };
        lexer.expect(']');
      } else return object;
    }
  }

  function list(close: string): Expression[] {
    const items: Expression[] = [];
    while (!lexer.is(close)) {
      items.push(inner());
      if (!lexer.accept(',')) break;
    }
    lexer.expect(close);
    return items;
  }

  function primary(): Expression {
    const { kind, text, at } = lexer.token;
    if (kind === 'int') {
      if (BigInt(text) > MAX_INT) throw new LoadError(`${text} does not fit into 64 bits`, at);
      return { kind: 'literal', at, value: BigInt(lexer.next().text) };
    }
    if (kind === 'float') return { kind: 'literal', at, value: Number(lexer.next().text) };
    if (kind === 'string') return { kind: 'literal', at, value: lexer.next().text };
    if (kind === 'bytes') return { kind: 'literal', at, value: Buffer.from(lexer.next().text, 'latin1') };
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (lexer.accept(word)) return { kind: 'literal', at, value };
    }
    if (lexer.accept('(')) {
      const value = inner();
      lexer.expect(')');
      return value;
    }
    if (lexer.accept('[')) return { kind: 'list', at, items: list(']') };
    if (lexer.accept('{')) return { kind: 'map', at, entries: entries() };
    if (lexer.is('/')) return { kind: 'path', at, parts: path() };
    if (kind !== 'name' || KEYWORDS.has(text)) lexer.unexpected('an expression');
    lexer.next();
    return lexer.accept('(') ? { kind: 'call', at, name: text, args: list(')') } : { kind: 'variable', at, name: text };
  }

  function entries(): { key: Expression; value: Expression }[] {
    const found: { key: Expression; value: Expression }[] = [];
    while (!lexer.is('}')) {
      const key = inner();
      lexer.expect(':');
      found.push({ key, value: inner() });
      if (!lexer.accept(',')) break;
    }
    lexer.expect('}');
    return found;
  }

  function path(): (string | Expression)[] {
    const parts: (string | Expression)[] = [];
    while (lexer.is('/')) {
      const segment = lexer.segment();
      if (segment) parts.push(segment);
      else {
        lexer.expect('$');
        lexer.expect('(');
        parts.push(inner());
        lexer.expect(')');
      }
    }
    return parts;
  }

  return conditional();
}
