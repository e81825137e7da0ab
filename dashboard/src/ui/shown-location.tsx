import { createContext, type ReactNode, useContext, useDeferredValue, useMemo } from 'react';
import type { BaseLocationHook, BaseSearchHook } from 'wouter';
import { navigate, useLocationProperty, usePathname, useSearch } from 'wouter/use-browser-location';

const Shown = createContext({ path: '/', search: '' });
/** By itself: no link is drawn anew for it. */
const ShownHash = createContext('');

/**
 * Where one is, as far as it is shown. A page that takes long to draw is drawn piece by piece, and the one before stays
 * until then: so a press is answered at once, and there is one who listens to the address, not each link.
 */
export function ShownLocation({ children }: { children: ReactNode }) {
  const href = useDeferredValue(usePathname() + useSearch());
  const hash = useDeferredValue(useLocationProperty(() => location.hash));
  const shown = useMemo(() => {
    const [path = '/'] = href.split('?', 1);
    return { path, search: href.slice(path.length) };
  }, [href]);
  return (
    <Shown value={shown}>
      <ShownHash value={hash}>{children}</ShownHash>
    </Shown>
  );
}

/** The address of what is shown. */
export function useShownHref(): string {
  const { path, search } = useContext(Shown);
  return path + search + useContext(ShownHash);
}

/** For the router: what is shown, and how to go elsewhere. */
export const useShownPath: BaseLocationHook = () => [useContext(Shown).path, navigate];
export const useShownSearch: BaseSearchHook = () => useContext(Shown).search;
