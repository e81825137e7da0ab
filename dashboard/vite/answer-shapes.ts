import type { Plugin } from 'vite';
import { z } from 'zod';
import type { Shape, Shapes } from '../src/live/shape.ts';

/** As `z.toJSONSchema()` makes it, as far as it is read here. */
interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
}

interface Route {
  method: string;
  path: string;
  response: readonly [number, unknown];
}

const KINDS: Record<string, string> = { string: 's', number: 'n', integer: 'n', boolean: 'b', null: '0' };
const kindOf = (value: unknown): string => KINDS[value === null ? 'null' : typeof value] ?? '*';

/** Alternatives of one kind are one, and those that are no more than kinds stand in one text. */
function anyOf(shapes: Shape[]): Shape {
  if (shapes.includes('*')) return '*';
  const isKinds = (shape: Shape): shape is string => typeof shape === 'string' && !shape.startsWith('#');
  const kinds = [...new Set(shapes.filter(isKinds).join(''))].join('');
  const others = shapes.filter((shape) => !isKinds(shape));
  const all = kinds ? [...others, kinds] : others;
  return all.length === 1 && all[0] !== undefined ? all[0] : { any: all };
}

function shapeOf(schema: Schema): Shape {
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return anyOf(several.map(shapeOf));
  if (schema.$ref) return `#${schema.$ref.split('/').at(-1)}`;
  if (schema.enum) return anyOf(schema.enum.map(kindOf));
  if ('const' in schema) return kindOf(schema.const);
  if (Array.isArray(schema.type)) return anyOf(schema.type.map((type) => shapeOf({ ...schema, type })));
  if (schema.type === 'array') return { list: schema.items ? shapeOf(schema.items) : '*' };
  if (schema.type !== 'object') return KINDS[schema.type ?? ''] ?? '*';
  const { properties, required = [], additionalProperties: rest } = schema;
  if (!properties) return { map: typeof rest === 'object' ? shapeOf(rest) : '*' };
  const fields = Object.entries(properties).map(([name, of]) => [
    required.includes(name) ? name : `${name}?`,
    shapeOf(of),
  ]);
  return { fields: Object.fromEntries(fields) };
}

/** @returns what the answers of all routes look like that answer JSON */
export function shapesOf(routes: readonly Route[]): Shapes {
  const shapes: Shapes = { named: {}, answers: {} };
  for (const { method, path, response } of routes) {
    const [, form] = response;
    if (!(form instanceof z.ZodType)) continue;
    const schema = z.toJSONSchema(form, { io: 'output', unrepresentable: 'any' }) as Schema;
    for (const [name, of] of Object.entries(schema.$defs ?? {})) shapes.named[name] ??= shapeOf(of);
    shapes.answers[`${method.toUpperCase()} ${path}`] = shapeOf(schema);
  }
  return shapes;
}

const NAME = 'virtual:answer-shapes';

/** Has the client know what the API's answers look like, without zod, which is too large for that. */
export function answerShapes(): Plugin {
  return {
    name: 'answer-shapes',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    async load(id) {
      if (id !== `\0${NAME}`) return;
      // By an address that isn't known before: Vite would make the whole API a part of its configuration.
      const { routes } = await import(new URL('../../functions/src/routes.ts', import.meta.url).href);
      // Parsed from a text, browsers read it faster than code.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(shapesOf(routes)))})`;
    },
  };
}
