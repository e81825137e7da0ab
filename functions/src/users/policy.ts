import type { FieldError } from '../contract/errors.ts';
import type { Relation } from './schema.ts';

/**
 * @param common passwords that everybody tries first, in lower case
 * @returns what is wrong with `password` for this person, as field errors; length is the schema's business
 */
export function passwordErrors(
  field: string,
  password: string,
  { username, email }: { username: string; email: string },
  common: ReadonlySet<string>,
): FieldError[] {
  const lower = password.toLowerCase();
  const address = email.toLowerCase();
  if (common.has(lower)) return [{ field, message: 'This password is too common.' }];
  if ([username.toLowerCase(), address, address.split('@')[0]].includes(lower)) {
    return [{ field, message: 'The password is too similar to your username or email address.' }];
  }
  if (new Set(lower).size < 4) return [{ field, message: 'This password is too simple.' }];
  return [];
}

/** Somebody who has blocked the one who asks doesn't exist for them. */
export const canSee = (relation: Relation, blockedBy: string | null, me: string): boolean =>
  relation !== 'blocked' || blockedBy === me;
