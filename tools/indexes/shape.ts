/** The parts of the API's StructuredQuery that decide which index serves it. */
export interface StructuredQuery {
  from?: { collectionId?: string; allDescendants?: boolean }[];
  where?: Filter | null;
  orderBy?: { field?: { fieldPath?: string }; direction?: string | number }[];
}
interface Filter {
  fieldFilter?: { field?: { fieldPath?: string }; op?: string | number };
  unaryFilter?: { field?: { fieldPath?: string }; op?: string | number };
  compositeFilter?: { op?: string | number; filters?: Filter[] };
}

/** What a query asks of an index; two queries with other values have one shape. */
export interface Shape {
  collection: string;
  scope: 'COLLECTION' | 'COLLECTION_GROUP';
  /** Fields compared for equality, `in` among them; sorted. */
  equal: string[];
  /** Fields asked whether they contain something; sorted. */
  contains: string[];
  /** The fields that order the result, an inequality's first, without the document's id. */
  order: { field: string; direction: 'ASCENDING' | 'DESCENDING' }[];
}

const EQUAL = new Set<string | number>(['EQUAL', 'IN', 5, 8, 'IS_NULL', 'IS_NAN']);
const CONTAINS = new Set<string | number>(['ARRAY_CONTAINS', 'ARRAY_CONTAINS_ANY', 7, 9]);

interface Leaf {
  path: string;
  op: string | number;
}

/** @returns the filter as alternatives, each a list of conditions that hold together (disjunctive normal form) */
function alternatives(filter: Filter | null | undefined): Leaf[][] {
  if (!filter) return [[]];
  if (filter.compositeFilter) {
    const { op, filters = [] } = filter.compositeFilter;
    const parts = filters.map(alternatives);
    if (op === 'OR' || op === 2) return parts.flat();
    return parts.reduce((all, part) => all.flatMap((left) => part.map((right) => [...left, ...right])), [[]]);
  }
  const leaf = filter.fieldFilter ?? filter.unaryFilter;
  return leaf ? [[{ path: leaf.field?.fieldPath ?? '', op: leaf.op ?? '' }]] : [[]];
}

/** @returns the shapes of a query as the Firestore client sends it: each alternative of an OR needs an index of its own */
export function shapesOf({ from = [], where, orderBy = [] }: StructuredQuery): Shape[] {
  const [source] = from;
  return alternatives(where).map((filters) => {
    const equal = filters.filter(({ op }) => EQUAL.has(op)).map(({ path }) => path);
    const contains = filters.filter(({ op }) => CONTAINS.has(op)).map(({ path }) => path);
    const ranges = filters.filter(({ op }) => !EQUAL.has(op) && !CONTAINS.has(op)).map(({ path }) => path);
    const order: Shape['order'] = orderBy.map(({ field, direction }) => ({
      field: field?.fieldPath ?? '',
      direction: direction === 'DESCENDING' || direction === 2 ? 'DESCENDING' : 'ASCENDING',
    }));
    for (const field of ranges) {
      if (!order.some((entry) => entry.field === field)) order.unshift({ field, direction: 'ASCENDING' });
    }
    return {
      collection: source?.collectionId ?? '',
      scope: source?.allDescendants ? 'COLLECTION_GROUP' : 'COLLECTION',
      equal: [...new Set(equal)].sort(),
      contains: [...new Set(contains)].sort(),
      // A field that an equality fixes orders nothing, and the id is in every index anyway.
      order: order.filter(({ field }) => field !== '__name__' && !equal.includes(field)),
    };
  });
}

/** @returns the shape as a person would say it */
export const describe = ({ collection, scope, equal, contains, order }: Shape): string =>
  [
    scope === 'COLLECTION_GROUP' ? `${collection} (all collections of that name)` : collection,
    ...equal.map((field) => `${field} ==`),
    ...contains.map((field) => `${field} array-contains`),
    ...order.map(({ field, direction }) => `${field} ${direction === 'DESCENDING' ? 'desc' : 'asc'}`),
  ].join(', ');
