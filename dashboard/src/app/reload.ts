const KEY = 'infloo-reloaded-at';
/** Milliseconds within which a page that has reloaded itself doesn't do so again. */
const ONCE = 60_000;

/** Errors of files that could not be loaded: gone with a new release, or the line is down. */
const missing = new WeakSet<object>();

/** Called once, before any screen is asked for. */
export function watchMissingFiles(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => missing.add(payload));
}

/**
 * A new release replaces the files that an open page still asks for, and a reload brings the new ones.
 * @returns whether the page reloads now; not if it just has, or if `error` is something else
 */
export function reloadOnce(error: unknown): boolean {
  if (!(error instanceof Error) || !missing.has(error) || !navigator.onLine) return false;
  try {
    if (Date.now() - Number(sessionStorage.getItem(KEY) ?? 0) < ONCE) return false;
    sessionStorage.setItem(KEY, String(Date.now()));
  } catch {
    // Without storage it can't be known whether this is the second time.
    return false;
  }
  location.reload();
  return true;
}
