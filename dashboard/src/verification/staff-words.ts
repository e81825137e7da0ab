import type { DocType } from '@api/verification/schema.ts';

/** Milliseconds after which somebody has waited too long. */
const LATE = 3 * 24 * 60 * 60 * 1000;

export const isLate = (submitted_at: string): boolean => Date.now() - Date.parse(submitted_at) > LATE;

/** @returns the page of a request; `only` is the type that one works through */
export const caseHref = (id: string, only?: DocType): string =>
  `/staff/verifications/${id}${only ? `?type=${only}` : ''}`;
