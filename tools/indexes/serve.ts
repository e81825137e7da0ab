import type { Shape } from './shape.ts';

interface IndexField {
  fieldPath: string;
  order?: 'ASCENDING' | 'DESCENDING';
  arrayConfig?: 'CONTAINS';
}
interface CompositeIndex {
  collectionGroup: string;
  queryScope: 'COLLECTION' | 'COLLECTION_GROUP';
  fields: IndexField[];
}
/** Which single-field indexes a field has, in place of those that every field has by itself. */
interface FieldOverride {
  collectionGroup: string;
  fieldPath: string;
  indexes: { order?: string; arrayConfig?: string; queryScope?: string }[];
}
/** firestore.indexes.json */
export interface Indexes {
  indexes: CompositeIndex[];
  fieldOverrides: FieldOverride[];
}
/** Entries of the file, which a query needs. */
export type Used = CompositeIndex | FieldOverride;

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

/** How a field is asked: an equality is found in either direction. */
interface Ask {
  field: string;
  kinds: string[];
}

/**
 * The single-field indexes that answer for a shape. A collection has them in both directions and for array members,
 * unless a field is overridden; a collection group has those that an override names.
 * @returns the overrides used; null when a field lacks what is asked of it
 */
function bySingleFields(shape: Shape, { fieldOverrides }: Indexes): FieldOverride[] | null {
  const asks: Ask[] = [
    ...shape.equal.map((field) => ({ field, kinds: ['ASCENDING', 'DESCENDING'] })),
    ...shape.contains.map((field) => ({ field, kinds: ['CONTAINS'] })),
    ...shape.order.map(({ field, direction }) => ({ field, kinds: [direction] })),
  ];
  const used: FieldOverride[] = [];
  for (const { field, kinds } of asks) {
    const override = fieldOverrides.find(
      ({ collectionGroup, fieldPath }) => collectionGroup === shape.collection && fieldPath === field,
    );
    const has = override
      ? override.indexes.some(
          ({ order, arrayConfig, queryScope = 'COLLECTION' }) =>
            queryScope === shape.scope && kinds.includes(order ?? arrayConfig ?? ''),
        )
      : shape.scope === 'COLLECTION';
    if (!has) return null;
    if (override) used.push(override);
  }
  return used;
}

/**
 * How Firestore serves a shape (https://firebase.google.com/docs/firestore/query-data/index-overview): one field by
 * its single-field index, equalities alone by merging those, anything ordered by composite indexes that end in the same
 * order, of which it merges several to cover all filters.
 * @returns the entries of the file that are used, none for automatic indexes; null when nothing serves it
 */
export function serve(shape: Shape, indexes: Indexes): Used[] | null {
  const filters = wanted(shape);
  if (shape.order.length === 0 || (shape.order.length === 1 && filters.length === 0)) {
    const single = bySingleFields(shape, indexes);
    if (single) return single;
  }
  const usable = indexes.indexes
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
