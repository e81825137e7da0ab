import * as logger from 'firebase-functions/logger';
import { z } from 'zod';
import { IsoTime } from '../contract/ids.ts';
import { paths } from '../contract/paths.ts';
import { isoNow } from '../runtime/clock.ts';
import type { Report } from '../runtime/job.ts';
import { stackOf } from '../runtime/stack.ts';
import { timeFor } from '../runtime/time-left.ts';
import { documentOf } from '../store/converter.ts';
import { closeAccount } from '../users/closing.ts';
import { ERASURE_MS, finish, takeUpErasures } from './erase.ts';
import { type Look, type Page, PLACES } from './orphans.ts';

/** `sweeps/{place}`: where the last run stopped, and the next one goes on. */
export const Sweep = z.object({ cursor: z.string().nullable(), swept_at: IsoTime });

/** Pages a place and run: a bound on what a day costs. Larger places take several days. */
const PAGES = 100;
/** What erasures may take of a run: they must not keep it from the places. */
const ERASURES_MS = 200_000;

const sweepDocument = (place: string) => documentOf(paths.sweep(place), Sweep);

/** A cursor may be too old to be taken: then from the beginning. */
async function firstPage(look: Look, cursor: string | null): Promise<Page> {
  if (cursor === null) return look(null);
  return look(cursor).catch(() => look(null));
}

/** Looks through a place from where the last run stopped, and removes the remains of whoever isn't there. */
async function sweepPlace(name: string, look: Look, pages: number): Promise<Report> {
  const report = { seen: 0, gone: 0, mended: 0 };
  let cursor = (await sweepDocument(name).get()).data()?.cursor ?? null;
  for (let page = 0; page < pages; page++) {
    const { seen, gone, mended = 0, next } = await (page === 0 ? firstPage(look, cursor) : look(cursor));
    for (const uid of new Set(gone)) await finish(await closeAccount(uid, ERASURE_MS));
    report.seen += seen;
    report.gone += gone.length;
    report.mended += mended;
    cursor = next;
    await sweepDocument(name).set({ cursor, swept_at: isoNow() });
    if (next === null) break;
  }
  return Object.fromEntries(Object.entries(report).map(([what, count]) => [`${name}_${what}`, count]));
}

/**
 * Finishes erasures, and finds what was left behind all the same: by a fault at the wrong moment, or past the API. A
 * place that can't be looked through keeps none of the others.
 * @param pages how far to look in each place
 */
export async function sweep(pages = PAGES): Promise<Report> {
  const report: Report = { erasures_finished: 0, erasures_open: 0, failed: 0 };
  await takeUpErasures(report, timeFor(ERASURES_MS));
  for (const [name, look] of Object.entries(PLACES)) {
    try {
      Object.assign(report, await sweepPlace(name, look, pages));
    } catch (error) {
      logger.error('sweep failed', { place: name, stack: stackOf(error) });
      report.failed = (report.failed ?? 0) + 1;
    }
  }
  return report;
}
