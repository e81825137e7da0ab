import { STATUS_CODES } from 'node:http';
import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { ERROR_CODES, ERROR_STATUS, type ErrorCode, Problem } from '../contract/errors.ts';
import { LIMITS } from '../contract/limits.ts';
import { PageQuery } from '../contract/pagination.ts';
import type { Operation, Tag } from './describe.ts';
import { EXPLAINED } from './errors-explained.ts';
import { schemaOf } from './response.ts';
import { type AnyRoute, errorsOf } from './route.ts';
import { fieldsOf, rulesOf } from './upload.ts';

type Document = ReturnType<OpenApiGeneratorV31['generateDocument']>;
type Components = NonNullable<Document['components']>;
type Success = Exclude<RouteConfig['responses'][string], { $ref: string }>;
type Content = NonNullable<Success['content']>;
type Failure = NonNullable<Components['responses']>[string];
type SchemaObject = NonNullable<Components['schemas']>[string];

const text = { type: 'string' } as const;

const REQUEST_ID = '7f3c2a0e-52b1-4c86-9a55-3a4f0a4f6a11';

/** Headers of answers, each described once. */
const HEADERS = {
  'X-Request-Id': { description: 'Name it when you report a fault; errors have it in `request_id`, too', schema: text },
  RateLimit: {
    description: 'What is left of each limit, the tightest first: `"name";r=left;t=seconds until it starts anew`',
    schema: text,
    example: '"user";r=1499;t=300',
  },
  'RateLimit-Policy': {
    description: 'The limits themselves: `"name";q=how many;w=in how many seconds`',
    schema: text,
    example: '"user";q=1500;w=300',
  },
  'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer', minimum: 1 }, example: 5 },
  'WWW-Authenticate': { description: 'How to authenticate', schema: text, example: 'Bearer realm="infloo"' },
  Link: {
    description: 'The next page, as `<url>; rel="next"`; missing on the last one',
    schema: text,
    example: '</api/v1/notifications?cursor=WyIyMDI2Il0>; rel="next"',
  },
  Location: { description: 'Where it is', schema: { type: 'string', format: 'uri-reference' } },
  'Idempotency-Replayed': {
    description: '`true` where this answer was given before, and nothing was done again',
    schema: text,
    example: 'true',
  },
  'Content-Disposition': { description: 'The name under which to save the file', schema: text },
} as const;
type Header = keyof typeof HEADERS;

const headers = (...names: (Header | false | undefined)[]): Record<string, { $ref: string }> =>
  Object.fromEntries(
    (['X-Request-Id', ...names] as const).flatMap((name) =>
      name ? [[name, { $ref: `#/components/headers/${name}` }]] : [],
    ),
  );

/** Whether an operation is refused for its body: where none is taken, nobody sends one. */
const OF_BODIES = new Set<ErrorCode>(['malformed_body', 'payload_too_large', 'unsupported_media_type']);

/** The codes that a client of the route may meet, by status. @returns them in the order of the statuses */
export function errorsByStatus(route: AnyRoute): [status: number, codes: ErrorCode[]][] {
  const takesBody = route.body !== undefined || route.upload !== undefined;
  const codes = errorsOf(route).filter((code) => takesBody || !OF_BODIES.has(code));
  return [...Map.groupBy(codes, (code) => ERROR_STATUS[code])].sort(([a], [b]) => a - b);
}

const explain = (code: ErrorCode): string => `\`${code}\`: ${EXPLAINED[code].when}`;

const failure = (status: number, codes: readonly ErrorCode[]): Failure => ({
  description: codes.map(explain).join('\n\n'),
  headers: headers(
    'RateLimit',
    'RateLimit-Policy',
    (status === 429 || status === 503 || codes.includes('in_progress')) && 'Retry-After',
    status === 401 && 'WWW-Authenticate',
  ),
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
    },
  },
});

/** Only the failures refer to it, by name, so no route brings it along. */
function problemSchema(): SchemaObject {
  const { $schema: _, ...schema } = z.toJSONSchema(z.object(Problem.shape), { io: 'input' });
  return { ...schema, properties: { ...schema.properties, status: { type: 'integer' } } } as SchemaObject;
}

/** The failures of all routes, each described once, by the name that its codes make. */
const nameOf = (codes: readonly ErrorCode[]): string => codes.toSorted().join('.');

const fileSchema = z.string().meta({ format: 'binary' });

function bodyOf({ id, route, docs }: Operation): NonNullable<RouteConfig['request']>['body'] {
  const content: Content = {};
  // Generators that know one form of body take the first.
  if (route.upload) {
    const { field, bytes, types, required } = rulesOf(route.upload);
    const file = fileSchema.describe(`At most ${bytes / 1024 / 1024} MB: ${types.join(', ')}`);
    content['multipart/form-data'] = {
      schema: fieldsOf(route.upload)
        .extend({ [field]: required ? file : file.optional() })
        .meta({ id: `${id.charAt(0).toUpperCase()}${id.slice(1)}Form` }),
    };
  }
  if (route.body) {
    content['application/json'] = {
      schema: route.body,
      ...(docs?.body !== undefined && { example: docs.body }),
    };
  }
  if (Object.keys(content).length === 0) return undefined;
  // A body that isn't sent counts as an empty object.
  const required = route.body ? !route.body.safeParse({}).success : rulesOf(route.upload as never).required;
  return { content, required };
}

