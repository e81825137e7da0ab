import { z } from 'zod';
import { lookup } from '../contract/fields.ts';
import { LIMITS } from '../contract/limits.ts';
import { hasWord, trimmed } from '../contract/text.ts';
import { Role } from '../users/schema.ts';

export const SearchQuery = z.strictObject({
  search: lookup(LIMITS.search, trimmed)
    .optional()
    .describe(
      'The beginning of any word of username, name, company, category or location; or two words in any order, of which one is of the name. Case and accents don’t matter',
    ),
  role: Role.optional(),
  category: lookup(LIMITS.business_category, trimmed).refine(hasWord, 'Enter a word.').optional(),
  verified: z.enum(['true', 'false']).optional(),
});
export type SearchQuery = z.infer<typeof SearchQuery>;
