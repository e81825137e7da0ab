import { i18n } from '@lingui/core';
import { LANGUAGES, language, locale } from './language.ts';

/**
 * Has the texts at hand in the page's language, and says so to the browser. Nothing is put into words before. All come
 * compiled: English stands in the code (vite/compiled-texts.ts).
 */
export async function loadTexts(): Promise<void> {
  let { dir }: { dir: string } = LANGUAGES[language];
  let tag = locale;
  try {
    if (language === 'ar') i18n.load('ar', (await import('./ar.ts')).messages);
  } catch {
    // The file is out of reach: better all of it in English than half a page.
    ({ dir } = LANGUAGES.en);
    tag = 'en';
  }
  document.documentElement.dir = dir;
  document.documentElement.lang = tag;
  i18n.activate(tag === 'en' ? 'en' : language, tag);
}

export { i18n };
