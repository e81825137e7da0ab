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
