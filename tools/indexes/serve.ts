import type { Shape } from './shape.ts';

interface IndexField {
  fieldPath: string;
  order?: 'ASCENDING' | 'DESCENDING';
  arrayConfig?: 'CONTAINS';
}
export interface CompositeIndex {
  collectionGroup: string;
  queryScope: 'COLLECTION' | 'COLLECTION_GROUP';
  fields: IndexField[];
}
/** firestore.indexes.json */
export interface Indexes {
  indexes: CompositeIndex[];
  fieldOverrides: { collectionGroup: string; fieldPath: string; indexes: unknown[] }[];
}

const key = (field: IndexField): string => `${field.fieldPath} ${field.arrayConfig ?? 'EQUAL'}`;
const wanted = ({ equal, contains }: Shape): string[] => [
  ...equal.map((field) => `${field} EQUAL`),
  ...contains.map((field) => `${field} CONTAINS`),
];

/** The filters that `index` covers for this shape: it must end in the order asked for, and begin with nothing else. */
function coverage(index: CompositeIndex, shape: Shape): string[] | null {
  if (index.collectionGroup !== shape.collection || index.queryScope !== shape.scope) return null;
  const split = index.fields.length - shape.order.length;
  if (split < 0) return null;
  const tail = index.fields.slice(split);
  if (
    !tail.every(({ fieldPath, order }, i) => fieldPath === shape.order[i]?.field && order === shape.order[i]?.direction)
  ) {
    return null;
  }
  const head = index.fields.slice(0, split).map(key);
  const filters = wanted(shape);
  return head.every((entry) => filters.includes(entry)) ? head : null;
}

/**
 * How Firestore serves a shape (https://firebase.google.com/docs/firestore/query-data/index-overview): one field by
 * its automatic index, equalities alone by merging those, anything ordered by composite indexes that end in the same
 * order, of which it merges several to cover all filters.
 * @returns the composite indexes used, none for automatic ones; null when nothing serves it
 */
export function serve(shape: Shape, { indexes, fieldOverrides }: Indexes): CompositeIndex[] | null {
  const filters = wanted(shape);
  const exempt = (path: string) =>
    fieldOverrides.some(
      (field) => field.collectionGroup === shape.collection && field.fieldPath === path && field.indexes.length === 0,
    );
  const fields = [...shape.equal, ...shape.contains, ...shape.order.map(({ field }) => field)];
  const automatic = shape.scope === 'COLLECTION' && !fields.some(exempt);
  if (automatic && (shape.order.length === 0 || (shape.order.length === 1 && filters.length === 0))) return [];
  const usable = indexes
    .map((index) => ({ index, covers: coverage(index, shape) }))
    .filter((entry): entry is { index: CompositeIndex; covers: string[] } => entry.covers !== null)
    .sort((a, b) => b.covers.length - a.covers.length);
  const used: CompositeIndex[] = [];
  const open = new Set(filters);
  for (const { index, covers } of usable) {
    const closes = covers.filter((entry) => open.has(entry));
    if (closes.length === 0 && !(filters.length === 0 && used.length === 0)) continue;
    used.push(index);
    for (const entry of closes) open.delete(entry);
    if (open.size === 0) return used;
  }
  return null;
}
