import type { MessageDescriptor } from '@lingui/core';

/**
 * Texts without a placeholder, to be found by their English: for what the API says, which the page has in other languages.
 * The build has taken texts apart: such a one is then a list of one.
 */
export const byEnglish = (texts: readonly MessageDescriptor[]): ReadonlyMap<string, MessageDescriptor> =>
  new Map(texts.map((each) => [[each.message].flat().join(''), each]));
