import { i18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { LANGUAGES, language, locale } from './language.ts';

/** English stands in the code, and is taken apart when it is first shown; the others come compiled. */
const compiled = new Map<string, ReturnType<typeof compileMessage>>();
i18n.setMessagesCompiler((message) => {
  const known = compiled.get(message);
  if (known) return known;
  const parts = compileMessage(message);
  compiled.set(message, parts);
  return parts;
});

/** Has the texts at hand in the page's language, and says so to the browser. Nothing is put into words before. */
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
