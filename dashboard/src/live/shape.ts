/**
 * What the API says of an answer, as far as a page could stumble over it: which fields are there, and of which kind.
 * Letters name kinds (`s` text, `n` number, `b` yes or no, `0` null), `*` is anything, `#Name` one of `Shapes.named`.
 */
export type Shape = string | { list: Shape } | { any: Shape[] } | { map: Shape } | { fields: Record<string, Shape> };

export interface Shapes {
  named: Record<string, Shape>;
  /** By method and path, as the client calls them. */
  answers: Record<string, Shape>;
}

const kindOf = (value: unknown): string => (value === null ? '0' : (typeof value).charAt(0));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is what a shape says. More than that is fine: the API may know more than this page. */
export function fits(value: unknown, shape: Shape, named: Shapes['named']): boolean {
  const inside = (part: unknown, of: Shape): boolean => fits(part, of, named);
  if (typeof shape === 'string') {
    if (shape === '*') return true;
    const meant = shape.startsWith('#') ? named[shape.slice(1)] : undefined;
    return meant === undefined ? shape.includes(kindOf(value)) : inside(value, meant);
  }
  if ('any' in shape) return shape.any.some((each) => inside(value, each));
  if ('list' in shape) return Array.isArray(value) && value.every((each) => inside(each, shape.list));
  if (!isRecord(value)) return false;
  if ('map' in shape) return Object.values(value).every((each) => inside(each, shape.map));
  return Object.entries(shape.fields).every(([name, of]) =>
    // A field that may be missing ends in a question mark.
    name.endsWith('?')
      ? value[name.slice(0, -1)] === undefined || inside(value[name.slice(0, -1)], of)
      : inside(value[name], of),
  );
}
