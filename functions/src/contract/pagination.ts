import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** The query parameters of every list: how many, and where the last page ended (from its `Link` header). */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(LIMITS.page.max).optional().describe('Default 20, at most 100'),
  cursor: z.string().min(1).max(500).optional().describe('From the Link header of the page before'),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** One page of a list; `next` is the cursor of the page after, null at the end. */
export interface Page<T> {
  items: T[];
  next: string | null;
}
