import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useSearch as useSearchNow } from 'wouter/use-browser-location';

/** @returns which of the values a text names, as it stands in an address or in a choice; undefined where it is none of them */
export const oneOf = <T extends string | number>(values: readonly T[], text: string | null): T | undefined =>
  values.find((value) => String(value) === text);

/**
 * What stands behind the question mark of the address: filters and tabs, so that a list can be shared, bookmarked and
 * returned to.
 * @returns the parameters, and what changes some of them, in the same step of the history; an empty one goes
 */
export function useQueryParams<Name extends string>() {
  const [path, navigate] = useLocation();
  const shown = useSearch();
  const now = useSearchNow();
  // What one sets is seen at once, as controls need it; the page before has its own until the next is drawn.
  const search = path === location.pathname ? now : shown;
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const change = useCallback(
    (changes: Partial<Record<Name, string>>) => {
      // One has left, and what was typed last would lead back.
      if (path !== location.pathname) return;
      const next = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries<string | undefined>(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      navigate(`${path}?${next}`.replace(/\?$/, ''), { replace: true });
    },
    [path, navigate],
  );
  const clear = useCallback(() => navigate(path, { replace: true }), [path, navigate]);
  return { params, change, clear };
}
