import type { Limit } from '../http/limit.ts';
import { UPLOADS_A_PERSON } from '../users/limits.ts';

/** Files are looked into, pictures are made anew: they count among all that somebody uploads. Words don't. */
export const ATTACHMENTS: readonly Limit[] = UPLOADS_A_PERSON.map((limit) => ({ ...limit, ofFiles: true }));
