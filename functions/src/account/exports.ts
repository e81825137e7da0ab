import type { Transaction } from 'firebase-admin/firestore';
import { z } from 'zod';
import { notFound } from '../contract/api-error.ts';
import { folders } from '../contract/folders.ts';
import { IsoTime, newTimedId, TimedId, Uid } from '../contract/ids.ts';
import { EXPORT_HOURS } from '../contract/limits.ts';
import { collectionOf, paths } from '../contract/paths.ts';
import { db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { collection, documentOf, patchOf, readTogether, storedTime } from '../store/converter.ts';
import { removeFolder } from '../store/files.ts';
import { userDocument } from '../users/documents.ts';

const HOUR_MS = 60 * 60 * 1000;
/** So often a copy is begun before it is given up. */
const ATTEMPTS = 10;

/** What was written of one collection, and waits to be packed. */
export const Staged = z.object({ part: z.string(), documents: z.int() });
export type Staged = z.infer<typeof Staged>;

/** `exports/{uid}`: the latest copy of somebody's data. It is made in steps, each of which may be the last before a fault. */
export const ExportDocument = z.object({
  uid: Uid,
  id: TimedId,
  state: z.enum(['running', 'ready', 'failed']),
  asked_at: IsoTime,
  /** The collections that are written already: whoever goes on passes them over. */
  staged: z.array(Staged),
  /** In hundredths. */
  progress: z.int(),
  attempts: z.int(),
  /** When somebody last was at work on it. */
  touched_at: IsoTime,
  /** Bytes of the file, once it is there. */
  size: z.int().nullable(),
  ready_at: IsoTime.nullable(),
  /** When it goes; null while it is being made. */
  expires_at: IsoTime.nullable(),
});
export type ExportDocument = z.infer<typeof ExportDocument>;

export const exportDocument = (uid: string) => documentOf(paths.dataExport(uid), ExportDocument);
const exportsOfAll = () => collection(collectionOf(paths.dataExport('_')), ExportDocument);

type Made = Pick<ExportDocument, 'uid' | 'id'>;
/** Where what a copy is made of lies, and the copy itself. */
export const exportFolder = ({ uid, id }: Made) => `${folders.exports(uid)}/${id}` as const;
export const exportFile = (made: Made) => `${exportFolder(made)}/infloo.zip` as const;

/**
 * Begins a copy of somebody's data. One that is being made already goes on; one that is there is replaced.
 * @returns it, and the one that it replaces
 * @throws ApiError 404 where nobody is there
 */
export async function begin(uid: string): Promise<{ begun: ExportDocument; former: ExportDocument | undefined }> {
  return db().runTransaction(async (tx) => {
    const [profile, former] = await readTogether(tx, userDocument(uid), exportDocument(uid));
    if (!profile) throw notFound();
    if (former?.state === 'running') return { begun: former, former: undefined };
    const begun: ExportDocument = {
      uid,
      id: newTimedId(now()),
      state: 'running',
      asked_at: isoNow(),
      staged: [],
      progress: 0,
      attempts: 0,
      touched_at: isoNow(),
      size: null,
      ready_at: null,
      expires_at: null,
    };
    tx.set(exportDocument(uid), begun);
    return { begun, former };
  });
}

/** @returns the one that is being made, as it is within `tx`; undefined where it is done, gone or replaced */
async function runningWithin(tx: Transaction, { uid, id }: Made): Promise<ExportDocument | undefined> {
  const found = (await tx.get(exportDocument(uid))).data();
  return found?.id === id && found.state === 'running' ? found : undefined;
}

const soon = (): string => new Date(now() + EXPORT_HOURS * HOUR_MS).toISOString();

/**
 * Counts one more attempt at what is being made, or gives it up.
 * @returns it as it is now; undefined where nothing is to be made
 */
export async function attempt(uid: string): Promise<ExportDocument | undefined> {
  return db().runTransaction(async (tx) => {
    const found = (await tx.get(exportDocument(uid))).data();
    if (found?.state !== 'running') return found?.state === 'failed' ? found : undefined;
    const given = found.attempts >= ATTEMPTS;
    const patch = given
      ? ({ state: 'failed', expires_at: soon() } as const)
      : { attempts: found.attempts + 1, touched_at: isoNow() };
    tx.update(exportDocument(uid), patchOf(ExportDocument, patch));
    return { ...found, ...patch };
  });
}

/**
 * Writes down how far it has come. A file that was written by whoever calls is theirs to remove where that is too late.
 * @returns false where it is done, gone or replaced by now
 */
export async function advance(made: Made, patch: { staged?: Staged[]; progress: number }): Promise<boolean> {
  return db().runTransaction(async (tx) => {
    if (!(await runningWithin(tx, made))) return false;
    tx.update(exportDocument(made.uid), patchOf(ExportDocument, { ...patch, touched_at: isoNow() }));
    return true;
  });
}

/** Says that the file is there, for a day from now. @returns the same as `advance()` */
export async function finish(made: Made, size: number): Promise<boolean> {
  return db().runTransaction(async (tx) => {
    if (!(await runningWithin(tx, made))) return false;
    const patch = { state: 'ready', size, progress: 100, ready_at: isoNow(), expires_at: soon() } as const;
    tx.update(exportDocument(made.uid), patchOf(ExportDocument, patch));
    return true;
  });
}

/** Nobody is at work any more on what hasn't been touched for so long. */
const STALE_MS = 15 * 60 * 1000;
/** Copies a query. */
const PAGE = 100;

/** @returns whose copy waits for somebody to go on with it. Index: exports (state, touched_at). */
export async function forgotten(): Promise<string[]> {
  const before = storedTime(new Date(now() - STALE_MS).toISOString());
  const found = exportsOfAll().where('state', '==', 'running').where('touched_at', '<', before).limit(PAGE);
  return (await found.get()).docs.map(({ id }) => id);
}

/** Removes copies whose day is over, file first: what is left of one after a fault is found by its document. */
export async function removeExpired(): Promise<number> {
  let removed = 0;
  const over = exportsOfAll().where('expires_at', '<=', storedTime(isoNow()));
  for (;;) {
    const { docs } = await over.limit(PAGE).get();
    for (const doc of docs) {
      await removeFolder(exportFolder(doc.data()));
      // Another one may have taken its place meanwhile.
      await db().runTransaction(async (tx) => {
        const current = (await tx.get(doc.ref)).data();
        if (current?.id === doc.data().id) tx.delete(doc.ref);
      });
      removed += 1;
    }
    if (docs.length < PAGE) return removed;
  }
}
