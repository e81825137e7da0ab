import { type Query, type QueryDocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import { ApiError } from '../contract/api-error.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';

/** One field of an order; the document's id always comes last, so that the order is total. */
export interface Order {
  field: string;
  direction: 'asc' | 'desc';
}

type Key = string | number | boolean | null | { t: string };

const toKey = (value: unknown): Key => {
  if (value instanceof Timestamp) return { t: `${value.seconds}.${value.nanoseconds}` };
  return (value ?? null) as Key;
};

function fromKey(key: Key): unknown {
  if (key === null || typeof key !== 'object') return key;
  const [seconds, nanoseconds] = key.t.split('.').map(Number);
  return new Timestamp(seconds ?? Number.NaN, nanoseconds ?? Number.NaN);
}

/** Whether the SDK takes it for a document's id: it throws on a path, and Firestore on ids like __this__. */
const isId = (key: Key | undefined): boolean =>
  typeof key === 'string' && /^(?!\.{1,2}$|__.*__$)[A-Za-z0-9_.-]+$/.test(key);

function isValue(key: Key): boolean {
  if (typeof key === 'string') return key.isWellFormed();
  return key === null || typeof key !== 'object' || /^-?\d{1,12}\.\d{1,9}$/.test(key.t);
}

const encodeCursor = (keys: Key[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

function decodeCursor(cursor: string, length: number): unknown[] {
  try {
    const keys = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Key[];
    const valid = Array.isArray(keys) && keys.length === length && isId(keys.at(-1)) && keys.every(isValue);
    if (valid) return keys.map(fromKey);
  } catch {
    // Falls through: whatever is wrong with it, the answer is the same.
  }
  throw new ApiError('invalid_cursor', 'This cursor is not valid here. Start again without one.');
}

/**
 * @param change what the id of the document becomes that the cursor names
 * @returns the same cursor for another collection in the same order; one that isn't valid stays so
 */
export function cursorWithId(cursor: string, change: (id: string) => string): string {
  try {
    const keys = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Key[];
    const id = Array.isArray(keys) ? keys.at(-1) : undefined;
    return typeof id === 'string' ? encodeCursor([...keys.slice(0, -1), change(id)]) : cursor;
  } catch {
    return cursor;
  }
}

/** A page as it was read, of which one may show less. */
export interface ReadPage<T> extends Page<T> {
  /** @returns the cursor of what follows the item with this index */
  cursorAfter(index: number): string;
}

/**
 * Reads one page of `query` in `order`, and bills exactly the documents that it returns (1 for an empty page).
 * A page that is full has a next cursor, whether or not anything follows: to know would cost one more read a page.
 * @throws ApiError `invalid_cursor`
 */
export async function readPage<T>(query: Query<T>, order: Order[], { limit, cursor }: PageQuery): Promise<ReadPage<T>> {
  const size = limit ?? LIMITS.page.default;
  const direction = order.at(-1)?.direction ?? 'asc';
  let ordered = order.reduce<Query<T>>((q, { field, direction }) => q.orderBy(field, direction), query);
  ordered = ordered.orderBy('__name__', direction);
  if (cursor) ordered = ordered.startAfter(...decodeCursor(cursor, order.length + 1));
  const { docs } = await ordered.limit(size).get();
  const cursorAfter = (index: number) => cursorOf(docs[index] as QueryDocumentSnapshot, order);
  return {
    items: docs.map((doc) => doc.data()),
    next: docs.length === size ? cursorAfter(size - 1) : null,
    cursorAfter,
  };
}

/**
 * The same for what is in memory as a whole.
 * @param keyOf what orders an item, the last one first, and its id: no two have both
 */
export function pageOf<T>(
  all: readonly T[],
  keyOf: (item: T) => readonly [key: string, id: string],
  { limit, cursor }: PageQuery,
): Page<T> {
  const size = limit ?? LIMITS.page.default;
  const after = cursor === undefined ? undefined : (decodeCursor(cursor, 2) as [string, string]);
  const compare = ([a, i]: readonly string[], [b, j]: readonly string[]): number =>
    a === b ? Number((i ?? '') < (j ?? '')) - Number((i ?? '') > (j ?? '')) : (a ?? '') < (b ?? '') ? 1 : -1;
  const rest = all.map((item) => ({ item, key: keyOf(item) })).filter(({ key }) => !after || compare(key, after) > 0);
  const page = rest.sort((a, b) => compare(a.key, b.key)).slice(0, size);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => item),
    next: last && page.length < rest.length ? encodeCursor([...last.key]) : null,
  };
}

const cursorOf = (doc: Pick<QueryDocumentSnapshot, 'get' | 'id'>, order: Order[]): string =>
  encodeCursor([...order.map(({ field }) => toKey(doc.get(field))), doc.id]);

/**
 * Goes through all that a query finds, a page at a time: little of it is in memory, and whoever stops has seen whole pages.
 * What is removed on the way, or comes back to its place, is passed over. A query that selects fields must select those that
 * it is ordered by: the next page begins behind their values.
 * @param size documents a page
 * @param hasTime whether there is time for another page
 */
export async function* pagesOf<T>(
  query: Query<T>,
  size: number,
  hasTime = () => true,
): AsyncGenerator<QueryDocumentSnapshot<T>[]> {
  for (let page = query; hasTime(); ) {
    const { docs } = await page.limit(size).get();
    const last = docs.at(-1);
    if (!last) return;
    // Also where nothing follows: a query without what it is ordered by fails at its first page, and not at a full one.
    page = query.startAfter(last);
    yield docs;
    if (docs.length < size) return;
  }
}
