/** The parts of an OpenAPI document that the page shows. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
}
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  example?: unknown;
  schema: Schema;
}
type Content = Record<string, { schema: Schema; example?: unknown; examples?: Record<string, { $ref: string }> }>;
export interface Response {
  $ref?: string;
  description?: string;
  headers?: Record<string, unknown>;
  content?: Content;
}
export interface DocumentedOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: object[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Response>;
}
export interface OpenApiDocument {
  info: { title: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Response> };
}

const last = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** @returns what a reference stands for, with what is said beside it */
export function resolve(document: OpenApiDocument, schema: Schema): Schema {
  if (!schema.$ref) return schema;
  const { $ref, description, ...beside } = schema;
  const meant = document.components.schemas[last($ref)] ?? {};
  const descriptions = [meant.description?.replace(/\.$/, ''), description].filter(Boolean);
  return { ...meant, ...beside, ...(descriptions.length > 0 && { description: descriptions.join('; ') }) };
}

/** @returns the response that a reference stands for */
export const responseOf = (document: OpenApiDocument, response: Response): Response =>
  response.$ref ? (document.components.responses[last(response.$ref)] ?? {}) : response;

/** @returns the error codes of a response */
export const codesOf = (response: Response): string[] =>
  Object.keys(response.content?.['application/problem+json']?.examples ?? {});

/** One line a field: `social_links.website`, `members[]`. */
export interface Field {
  name: string;
  type: string;
  required: boolean;
  about: string;
}

const range = (least: number | undefined, most: number | undefined, unit: string): string => {
  if (least === undefined && most === undefined) return '';
  if (least === undefined) return `at most ${most}${unit}`;
  return most === undefined ? `at least ${least}${unit}` : `${least} to ${most}${unit}`;
};

/** @returns the type in words: `string or null`, `integer`, `one of sent, received` */
export function typeOf(document: OpenApiDocument, schema: Schema): string {
  const known = resolve(document, schema);
  if (known.enum) return `one of ${known.enum.join(', ')}`;
  const types = [known.type ?? 'object'].flat();
  if (types[0] === 'array' && known.items) return `list of ${typeOf(document, known.items)}`;
  const [first, ...rest] = types;
  const format = known.format && known.format !== 'password' ? ` (${known.format})` : '';
  return [`${first}${format}`, ...rest].join(' or ');
}

/** @returns what is said of a field beside its type */
export function aboutOf(document: OpenApiDocument, schema: Schema): string {
  const known = resolve(document, schema);
  const { description, minLength, maxLength, minimum, maximum } = known;
  // A description that names figures says it better than the units that schemas count.
  const length = description && /\d/.test(description) ? '' : range(minLength, maxLength, ' characters');
  const usual = known.default === undefined ? '' : `without it ${known.default}`;
  return [description, length, description && /\d/.test(description) ? '' : range(minimum, maximum, ''), usual]
    .filter(Boolean)
    .join('; ');
}

/** @returns the fields of an object, and of the objects inside it, in the order of the schema */
export function fieldsIn(document: OpenApiDocument, schema: Schema, prefix = ''): Field[] {
  const known = resolve(document, schema);
  if (known.items) return fieldsIn(document, known.items, `${prefix}[]`);
  return Object.entries(known.properties ?? {}).flatMap(([key, inner]) => {
    const name = prefix ? `${prefix}.${key}` : key;
    const required = known.required?.includes(key) ?? false;
    const field = { name, type: typeOf(document, inner), required, about: aboutOf(document, inner) };
    return [field, ...fieldsIn(document, inner, name)];
  });
}
