import { ApiError, wordsOf } from '../live/api.ts';
import { UnusableFile } from './picture.ts';

/** @returns what to say about a file that was not taken: before it was sent, or by the API in the field that it goes by */
export function wordsAboutFile(error: unknown, field: string): string {
  if (error instanceof UnusableFile) return error.message;
  const atField = error instanceof ApiError && error.errors.find((fault) => fault.field === field)?.message;
  return atField || wordsOf(error);
}
