import type { ErrorCode } from '@api/contract/errors.ts';
import { language } from '../language/language.ts';

/** Puts a sentence of the API into the language of the page. */
export type Say = (english: string, code?: ErrorCode) => string;

const asItStands: Say = (english) => english;

/**
 * The API speaks English. Only a page in another language loads what puts it into that; out of reach, English is better
 * than nothing.
 */
export async function loadSay(): Promise<Say> {
  if (language === 'en') return asItStands;
  return import('./api-words.ts').then(({ inPageLanguage }) => inPageLanguage).catch(() => asItStands);
}
