import * as logger from 'firebase-functions/logger';
import { enqueue } from '../runtime/queue.ts';
import { leftBehind, removeFolder } from '../store/files.ts';
import { signedUrls } from '../store/signed.ts';
import { begin, type ExportDocument, exportDocument, exportFile, exportFolder } from './exports.ts';
import type { DataExport } from './schema.ts';

const NONE: DataExport = {
  state: 'none',
  asked_at: null,
  progress: 0,
  ready_at: null,
  expires_at: null,
  size: null,
  url: null,
  url_expires_at: null,
};

/** @returns what its owner sees of a copy, with an address that ends */
async function shown(made: ExportDocument | undefined): Promise<DataExport> {
  if (!made) return NONE;
  const { state, asked_at, progress, ready_at, expires_at, size } = made;
  const ready = state === 'ready' && expires_at !== null;
  const { urls, urls_expire_at } = ready ? await signedUrls({ zip: exportFile(made) }, expires_at) : NOTHING;
  // Its day is over, and the job hasn't come yet.
  if (ready && urls_expire_at === null) return NONE;
  return {
    state,
    asked_at,
    progress,
    ready_at,
    expires_at,
    size,
    url: urls.zip ?? null,
    url_expires_at: urls_expire_at,
  };
}
const NOTHING: Awaited<ReturnType<typeof signedUrls>> = { urls: {}, urls_expire_at: null };

/**
 * Begins a copy of somebody's data, for which a task is asked. Where that can't be, the job `dataExports` takes it up.
 * @throws ApiError 404 where nobody is there
 */
export async function askForExport(uid: string): Promise<DataExport> {
  const { begun, former } = await begin(uid);
  if (former) await removeFolder(exportFolder(former)).catch(leftBehind(exportFolder(former)));
  await enqueue('exportData', uid).catch((error: unknown) => {
    logger.error('a copy of data waits for its job', { uid, error: String(error) });
  });
  return shown(begun);
}

/** @returns how far the latest copy of somebody's data is */
export const ownExport = async (uid: string): Promise<DataExport> => shown((await exportDocument(uid).get()).data());
