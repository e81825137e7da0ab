import { useLocation, useSearchParams } from 'wouter';

/**
 * What is open above home stands in the address, so that Back closes it and a link opens it: `/?stories=alice`, and
 * `/?post` for the composer.
 */
const addressOf = (username: string): string => `/?stories=${encodeURIComponent(username)}`;

/** Marks an address that home itself has led to: before it in the history is home. */
const FROM_HOME = { fromHome: true };
const isFromHome = (): boolean => (history.state as typeof FROM_HOME | null)?.fromHome === true;

const isOpen = (what: 'stories' | 'post'): boolean => new URLSearchParams(location.search).has(what);

/** Whether a step back is on its way: a second one would lead out of home. */
let isLeaving = false;

/** Takes one step back, however often it is asked for one. */
function leave(): void {
  if (isLeaving) return;
  isLeaving = true;
  // Capturing, before those that keep a step from whoever listens after them.
  const taken = () => {
    isLeaving = false;
  };
  window.addEventListener('popstate', taken, { once: true, capture: true });
  history.back();
}

export function useStoryPlace() {
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  return {
    /** Whose stories are open. */
    watching: search.get('stories'),
    composing: search.has('post'),
    watch: (username: string) => navigate(addressOf(username), { state: FROM_HOME }),
    compose: () => navigate('/?post', { state: FROM_HOME }),
    /** From one author to the next: Back still leads home. */
    moveTo: (username: string) => {
      // Closed already, and only drawn still.
      if (!isOpen('stories')) return;
      navigate(addressOf(username), { state: history.state, replace: true });
    },
    close: () => {
      if (!isOpen('stories') && !isOpen('post')) return;
      if (isFromHome()) leave();
      else navigate('/', { replace: true });
    },
  };
}
