import { LANGUAGES, language } from './language.ts';

/** Letters of scripts that run from right to left; those of all others run the other way, as digits do. */
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LTR = /[^\P{L}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\d/u;
const other = LANGUAGES[language].dir === 'rtl' ? LTR : RTL;

/**
 * A name within a sentence that is no more than a string, as of a notification: where it runs the other way, it keeps to
 * itself, and doesn't take the words beside it along. In elements that is what `<bdi>` is for.
 */
export const isolated = (name: string): string => (other.test(name) ? `\u2068${name}\u2069` : name);
