import * as logger from 'firebase-functions/logger';
import { unavailable } from '../contract/api-error.ts';
import type { PrivatePath } from '../contract/folders.ts';
import { ADDRESS_MINUTES } from '../contract/limits.ts';
import { bucket } from '../firebase.ts';
import { now } from '../runtime/clock.ts';

const MINUTE = 60 * 1000;
const ADDRESS_MS = ADDRESS_MINUTES.most * MINUTE;
/**
 * Addresses are signed for windows that start at fixed moments, so that all that are made within one are alike: whoever
 * asks again gets what their browser has already, and a file is signed once a window and instance.
 */
const WINDOW_MS = (ADDRESS_MINUTES.most - ADDRESS_MINUTES.least) * MINUTE;
/** Addresses that are remembered; each takes about a kilobyte. */
const MOST = 5_000;

/** Addresses of files, by name, and when they stop to open them. */
export interface SignedUrls {
  urls: Record<string, string>;
  /** ISO 8601; null where there are none. */
  urls_expire_at: string | null;
}

let window = 0;
const signed = new Map<string, Promise<string>>();

/** In the cloud each signature is a call of IAM, unless the process has a key of its own. */
async function sign(path: PrivatePath, from: number, expires: number): Promise<string> {
  try {
    const [url] = await bucket()
      .file(path)
      .getSignedUrl({ version: 'v4', action: 'read', accessibleAt: from, expires });
    return url;
  } catch (error) {
    logger.error('an address could not be signed', { error: String(error) });
    throw unavailable();
  }
}

function signedOnce(path: PrivatePath, from: number, expires: number): Promise<string> {
  if (from !== window || signed.size >= MOST) signed.clear();
  window = from;
  const key = `${expires} ${path}`;
  const known = signed.get(key);
  if (known !== undefined) return known;
  const made = sign(path, from, expires);
  signed.set(key, made);
  // What failed is tried anew; whoever waits for it hears of it.
  made.catch(() => signed.get(key) === made && signed.delete(key));
  return made;
}

/**
 * Gives out private files for a while. Whoever has an address can pass it on, and it opens that one file to them, too,
 * until it ends: so the caller decides who gets one, each time.
 * @param paths the files by name, such as by size
 * @param until when what is shown ends, ISO 8601: no address opens anything after that
 * @returns an address each; none where `until` is over
 */
export async function signedUrls(paths: Record<string, PrivatePath>, until?: string): Promise<SignedUrls> {
  const from = Math.floor(now() / WINDOW_MS) * WINDOW_MS;
  // Addresses know whole seconds.
  const expires = Math.floor(Math.min(from + ADDRESS_MS, until ? Date.parse(until) : Infinity) / 1000) * 1000;
  const entries = Object.entries(paths);
  if (expires <= now() || entries.length === 0) return { urls: {}, urls_expire_at: null };
  const urls = await Promise.all(entries.map(async ([name, path]) => [name, await signedOnce(path, from, expires)]));
  return { urls: Object.fromEntries(urls), urls_expire_at: new Date(expires).toISOString() };
}
