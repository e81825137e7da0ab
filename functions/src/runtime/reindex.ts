import { isDeepStrictEqual } from 'node:util';
import type { Query, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import * as logger from 'firebase-functions/logger';
import type { z } from 'zod';
import { patchOf } from '../store/converter.ts';
import { pagesOf } from '../store/pages.ts';
import { unlessOvertaken } from '../store/writer.ts';
import { stackOf } from './stack.ts';

/** Documents a query. */
const PAGE = 200;

/** What a walk has done with the documents that it met. */
export interface Reindexed {
  changed: number;
  unchanged: number;
  /** Those that don't fit their schema, or couldn't be written: each has its line in the log. */
  failed: number;
  [what: string]: number;
}

/**
 * Brings the fields that documents are found under up to date, after the rules of search have changed. It may stop anywhere:
 * the next run only reads what this one has written. Whoever changes a document meanwhile, or takes something out of it, wins.
 * @param fieldsOf the fields as the rules of today make them
 */
export async function reindexAll<T extends object>(
  query: Query<T>,
  schema: z.ZodObject,
  fieldsOf: (document: T) => Partial<T>,
): Promise<Reindexed> {
  const report: Reindexed = { changed: 0, unchanged: 0, failed: 0 };
  const reindexOne = async (found: QueryDocumentSnapshot<T>): Promise<keyof Reindexed> => {
    try {
      const document = found.data();
      const fields = fieldsOf(document);
      const before = Object.fromEntries(Object.keys(fields).map((name) => [name, document[name as keyof T]]));
      if (isDeepStrictEqual(fields, before)) return 'unchanged';
      const patch = patchOf(schema, fields);
      const isChanged = await unlessOvertaken(found.ref.update(patch, { lastUpdateTime: found.updateTime }));
      return isChanged ? 'changed' : 'unchanged';
    } catch (error) {
      logger.error('was not reindexed', { path: found.ref.path, stack: stackOf(error) });
      return 'failed';
    }
  };
  for await (const docs of pagesOf(query.orderBy('__name__'), PAGE)) {
    for (const outcome of await Promise.all(docs.map(reindexOne))) report[outcome] = (report[outcome] ?? 0) + 1;
  }
  return report;
}
