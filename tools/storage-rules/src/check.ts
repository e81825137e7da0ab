import { GLOBAL_ARITY, NAMESPACES } from './functions.ts';
import { LoadError } from './lexer.ts';
import { METHODS_OF } from './methods.ts';
import { compileRegex } from './regex.ts';
import type { Binding, Body, Expression, FunctionDeclaration, Match, RulesFile } from './syntax.ts';
import { EvaluationError, IS_TYPES } from './values.ts';

const RESOURCE = [
  ...['name', 'bucket', 'generation', 'metageneration', 'size', 'timeCreated', 'updated', 'md5Hash', 'crc32c', 'etag'],
  ...['contentDisposition', 'contentEncoding', 'contentLanguage', 'contentType', 'metadata'],
];
/** What the roots hold: https://firebase.google.com/docs/reference/security/storage */
const MEMBERS: Record<string, string[]> = {
  request: ['auth', 'params', 'path', 'resource', 'time'],
  'request.auth': ['uid', 'token'],
  'request.resource': RESOURCE,
  resource: RESOURCE,
};

/** The limits of https://firebase.google.com/docs/firestore/security/rules-structure#security_rule_limits */
const MAX_PARAMS = 7;
const MAX_LETS = 10;
const MAX_CALL_DEPTH = 20;

/** The counts of arguments that methods of each name take, over all types. */
const METHOD_ARITY = new Map<string, Set<number>>();
for (const methods of Object.values(METHODS_OF)) {
  for (const [name, { params }] of Object.entries(methods)) {
    METHOD_ARITY.set(name, (METHOD_ARITY.get(name) ?? new Set()).add(params.length));
  }
}

type Scope = { names: Set<string>; functions: Map<string, FunctionDeclaration>; parent: Scope | null };

/**
 * Looks for everything that could only fail when a request comes: unknown names, wrong counts of arguments, recursion,
 * literal regular expressions that RE2 does not know.
 *
 * @param file the tree
 * @returns all faults, in the order of the source; none means that the file may be used
 */
