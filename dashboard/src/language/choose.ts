import { KEY, type Language } from './language.ts';

/**
 * Remembers it for this device, and loads the page again: what was put into words before is in the other language.
 * @param next null goes by the browser from now on
 */
export function chooseLanguage(next: Language | null): void {
  if (next) localStorage.setItem(KEY, next);
  else localStorage.removeItem(KEY);
  window.location.reload();
}
