import { expect, it } from 'vitest';
import { z } from 'zod';
import { fits } from '../../dashboard/src/live/shape.ts';
import { shapesOf } from '../../dashboard/vite/answer-shapes.ts';
import { routes } from '../../functions/src/routes.ts';

/** @returns whether an answer is taken of a route that answers by this schema */
function taken(response: z.ZodType, answer: unknown): boolean {
  const { answers, named } = shapesOf([{ method: 'get', path: '/x', response: [200, response] }]);
  return fits(answer, answers['GET /x'] ?? '*', named);
}

const Person = z.object({ name: z.string(), age: z.int().optional() }).meta({ id: 'PersonOfTheTest' });

it.each([
  [Person, { name: 'Ann' }, true],
  [Person, { name: 'Ann', age: 7, more: true }, true],
  [Person, { name: 'Ann', age: '7' }, false],
  [Person, {}, false],
  [Person, [], false],
  [Person, null, false],
  [Person, undefined, false],
  [Person, 'text', false],
  [z.array(Person), [{ name: 'Ann' }], true],
  [z.array(Person), [{ name: 'Ann' }, {}], false],
  [z.array(Person), {}, false],
  [z.object({ of: Person.nullable() }), { of: null }, true],
  [z.object({ of: Person.nullable() }), { of: {} }, false],
  [z.object({ of: z.string().nullable() }), { of: 7 }, false],
  // Words that this page doesn’t know yet are words.
  [z.object({ of: z.enum(['a', 'b']) }), { of: 'c' }, true],
  [z.object({ of: z.record(z.string(), z.int()) }), { of: { a: 1 } }, true],
  [z.object({ of: z.record(z.string(), z.int()) }), { of: { a: 'b' } }, false],
] as const)('%# what is answered is as it was said, or isn’t taken', (schema, answer, isTaken) => {
  expect(taken(schema, answer)).toBe(isTaken);
});

it('knows the answer of each route that has one, and takes nothing else for it', () => {
  const { answers, named } = shapesOf(routes);
  const withJson = routes.filter(({ response: [, form] }) => form instanceof z.ZodType);
  expect(Object.keys(answers)).toHaveLength(withJson.length);
  for (const [route, shape] of Object.entries(answers)) {
    for (const nonsense of [undefined, null, 'text', 7]) {
      expect([route, fits(nonsense, shape, named)]).toEqual([route, false]);
    }
  }
});
