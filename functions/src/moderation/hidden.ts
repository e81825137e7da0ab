import type { Page } from '../contract/pagination.ts';
import { paths } from '../contract/paths.ts';
import { documentOf } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { Blocks } from './schema.ts';

/** For other slices: the one filter that every answer passes which shows people. */

/** @returns everybody whom `me` has blocked, and who has blocked `me`: neither sees the other. One read. */
export async function hiddenFrom(me: string): Promise<ReadonlySet<string>> {
  const blocks = (await documentOf(paths.blocks(me), Blocks).get()).data();
  return new Set([...(blocks?.by_me ?? []), ...(blocks?.of_me ?? [])]);
}

/**
 * Leaves out of a page whatever is of somebody hidden: the page gets shorter, its cursor stays. Both are asked side by
 * side, so it costs one read more and no round trip.
 * @param who whose an item is
 */
export async function withoutHidden<T>(
  me: string,
  page: () => Promise<Page<T>>,
  who: (item: T) => string,
): Promise<Page<T>> {
  const [hidden, { items, next }] = await sideBySide([() => hiddenFrom(me), page]);
  return { items: hidden.size === 0 ? items : items.filter((item) => !hidden.has(who(item))), next };
}
