import type { Firestore, Transaction } from 'firebase-admin/firestore';
import { LIMITS } from '../contract/limits.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { collection, documentOf } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import type { ReadPage } from '../store/pages.ts';
import { Blockers, Blocks } from './schema.ts';

/** For other slices: the one filter that every answer passes which shows people. */

export const blocksDocument = (uid: string) => documentOf(paths.blocks(uid), Blocks);

export const blockersOf = (uid: string) => collection(collectionOf(paths.blockers(uid, '_')), Blockers);

/**
 * @param blocks of `me`, as they were read
 * @returns everybody whom `me` has blocked, and who has blocked `me`: neither sees the other. Only whom more than
 *   `LIMITS.blockers_per_shard` have blocked costs more reads.
 */
export async function hiddenBy(
  source: Firestore | Transaction,
  me: string,
  blocks: Blocks | undefined,
): Promise<ReadonlySet<string>> {
  const listed = [...(blocks?.by_me ?? []), ...(blocks?.of_me ?? [])];
  if (!blocks?.shards) return new Set(listed);
  const more = await ('runTransaction' in source ? blockersOf(me).get() : source.get(blockersOf(me)));
  return new Set([...listed, ...more.docs.flatMap((doc) => doc.data().of_me)]);
}

/** The same for whoever hasn't read the blocks: one read. */
export const hiddenFrom = async (me: string): Promise<ReadonlySet<string>> =>
  hiddenBy(db(), me, (await blocksDocument(me).get()).data());

/** How many are read at a time to fill a page up from which somebody was left out. */
const REFILL = 100;

/**
 * Reads a page without whatever is of somebody hidden, and fills it up: nothing tells that there was more, neither its
 * length nor its cursor, which would name the last one read. The page and the question who is hidden go side by side, so
 * it costs one read more and no round trip; where somebody is left out, what follows is read, too.
 * @param read reads a page
 * @param who whose an item is
 */
export async function withoutHidden<T>(
  me: string,
  asked: PageQuery,
  read: (page: PageQuery) => Promise<ReadPage<T>>,
  who: (item: T) => string,
): Promise<Page<T>> {
  const size = asked.limit ?? LIMITS.page.default;
  const [hidden, first] = await sideBySide([() => hiddenFrom(me), () => read(asked)]);
  const items: T[] = [];
  for (let page = first; ; page = await read({ limit: REFILL, cursor: page.next ?? '' })) {
    for (const [i, item] of page.items.entries()) {
      if (hidden.has(who(item))) continue;
      items.push(item);
      if (items.length === size) return { items, next: page.cursorAfter(i) };
    }
    if (page.next === null) return { items, next: null };
  }
}
