import { formatter } from '@lingui/format-po';

/**
 * Texts stand in the code, in English. Each other language has a folder with a file a slice: `texts/ar/chat.po`.
 * `npm run texts` brings those files up to the code.
 */
export default {
  rootDir: import.meta.dirname,
  sourceLocale: 'en',
  locales: ['ar'],
  catalogs: [{ path: '<rootDir>/texts/{locale}/{name}', include: ['<rootDir>/src/{name}/'] }],
  // Places without lines: a catalogue changes with its texts, and not with each line above them.
  format: formatter({ lineNumbers: false }),
  orderBy: 'messageId',
};
