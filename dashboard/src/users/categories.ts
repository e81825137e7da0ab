import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { locale } from '../language/language.ts';

/**
 * What is offered for a business category; anything else may be typed. Stored in English, whatever language they are
 * chosen in: the same words on both sides help people meet.
 */
const CATEGORIES: Readonly<Record<string, MessageDescriptor>> = {
  'Art & Design': msg`Art & Design`,
  Beauty: msg`Beauty`,
  Education: msg`Education`,
  Fashion: msg`Fashion`,
  Finance: msg`Finance`,
  Fitness: msg`Fitness`,
  'Food & Drink': msg`Food & Drink`,
  Gaming: msg`Gaming`,
  Health: msg`Health`,
  'Home & Garden': msg`Home & Garden`,
  Lifestyle: msg`Lifestyle`,
  Music: msg`Music`,
  Photography: msg`Photography`,
  Sports: msg`Sports`,
  Sustainability: msg`Sustainability`,
  Technology: msg`Technology`,
  Travel: msg`Travel`,
  Wellness: msg`Wellness`,
};

/** A category as it is shown: one that is offered in the language of the page, another as somebody typed it. */
export function categoryLabel(stored: string): string {
  const offered = Object.hasOwn(CATEGORIES, stored) ? CATEGORIES[stored] : undefined;
  return offered ? i18n._(offered) : stored;
}

/** A category as it is stored, from what was chosen or typed. */
export const categoryOf = (typed: string): string =>
  Object.keys(CATEGORIES).find((stored) => categoryLabel(stored) === typed.trim()) ?? typed;

/** What is offered, in the language of the page. */
export const categoryLabels = (): string[] =>
  Object.keys(CATEGORIES).map(categoryLabel).toSorted(new Intl.Collator(locale).compare);
