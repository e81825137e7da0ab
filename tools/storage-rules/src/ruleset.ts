import { check } from './check.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { globalFunctions } from './functions.ts';
import { LoadError, position } from './lexer.ts';
import { parse } from './parser.ts';
import type { Allow, Body, Match, Method, RulesFile, Segment } from './syntax.ts';
import { EvaluationError, Path, show, type Value } from './values.ts';

/** https://firebase.google.com/docs/storage/security/rules-conditions#enhance_with_firestore */
const MAX_DOCUMENTS = 2;

/** Interrupts an evaluation that needs a document; it starts anew once the document is there. */
export class DocumentNeeded extends Error {
  path: Path;

  constructor(path: Path) {
    super(`needs ${path}`);
    this.path = path;
  }
}

export type Request = { method: Method; path: string; request: Value; resource: Value };
export type Verdict = { permit: boolean; warnings: string[]; debug: string[] };
export type Ruleset = {
  version: 1 | 2;
  /**
   * Decides a request.
   *
   * @param documents what `firestore.*` has fetched for this request, by path; null where there is no document
   * @returns whether an `allow` permits it, and if none does the errors on the way; throws DocumentNeeded
   */
  verify(request: Request, documents: Map<string, Value>): Verdict;
};

/**
 * Loads a rules file.
 *
 * @param name the file's name, for the messages
 * @param source its text
 * @returns the ruleset, or the faults as `file:line:column: message`
 */
export function loadRuleset(name: string, source: string): { ruleset: Ruleset } | { errors: string[] } {
  const describe = ({ message, at }: LoadError) => `${position(name, source, at)}: ${message}`;
  try {
    const file = parse(source);
    const faults = check(file);
    if (faults.length) return { errors: faults.map(describe) };
    const where = (at: number) => position(name, source, at);
    return {
      ruleset: { version: file.version, verify: (request, documents) => verify(file, where, request, documents) },
    };
  } catch (error) {
    if (error instanceof LoadError) return { errors: [describe(error)] };
    // A chain of thousands of operators overflows the stack.
    if (error instanceof RangeError) return { errors: [`${position(name, source, 0)}: the rules are too complex`] };
    throw error;
  }
}

function verify(
  file: RulesFile,
  where: (at: number) => string,
  { method, path, request, resource }: Request,
  documents: Map<string, Value>,
): Verdict {
  const verdict: Verdict = { permit: false, warnings: [], debug: [] };
  if (method === 'list' && file.version === 1) {
    verdict.warnings.push("lists need rules_version = '2'");
    return verdict;
  }
  const functions = globalFunctions({
    document: (path) => documentAt(path, documents),
    debug: (value) => void verdict.debug.push(show(value)),
  });
  const root = scopeOf(
    file,
    new Map([
      ['request', request],
      ['resource', resource],
    ]),
    null,
  );
  const segments = path.replace(/^\//, '').split('/');
  for (const { allow, scope } of covering(file, segments, scopeOf(file.service, new Map(), root))) {
    if (!allow.methods.has(method)) continue;
    try {
      if (allow.condition && evaluate(allow.condition, scope, functions) !== true) continue;
      return { ...verdict, permit: true, warnings: [] };
    } catch (error) {
      // A stack that overflows denies like any other failure.
      if (!(error instanceof EvaluationError || error instanceof RangeError)) throw error;
      const at = error instanceof EvaluationError ? error.at : undefined;
      verdict.warnings.push(`${where(at ?? allow.at)}: ${error.message}`);
    }
  }
  return verdict;
}

function documentAt(path: Path, documents: Map<string, Value>): Value {
  const { segments } = path;
  const isDocument = segments[0] === 'databases' && segments[2] === 'documents' && segments.length % 2 === 1;
  // These would name another document once the path is part of a URL.
  const isPlain = segments.every((segment) => segment !== '' && !/^\.\.?$|\//.test(segment));
  if (!isDocument || !isPlain || segments.length < 5) throw new EvaluationError(`${path} is no path of a document`);
  const known = documents.get(String(path));
  if (known !== undefined) return known;
  if (documents.size >= MAX_DOCUMENTS) throw new EvaluationError(`more than ${MAX_DOCUMENTS} documents`);
  throw new DocumentNeeded(path);
}

function scopeOf({ functions }: Pick<Body, 'functions'>, variables: Map<string, Value>, parent: Scope | null): Scope {
  return { variables, functions: new Map(functions.map((each) => [each.name, each])), parent };
}

/** Every `allow` of a match that takes the whole path, in each way it does. */
function* covering(file: RulesFile, path: string[], service: Scope): Generator<{ allow: Allow; scope: Scope }> {
  yield* matching(file.service.matches, path, service);

  function* matching(matches: Match[], path: string[], parent: Scope): Generator<{ allow: Allow; scope: Scope }> {
    for (const match of matches) {
      for (const { rest, variables } of ways(match.path, path, file.version)) {
        const scope = scopeOf(match, variables, parent);
        if (rest.length === 0) yield* match.allows.map((allow) => ({ allow, scope }));
        yield* matching(match.matches, rest, scope);
      }
    }
  }
}

/** The ways in which segments take the beginning of a path: what their wildcards hold, and what is left. */
function* ways(
  segments: Segment[],
  path: string[],
  version: 1 | 2,
): Generator<{ rest: string[]; variables: Map<string, Value> }> {
  const [segment, ...others] = segments;
  if (!segment) return yield { rest: path, variables: new Map() };
  // `a//b` is a name in Storage; an empty segment only fits into `**`.
  const fits = segment.kind === 'one' ? Boolean(path[0]) : segment.kind === 'literal' && path[0] === segment.text;
  const least = segment.kind === 'many' ? (version === 1 ? 1 : 0) : 1;
  const most = segment.kind === 'many' ? path.length : fits ? 1 : 0;
  for (let length = least; length <= most; length++) {
    const taken = path.slice(0, length);
    for (const { rest, variables } of ways(others, path.slice(length), version)) {
      if (segment.kind === 'one') variables.set(segment.name, taken[0] ?? null);
      if (segment.kind === 'many') variables.set(segment.name, new Path(taken));
      yield { rest, variables };
    }
  }
}
