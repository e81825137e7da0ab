import { useLocation, useSearchParams } from 'wouter';

/**
 * What is open above home stands in the address, so that Back closes it and a link opens it: `/?stories=alice`, and
 * `/?post` for the composer.
 */
const addressOf = (username: string): string => `/?stories=${encodeURIComponent(username)}`;

/** Marks an address that home itself has led to: before it in the history is home. */
const FROM_HOME = { fromHome: true };
const isFromHome = (): boolean => (history.state as typeof FROM_HOME | null)?.fromHome === true;

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
      if (!new URLSearchParams(location.search).has('stories')) return;
      navigate(addressOf(username), { state: history.state, replace: true });
    },
    close: () => {
      if (isFromHome()) history.back();
      else navigate('/', { replace: true });
    },
  };
}
