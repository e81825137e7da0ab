import { z } from 'zod';
import { LIMITS } from '../contract/limits.ts';
import { Role } from '../users/schema.ts';

export const SearchQuery = z.strictObject({
  search: z
    .string()
    .max(LIMITS.search)
    .optional()
    .describe('The beginning of any word of username, name, company or category; case and accents don’t matter'),
  role: Role.optional(),
  category: z
    .string()
    .max(LIMITS.business_category)
    .regex(/[\p{Letter}\p{Number}]/u, 'Enter a word.')
    .optional(),
  verified: z.enum(['true', 'false']).optional(),
});
export type SearchQuery = z.infer<typeof SearchQuery>;
