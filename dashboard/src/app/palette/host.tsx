import { t } from '@lingui/core/macro';
import { Suspense, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useRights } from '../../live/rights.tsx';
import { useUid } from '../../live/session.tsx';
import { recentAt, rememberRecent } from '../../search/recent.ts';
import { preloadWhenIdle, screen } from '../../ui/screen.tsx';
import { useShortcuts, useShortcutsOn } from '../../ui/shortcuts.ts';
import { showToast } from '../../ui/toast.tsx';
import { placesFor } from './places.ts';
import { isPaletteOpen, showPalette, usePalette } from './state.ts';

const Palette = screen(() => import('./palette.tsx'));

/** Ctrl or Cmd with K, also from within a field; not from under a dialog that wants an answer first. */
function useSearchKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      const isOpen = isPaletteOpen();
      if (!isOpen && document.querySelector('[aria-modal=true]')) return;
      // Browsers would go to their own search.
      event.preventDefault();
      showPalette(isOpen ? null : 'search');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** Keeps in mind where one was, for the search to begin with. */
function useRemember(): void {
  const uid = useUid();
  const [location] = useLocation();
  useEffect(() => {
    const recent = recentAt(location);
    if (recent) rememberRecent(uid, recent);
  }, [uid, location]);
}

/** The search for everything and the keys that work anywhere; fetched once one has asked for it, or has nothing to do. */
export function PaletteHost() {
  const shown = usePalette();
  const [isNeeded, setNeeded] = useState(false);
  const { on } = useShortcutsOn();
  const { permissions } = useRights();
  const [, navigate] = useLocation();
  useSearchKeys();
  useRemember();
  useEffect(() => preloadWhenIdle([Palette]), []);
  // It stays from then on, so that it can fade away. Without its file, the page goes on without it.
  useEffect(() => {
    if (!shown || isNeeded) return;
    void Palette.preload().then((isThere) => {
      setNeeded(isThere);
      if (isThere) return;
      showPalette(null);
      // Browsers don't ask for a file that failed again before that.
      const action = { label: t`Reload`, onClick: () => location.reload() };
      showToast({ message: t`The search could not be loaded. Check your connection, then reload the page.`, action });
    });
  }, [shown, isNeeded]);
  // For the next person, nothing is open.
  useEffect(() => () => showPalette(null), []);
  const goTo = placesFor(permissions).flatMap(({ keys, href }) =>
    keys ? [[keys, () => navigate(href)] as const] : [],
  );
  useShortcuts(
    {
      ...Object.fromEntries(goTo),
      '/': () => showPalette('search'),
      '?': () => showPalette('keys'),
      'c e': () => navigate('/events/new'),
      'c s': () => navigate('/?post'),
      'c m': () => showPalette('write'),
    },
    on,
  );
  return isNeeded ? (
    <Suspense>
      <Palette />
    </Suspense>
  ) : null;
}
