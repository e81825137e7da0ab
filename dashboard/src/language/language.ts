/** The languages that the screens speak, each by its own name. */
export const LANGUAGES = {
  en: { name: 'English', dir: 'ltr' },
  ar: { name: 'العربية', dir: 'rtl' },
} as const;

export type Language = keyof typeof LANGUAGES;

/** Where this device remembers what somebody chose. */
export const KEY = 'infloo-language';

export const isLanguage = (text: string | null | undefined): text is Language =>
  !!text && Object.hasOwn(LANGUAGES, text);

/** Whether `Intl` takes it: some systems give "en-US@posix", at which it throws. */
function isTag(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

const tags = navigator.languages.filter(isTag);

/** What somebody chose on this device; nothing when they go by the browser. */
export function chosenLanguage(): Language | null {
  try {
    const chosen = localStorage.getItem(KEY);
    return isLanguage(chosen) ? chosen : null;
  } catch {
    return null;
  }
}

/** The language of this page. It holds until the page is loaded again: see `choose.ts`. */
export const language: Language =
  chosenLanguage() ?? tags.map((tag) => new Intl.Locale(tag).language).find(isLanguage) ?? 'en';

/**
 * For `Intl`: words in the language of the page, and dates and numbers as people write them where the reader is.
 * A browser in German and Austria gives "en-AT": English words, the day before the month, 24 hours.
 */
export const locale: string = tags.find((tag) => new Intl.Locale(tag).language === language) ?? inRegion(tags[0]);

function inRegion(tag: string | undefined): string {
  const region = tag && new Intl.Locale(tag).maximize().region;
  return region ? new Intl.Locale(language, { region }).toString() : language;
}
