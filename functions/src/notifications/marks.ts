import { createHash } from 'node:crypto';

/** @returns a short mark of a text, the same each time: whom or what the text names can't be read from it */
export const markOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);