const IdempotencyKey = z
  .string()
  .min(1)
  .max(LIMITS.idempotency_key)
  .regex(/^[!-~]+$/)
  .optional()
  .describe('Made anew for each thing that a person does, and sent again with each retry: one effect, one answer')
  .meta({ example: '6f1c0f0e-3a53-4d4e-9d4f-0c1f6a5f2b7d' });

export const takesKey = (route: AnyRoute): boolean => route.method === 'post' && route.once !== false;

function requestOf(operation: Operation): RouteConfig['request'] {
  const { route } = operation;
  const query = route.paged ? (route.query ?? z.strictObject({})).extend(PageQuery.shape) : route.query;
  const body = bodyOf(operation);
  return {
    ...(route.params && { params: route.params }),
    ...(query && { query }),
    ...(takesKey(route) && { headers: z.object({ 'Idempotency-Key': IdempotencyKey }) }),
    ...(body && { body }),
  };
}

function successOf({ route }: Operation, status: number, example: unknown): Success {
  const [, form] = route.response;
  const schema = schemaOf(route.response);
  const file = form && 'file' in form ? form.file : undefined;
  const content: Content = {
    ...(file !== undefined && { [file]: { schema: fileSchema } }),
    ...(schema && {
      'application/json': { schema, ...(example !== undefined && { example }) },
    }),
  };
  return {
    description: STATUS_CODES[status] ?? 'OK',
    headers: headers(
      'RateLimit',
      'RateLimit-Policy',
      route.paged && 'Link',
      status >= 300 && 'Location',
      file !== undefined && 'Content-Disposition',
      takesKey(route) && 'Idempotency-Replayed',
    ),
    ...(Object.keys(content).length > 0 && { content }),
  };
}

const securityOf = ({ auth }: AnyRoute): Record<string, string[]>[] => {
  if (auth === 'public') return [];
  return auth === 'optional' ? [{}, { token: [] }] : [{ token: [] }];
};

/** The marks of our own that schemas carry for the store. */
function withoutMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'x-firestore');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutMarks(inner)]));
}

/** Gives the parameters the values that the docs show. */
function fillParameters(document: Document, operations: readonly Operation[]): void {
  for (const { route, docs } of operations) {
    const values: Record<string, unknown> = { ...docs?.params, ...docs?.query };
    const { parameters = [] } = document.paths?.[route.path]?.[route.method] ?? {};
    for (const parameter of parameters) {
      if ('name' in parameter && Object.hasOwn(values, parameter.name)) parameter.example = values[parameter.name];
    }
  }
}

/**
 * @param operations the routes, in reading order
 * @param guide what is to be known beside the routes, as Markdown
 * @returns the OpenAPI 3.1 document
 */
export function openApi(operations: readonly Operation[], guide = ''): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'Firebase ID token',
    description: 'The `access` of `POST /users/auth/login`, or the ID token of a Firebase SDK that has signed in.',
  });
  for (const [name, header] of Object.entries(HEADERS)) registry.registerComponent('headers', name, header);
  for (const code of ERROR_CODES) {
    const { when, detail, errors = [] } = EXPLAINED[code];
    const value = { detail, code, status: ERROR_STATUS[code], errors, request_id: REQUEST_ID };
    registry.registerComponent('examples', code, { summary: when.replace(/`/g, ''), value });
  }
  registry.registerComponent('schemas', 'Problem', problemSchema());
  const tags = new Map<string, Tag>();
  const failures = new Map<string, Failure>();
  for (const operation of operations) {
    const { id, route, docs } = operation;
    const errors = errorsByStatus(route);
    for (const [status, codes] of errors) failures.set(nameOf(codes), failure(status, codes));
    if (docs && !tags.has(docs.tag.name)) tags.set(docs.tag.name, docs.tag);
    registry.registerPath({
      method: route.method,
      path: route.path,
      operationId: id,
      ...(docs && { tags: [docs.tag.name] }),
      summary: route.summary,
      ...(route.description && { description: route.description }),
      security: securityOf(route),
      request: requestOf(operation) ?? {},
      responses: {
        [route.response[0]]: successOf(operation, route.response[0], docs?.answer),
        ...(route.goesOn && { 202: successOf(operation, 202, docs?.meanwhile) }),
        ...Object.fromEntries(
          errors.map(([status, codes]) => [status, { $ref: `#/components/responses/${nameOf(codes)}` }]),
        ),
      },
    });
  }
  for (const [name, response] of failures) registry.registerComponent('responses', name, response);
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Infloo API', version: '1', description: guide },
    servers: [{ url: '/api/v1' }],
    tags: [...tags.values()].map(({ name, about }) => ({ name, description: about })),
  });
  fillParameters(document, operations);
  return withoutMarks(document) as object;
}
