import type { FieldValues, Resolver } from 'react-hook-form';
import { preloadWhenIdle } from '../ui/screen.tsx';

/**
 * @param load brings what looks at the values: schemas weigh more than the form that they check
 * @returns a resolver that loads it while the form is filled in. Where it can't be had, the API alone says what is wrong.
 */
export function checkLater<T extends FieldValues>(load: () => Promise<Resolver<T>>): Resolver<T> {
  let loading: Promise<Resolver<T> | null> | undefined;
  const get = () => {
    loading ??= load().catch(() => {
      loading = undefined;
      return null;
    });
    return loading;
  };
  preloadWhenIdle([{ preload: async () => void (await get()) }]);
  return async (values, context, options) => {
    const check = await get();
    return check ? check(values, context, options) : { values, errors: {} };
  };
}
