import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LIMITS } from '../../functions/src/contract/limits.ts';
import type { AnyRoute } from '../../functions/src/http/route.ts';
import { fieldsOf } from '../../functions/src/http/upload.ts';
import { api } from '../../functions/src/routes.ts';

/** Texts that programs send, which nobody types: taken as they come, or not at all. */
const FOR_MACHINES = ['cursor', 'path', 'refresh'];
/** Messages are kept as they are typed. */
const AS_TYPED = ['content'];

/** Every string in a schema, by the path of its field. */
function stringsIn(schema: z.core.$ZodType, path = ''): [string, z.ZodString][] {
  if (schema instanceof z.ZodString) return [[path, schema]];
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as Record<string, z.core.$ZodType>).flatMap(([name, field]) =>
      stringsIn(field, path ? `${path}.${name}` : name),
    );
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => stringsIn(option, path));
  if (schema instanceof z.ZodArray) return stringsIn(schema.element, `${path}[]`);
  if (schema instanceof z.ZodRecord) return stringsIn(schema.valueType, `${path}[]`);
  const { innerType, in: input } = schema._zod.def as { innerType?: z.core.$ZodType; in?: z.core.$ZodType };
  const inner = innerType ?? input;
  return inner ? stringsIn(inner, path) : [];
}

const isPutInOrder = (field: z.ZodString): boolean =>
  (field.def.checks ?? []).some((check) => check._zod.def.check === 'overwrite');
/** Ids, times and the like, which a pattern describes whole; passwords, which are never changed. */
const isExact = (field: z.ZodString): boolean =>
  (field.def.checks ?? []).some((check) => check._zod.def.check === 'string_format') ||
  z.globalRegistry.get(field)?.format === 'password';

describe.each(Object.entries(api as Record<string, AnyRoute>))('%s', (_, { body, query, upload }) => {
  const fields = [body, query, upload && fieldsOf(upload)].flatMap((schema) => (schema ? stringsIn(schema) : []));

  it('puts in order what people type, and bounds it', () => {
    for (const [path, field] of fields) {
      const exact = isExact(field) || [...FOR_MACHINES, ...AS_TYPED].includes(path);
      expect([path, exact || isPutInOrder(field)]).toEqual([path, true]);
      const bounded = isExact(field) || (field.maxLength ?? Number.POSITIVE_INFINITY) <= LIMITS.message.bytes;
      expect([path, bounded]).toEqual([path, true]);
    }
  });
});

it('sees through what wraps a field', () => {
  const schema = z.object({ a: z.string().optional(), b: z.array(z.object({ c: z.string().nullable() })), d: z.int() });
  expect(stringsIn(schema).map(([path]) => path)).toEqual(['a', 'b[].c']);
});
