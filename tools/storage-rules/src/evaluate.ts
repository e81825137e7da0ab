import { namespaceOf } from './check.ts';
import { type Callable, call } from './methods.ts';
import { binary, index, member, methodOf, negate, range } from './operators.ts';
import type { Expression, FunctionDeclaration } from './syntax.ts';
import { EvaluationError, isOfType, Path, toText, typeOf, type Value } from './values.ts';

/** A service or match as a request sees it: what its wildcards hold, and its functions. */
export type Scope = {
  variables: Map<string, Value>;
  functions: Map<string, FunctionDeclaration>;
  parent: Scope | null;
};

/** Parameters and `let`s. One that failed throws when it is used, not before. */
type Locals = Map<string, () => Value>;

/**
 * Evaluates an expression that the checker has seen.
 *
 * @param expression what to evaluate
 * @param scope where it stands
 * @param functions the global functions, by full name
 * @returns its value; an EvaluationError, with its place, where it has none
 */
export function evaluate(expression: Expression, scope: Scope, functions: Record<string, Callable>): Value {
  return value(expression, new Map(), scope);

  function value(expression: Expression, locals: Locals, scope: Scope): Value {
    try {
      return result(expression, locals, scope);
    } catch (error) {
      if (error instanceof EvaluationError) error.at ??= expression.at;
      throw error;
    }
  }

  function result(expression: Expression, locals: Locals, scope: Scope): Value {
    const inner = (child: Expression) => value(child, locals, scope);
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'variable':
        return variable(expression.name, locals, scope);
      case 'list':
        return expression.items.map(inner);
      case 'map':
        return new Map(expression.entries.map(({ key, value }) => [text(inner(key)), inner(value)]));
      case 'path':
        return new Path(expression.parts.flatMap((part) => (typeof part === 'string' ? part : segments(inner(part)))));
      case 'member':
        return member(inner(expression.object), expression.name);
      case 'index':
        return index(inner(expression.object), inner(expression.index));
      case 'range':
        return range(inner(expression.object), inner(expression.from), inner(expression.to));
      case 'call': {
        const found = declared(expression.name, scope);
        if (found) return invoke(found.declaration, found.scope, expression.args, inner);
        return builtIn(expression.name, expression.args.map(inner));
      }
      case 'method': {
        const { name, object, args } = expression;
        const namespace = namespaceOf(expression);
        if (namespace) return builtIn(`${namespace}.${name}`, args.map(inner));
        const self = inner(object);
        return call(`${typeOf(self)}.${name}`, methodOf(self, name), args.map(inner), [self]);
      }
      case 'unary':
        return expression.operator === '!' ? !bool(inner(expression.operand)) : negate(inner(expression.operand));
      case 'binary': {
        const { operator, left, right } = expression;
        if (operator === '||')
          return either(
            true,
            () => inner(left),
            () => inner(right),
          );
        if (operator === '&&')
          return either(
            false,
            () => inner(left),
            () => inner(right),
          );
        return binary(operator, inner(left), inner(right));
      }
      case 'is':
        return isOfType(inner(expression.value), expression.type);
      case 'conditional':
        return inner(bool(inner(expression.condition)) ? expression.then : expression.otherwise);
    }
  }

  function builtIn(name: string, args: Value[]): Value {
    const callable = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!callable) throw new EvaluationError(`unknown function '${name}'`);
    return call(name, callable, args);
  }

  function invoke(
    declaration: FunctionDeclaration,
    scope: Scope,
    args: Expression[],
    inner: (argument: Expression) => Value,
  ): Value {
    const { params, lets } = declaration;
    if (args.length !== params.length) throw new EvaluationError('wrong number of arguments');
    const locals: Locals = new Map();
    args.forEach((argument, i) => {
      locals.set(
        params[i]?.name ?? '',
        settle(() => inner(argument)),
      );
    });
    for (const binding of lets) {
      const before = new Map(locals);
      locals.set(
        binding.name,
        settle(() => value(binding.value, before, scope)),
      );
    }
    return value(declaration.result, locals, scope);
  }
}

/**
 * `||` and `&&`: the side that decides wins even if the other one fails, in either order.
 *
 * @param deciding true for `||`, false for `&&`
 */
function either(deciding: boolean, left: () => Value, right: () => Value): boolean {
  const first = settle(() => bool(left()));
  if (succeeds(first) && first() === deciding) return deciding;
  const second = settle(() => bool(right()));
  if (succeeds(second) && second() === deciding) return deciding;
  // Neither decides: a failure is the result, the left one first.
  first();
  second();
  return !deciding;
}

/** Runs it now, and returns or throws what came of it when asked. A missing document is no failure: it interrupts. */
function settle(run: () => Value): () => Value {
  try {
    const result = run();
    return () => result;
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return () => {
      throw error;
    };
  }
}

function succeeds(settled: () => Value): boolean {
  try {
    settled();
    return true;
  } catch {
    return false;
  }
}

function variable(name: string, locals: Locals, scope: Scope | null): Value {
  const local = locals.get(name);
  if (local) return local();
  for (let each = scope; each; each = each.parent) {
    const found = each.variables.get(name);
    if (found !== undefined) return found;
  }
  throw new EvaluationError(`unknown variable '${name}'`);
}

function declared(name: string, from: Scope): { declaration: FunctionDeclaration; scope: Scope } | null {
  for (let scope: Scope | null = from; scope; scope = scope.parent) {
    const declaration = scope.functions.get(name);
    if (declaration) return { declaration, scope };
  }
  return null;
}

function bool(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw new EvaluationError(`a bool is needed, not a ${typeOf(value)}`);
}

function text(value: Value): string {
  if (typeof value === 'string') return value;
  throw new EvaluationError(`a key is a string, not a ${typeOf(value)}`);
}

/** What `$(value)` adds to a path: all of a path, or one segment. */
function segments(value: Value): string[] {
  return value instanceof Path ? value.segments : [toText(value)];
}
