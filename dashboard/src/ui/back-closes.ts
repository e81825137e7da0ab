import { useEffect, useRef } from 'react';

/** What lies above a page, and where that page is. */
interface Layer {
  href: string;
  state: unknown;
  close: () => void;
}
const layers: Layer[] = [];

// The window calls its listeners in their order: this one must be there before the router's, which is why
// leave-guard.tsx imports it. For the page below nothing has happened.
window.addEventListener('popstate', (event) => {
  const top = layers.at(-1);
  if (!top) return;
  event.stopImmediatePropagation();
  history.pushState(top.state, '', top.href);
  top.close();
});

/** Lets Back close what lies above a page that stands in the address itself, and only that. */
export function useBackCloses(isOpen: boolean, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (!isOpen) return;
    const layer = { href: location.href, state: history.state, close: () => close.current() };
    layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, [isOpen]);
}
