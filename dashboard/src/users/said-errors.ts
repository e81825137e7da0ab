import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form';
import { loadSay, type Say } from '../live/in-page-language.ts';

/** Fields may lie within others, as the links of a profile do. */
function sayErrors(errors: object, say: Say): void {
  for (const each of Object.values(errors) as ({ message?: unknown } | undefined)[]) {
    if (typeof each?.message === 'string') each.message = say(each.message);
    else if (each) sayErrors(each, say);
  }
}

/** @returns a resolver by a schema of the API, with what it says in the language of the page */
export const saidErrors =
  <T extends FieldValues, C, O>(resolver: Resolver<T, C, O>): Resolver<T, C, O> =>
  async (...asked) => {
    const [checked, say] = await Promise.all([resolver(...asked), loadSay()]);
    sayErrors(checked.errors as FieldErrors<T>, say);
    return checked;
  };
