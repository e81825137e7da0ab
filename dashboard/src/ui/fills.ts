import { useLayoutEffect } from 'react';

/**
 * For a page that fills the window and scrolls inside itself; `alone` has a phone's window without the frame. It is said
 * where the frame stands, because not every browser of the last years knows `:has()`.
 */
export function useFills(how: 'window' | 'alone'): void {
  useLayoutEffect(() => {
    const root = document.getElementById('root');
    root?.setAttribute('data-fills', how);
    return () => root?.removeAttribute('data-fills');
  }, [how]);
}
