import { useCallback } from 'react';
import { useLocation, useSearchParams } from 'wouter';

/** @returns which of the values a text names, as it stands in an address or in a choice; undefined where it is none of them */
export const oneOf = <T extends string | number>(values: readonly T[], text: string | null): T | undefined =>
  values.find((value) => String(value) === text);

/**
 * What stands behind the question mark of the address: filters and tabs, so that a list can be shared, bookmarked and
 * returned to.
 * @returns the parameters, and what changes some of them, in the same step of the history; an empty one goes
 */
export function useQueryParams<Name extends string>() {
  const [params, setParams] = useSearchParams();
  const [path] = useLocation();
  const change = useCallback(
    (changes: Partial<Record<Name, string>>) => {
      // One has left, and what was typed last would lead back.
      if (path !== location.pathname) return;
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          for (const [name, value] of Object.entries<string | undefined>(changes)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      );
    },
    [path, setParams],
  );
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return { params, change, clear };
}
