import { locale } from '../language/language.ts';

const number = new Intl.NumberFormat(locale);

/** @returns a number as a badge has room for it: "7", and "99+" from a hundred on */
export const badgeOf = (count: number): string => (count > 99 ? `${number.format(99)}+` : number.format(count));