export function check(file: RulesFile): LoadError[] {
  const errors: LoadError[] = [];
  const calls = new Map<FunctionDeclaration, { to: FunctionDeclaration; at: number }[]>();
  const report = (message: string, at: number) => void errors.push(new LoadError(message, at));

  const root = scopeOf(file.functions, ['request', 'resource'], null);
  checkBody(file.service, scopeOf(file.service.functions, [], root));
  checkFunctions(root);
  for (const declaration of calls.keys()) checkDepth(declaration, [], new Set());
  return errors.sort((a, b) => a.at - b.at);

  function scopeOf(functions: FunctionDeclaration[], names: string[], parent: Scope | null): Scope {
    const scope: Scope = { names: new Set(names), functions: new Map(), parent };
    for (const declaration of functions) {
      const { name, at } = declaration;
      if (scope.functions.has(name)) report(`function '${name}' exists already`, at);
      if (GLOBAL_ARITY.has(name) || NAMESPACES.has(name)) report(`'${name}' is built in`, at);
      scope.functions.set(name, declaration);
    }
    return scope;
  }

  function checkBody(body: Body, scope: Scope): void {
    checkFunctions(scope);
    for (const { condition } of body.allows) if (condition) checkExpression(condition, new Set(), scope, null);
    for (const match of body.matches) checkMatch(match, scope);
  }

  function checkMatch(match: Match, parent: Scope): void {
    const wildcards = match.path.flatMap((segment) => (segment.kind === 'literal' ? [] : [segment]));
    checkBindings(wildcards);
    checkBody(
      match,
      scopeOf(
        match.functions,
        wildcards.map(({ name }) => name),
        parent,
      ),
    );
  }

  function checkFunctions(scope: Scope): void {
    for (const declaration of scope.functions.values()) {
      const { params, lets, result, at, name } = declaration;
      calls.set(declaration, []);
      checkBindings([...params, ...lets]);
      if (params.length > MAX_PARAMS) report(`'${name}' has more than ${MAX_PARAMS} parameters`, at);
      if (lets.length > MAX_LETS) report(`'${name}' has more than ${MAX_LETS} variables`, at);
      const locals = new Set(params.map((param) => param.name));
      for (const binding of lets) {
        checkExpression(binding.value, locals, scope, declaration);
        locals.add(binding.name);
      }
      checkExpression(result, locals, scope, declaration);
    }
  }

  function checkBindings(bindings: Binding[]): void {
    const seen = new Set<string>();
    for (const { name, at } of bindings) {
      if (seen.has(name)) report(`'${name}' exists already`, at);
      if (NAMESPACES.has(name)) report(`'${name}' is built in`, at);
      seen.add(name);
    }
  }

  function checkExpression(
    expression: Expression,
    locals: Set<string>,
    scope: Scope,
    caller: FunctionDeclaration | null,
  ): void {
    const { at } = expression;
    const isNamespaced = expression.kind === 'method' && namespaceOf(expression) !== null;
    for (const child of childrenOf(expression)) {
      if (!isNamespaced || child !== expression.object) checkExpression(child, locals, scope, caller);
    }
    switch (expression.kind) {
      case 'variable':
        if (!locals.has(expression.name) && !scopeWith(scope, expression.name)) {
          report(`unknown variable '${expression.name}'`, at);
        }
        break;
      case 'member': {
        const owner = rootPath(expression.object, locals, scope);
        const members = owner && Object.hasOwn(MEMBERS, owner) ? MEMBERS[owner] : undefined;
        if (members && !members.includes(expression.name)) report(`'${owner}' has no '${expression.name}'`, at);
        break;
      }
      case 'call': {
        const declaration = functionIn(scope, expression.name);
        if (declaration && caller) calls.get(caller)?.push({ to: declaration, at });
        checkCall(expression.name, expression.args, declaration?.params.length, at);
        break;
      }
      case 'method':
        if (isNamespaced) checkCall(`${namespaceOf(expression)}.${expression.name}`, expression.args, undefined, at);
        else checkMethod(expression.name, expression.args, at);
        break;
      case 'is':
        if (!IS_TYPES.has(expression.type)) report(`unknown type '${expression.type}'`, at);
        break;
    }
  }

  function checkCall(name: string, args: Expression[], declared: number | undefined, at: number): void {
    const arity = declared ?? GLOBAL_ARITY.get(name);
    if (arity === undefined) report(`unknown function '${name}'`, at);
    else if (arity !== args.length) report(`'${name}' takes ${arity} arguments, not ${args.length}`, at);
  }

  function checkMethod(name: string, args: Expression[], at: number): void {
    const arities = METHOD_ARITY.get(name);
    if (!arities) report(`unknown method '${name}'`, at);
    else if (!arities.has(args.length)) {
      report(`'${name}' takes ${[...arities].join(' or ')} arguments, not ${args.length}`, at);
    }
    const pattern = args[0];
    if (!['matches', 'split', 'replace'].includes(name) || pattern?.kind !== 'literal') return;
    try {
      if (typeof pattern.value === 'string') compileRegex(pattern.value, name === 'matches');
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      report(error.message, pattern.at);
    }
  }

  /** Refuses recursion and call chains that are too long. `checked` spares functions that many call. */
  function checkDepth(from: FunctionDeclaration, chain: FunctionDeclaration[], checked: Set<string>): void {
    const state = `${from.at} ${chain.length}`;
    if (checked.has(state)) return;
    checked.add(state);
    for (const { to, at } of calls.get(from) ?? []) {
      if (to === from || chain.includes(to)) {
        // Each cycle once: at the call that closes it as seen from its first function.
        if ([from, ...chain].every((each) => each.at >= to.at)) report(`'${to.name}' calls itself`, at);
      } else if (chain.length + 2 > MAX_CALL_DEPTH) report(`calls are nested deeper than ${MAX_CALL_DEPTH}`, at);
      else checkDepth(to, [...chain, from], checked);
    }
  }
}

/** The namespace in front of the dot of `math.abs(…)`, null for a method. */
export function namespaceOf({ object }: { object: Expression }): string | null {
  return object.kind === 'variable' && NAMESPACES.has(object.name) ? object.name : null;
}

function scopeWith(scope: Scope | null, name: string): Scope | null {
  return !scope || scope.names.has(name) ? scope : scopeWith(scope.parent, name);
}

function functionIn(scope: Scope | null, name: string): FunctionDeclaration | undefined {
  return scope ? (scope.functions.get(name) ?? functionIn(scope.parent, name)) : undefined;
}

/** `request.auth` for that expression, unless something hides `request`; null for what doesn't start at a root. */
function rootPath(expression: Expression, locals: Set<string>, scope: Scope): string | null {
  if (expression.kind === 'variable') {
    const { name } = expression;
    const isRoot = Object.hasOwn(MEMBERS, name) && !locals.has(name) && scopeWith(scope, name)?.parent === null;
    return isRoot ? name : null;
  }
  const owner = expression.kind === 'member' ? rootPath(expression.object, locals, scope) : null;
  return owner && expression.kind === 'member' ? `${owner}.${expression.name}` : null;
}

function childrenOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
      return [];
    case 'list':
      return expression.items;
    case 'map':
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case 'path':
      return expression.parts.filter((part) => typeof part !== 'string');
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'range':
      return [expression.object, expression.from, expression.to];
    case 'call':
      return expression.args;
    case 'method':
      return [expression.object, ...expression.args];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'is':
      return [expression.value];
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise];
  }
}
