import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { ApiError, wordsOf } from '../live/api.ts';

/**
 * Puts what the API says of single fields at those fields.
 * @param known the fields that the form shows
 * @returns what is left to say above the form, or null
 */
export function placeErrors<T extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<T>,
  known: readonly string[],
): string | null {
  if (!(error instanceof ApiError)) return wordsOf(error);
  const placed = error.errors.filter(({ field }) =>
    known.some((name) => field === name || field.startsWith(`${name}.`)),
  );
  placed.forEach(({ field, message }, index) => {
    setError(field as Path<T>, { message }, { shouldFocus: index === 0 });
  });
  return placed.length > 0 && placed.length === error.errors.length ? null : error.message;
}

/** @returns what an error says of one field */
export const fieldOf = (error: unknown, name: string): string | undefined =>
  error instanceof ApiError ? error.errors.find(({ field }) => field === name)?.message : undefined;

/** @returns what an error says that isn't about one of the fields */
export const restOf = (error: unknown, names: string[]): string | null =>
  error && !names.some((name) => fieldOf(error, name)) ? wordsOf(error) : null;
