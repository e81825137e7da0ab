/** The tree of a rules file. `at` is an offset into its source. */

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/' | '%';

export type Literal = null | boolean | bigint | number | string | Uint8Array;

export type Expression = { at: number } & (
  | { kind: 'literal'; value: Literal }
  | { kind: 'variable'; name: string }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'map'; entries: { key: Expression; value: Expression }[] }
  | { kind: 'path'; parts: (string | Expression)[] }
  | { kind: 'member'; object: Expression; name: string }
  | { kind: 'index'; object: Expression; index: Expression }
  | { kind: 'range'; object: Expression; from: Expression; to: Expression }
  /** `name(…)` or `namespace.name(…)`; which of the two decides the checker. */
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'method'; object: Expression; name: string; args: Expression[] }
  | { kind: 'unary'; operator: '!' | '-'; operand: Expression }
  | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression }
  | { kind: 'is'; value: Expression; type: string }
  | { kind: 'conditional'; condition: Expression; then: Expression; otherwise: Expression }
);

export type Binding = { name: string; at: number };

export type FunctionDeclaration = {
  at: number;
  name: string;
  params: Binding[];
  lets: (Binding & { value: Expression })[];
  result: Expression;
};

/** A segment of a `match` path: `users`, `{uid}` or `{rest=**}`. */
export type Segment =
  | { kind: 'literal'; text: string; at: number }
  | { kind: 'one' | 'many'; name: string; at: number };

/** What `get`, `list` … stand for, as `firebase-tools` names them in a request. */
export const METHODS = ['get', 'list', 'create', 'update', 'delete'] as const;
export type Method = (typeof METHODS)[number];

export type Allow = { at: number; methods: Set<Method>; condition: Expression | null };

/** The body of a file, a service or a match: all of them may declare functions. */
export type Body = { functions: FunctionDeclaration[]; allows: Allow[]; matches: Match[] };

export type Match = Body & { at: number; path: Segment[] };

export type RulesFile = { version: 1 | 2; functions: FunctionDeclaration[]; service: Body };
