import type { Query } from 'firebase-admin/firestore';
import { LIMITS } from '../contract/limits.ts';
import type { PageQuery } from '../contract/pagination.ts';
import { db } from '../firebase.ts';
import { audiences, rowsOf } from '../store/audiences.ts';
import { readTogether } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { cursorWithId, type Order, type ReadPage, readPage } from '../store/pages.ts';
import { EventAudience } from './audience.ts';
import { eventDocument } from './document.ts';
import type { EventDocument } from './schema.ts';

const Row = EventAudience.pick({ source: true, date: true, ends_at: true });

/** One of two lists, as far as it was read. */
interface Part {
  items: { event: EventDocument; cursor: string }[];
  /** Where it was read to; null where it was read to its end. */
  to: { event: Pick<EventDocument, 'id' | 'date' | 'ends_at'>; cursor: string } | null;
}

/** Before or after, in the order of the list, and then by id. */
function compare(order: readonly Order[], a: Pick<EventDocument, 'id' | 'date' | 'ends_at'>, b: typeof a): number {
  const sign = order.at(-1)?.direction === 'desc' ? -1 : 1;
  for (const { field } of order) {
    const [left, right] = [a, b].map((event) => event[field as 'date' | 'ends_at']) as [string, string];
    if (left !== right) return left < right ? -sign : sign;
  }
  return a.id === b.id ? 0 : a.id < b.id ? -sign : sign;
}

async function readPublic(query: Query<EventDocument>, order: Order[], page: PageQuery): Promise<Part> {
  const { items, next, cursorAfter } = await readPage(query, order, page);
  const found = items.map((event, i) => ({ event, cursor: cursorAfter(i) }));
  return { items: found, to: next === null ? null : (found.at(-1) ?? null) };
}

/** Cursors name events: what follows one begins behind all documents of its audience, in whichever direction. */
const behind = (order: readonly Order[]) => (id: string) =>
  `event_${id}_${order.at(-1)?.direction === 'desc' ? '' : '9999'}`;
const sourceOf = (id: string): string => id.slice('event_'.length, id.lastIndexOf('_'));

/** Index: audiences (kind, members) with each order of the lists. */
async function readClosed(
  me: string,
  within: <T>(query: Query<T>) => Query<T>,
  order: Order[],
  { limit, cursor }: PageQuery,
): Promise<Part> {
  const rows = rowsOf(audiences().where('kind', '==', 'event').where('members', 'array-contains', me), Row);
  const page = await readPage(within(rows), order, {
    limit,
    ...(cursor !== undefined && { cursor: cursorWithId(cursor, behind(order)) }),
  });
  const events = await readTogether(db(), ...page.items.map(({ source }) => eventDocument(source)));
  const cursors = page.items.map((_, i) => cursorWithId(page.cursorAfter(i), sourceOf));
  const last = page.items.at(-1);
  return {
    items: events.flatMap((event, i) => (event ? [{ event, cursor: cursors[i] ?? '' }] : [])),
    to: page.next !== null && last ? { event: { ...last, id: last.source }, cursor: cursors.at(-1) ?? '' } : null,
  };
}

/**
 * Reads a page of what everybody may see, and of what `me` may see as a connection of its host, side by side: one list in
 * one order, with one cursor.
 * @param matches whether an event for connections is one that is looked for; of the public ones the query says it
 */
export async function readBoth(
  me: string,
  everybodys: Query<EventDocument>,
  within: <T>(query: Query<T>) => Query<T>,
  matches: (event: EventDocument) => boolean,
  order: Order[],
  page: PageQuery,
): Promise<ReadPage<EventDocument>> {
  const size = page.limit ?? LIMITS.page.default;
  const [open, closed] = await sideBySide([
    () => readPublic(everybodys, order, page),
    () => readClosed(me, within, order, page),
  ]);
  const ends = [open.to, closed.to].filter((to) => to !== null).sort((a, b) => compare(order, a.event, b.event));
  const [end] = ends;
  const all = [...open.items, ...closed.items.filter(({ event }) => matches(event))]
    // What comes after the shorter of the two isn't known yet.
    .filter(({ event }) => !end || compare(order, event, end.event) <= 0)
    .sort((a, b) => compare(order, a.event, b.event));
  const shown = all.slice(0, size);
  const more = all.length > shown.length ? shown.at(-1)?.cursor : end?.cursor;
  return {
    items: shown.map(({ event }) => event),
    next: more ?? null,
    cursorAfter: (i) => shown[i]?.cursor ?? '',
  };
}
