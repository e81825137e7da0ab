import { useEffect, useRef } from 'react';

/** What lies above a page, and where that page is. */
interface Layer {
  href: string;
  state: unknown;
  close: () => void;
}
const layers: Layer[] = [];

/** What is known of a step of the history: whether a page of ours comes before it, and whether it lies below another of the same page. */
interface Step {
  hasBefore?: true;
  isFloor?: true;
}

const stepNow = (): Step => (history.state as Step | null) ?? {};
let hasBefore = stepNow().hasBefore;
/** Where one stood before the history moved. */
let stoodAt = location.href;

/** Writes it into the step, unheard by the router. */
function note(known: Step): void {
  History.prototype.replaceState.call(history, { ...(history.state as object | null), ...known }, '');
}

/**
 * Before the first page of ours is another site, or nothing: Back would leave, whatever lies above the page. So that page
 * becomes two steps, of which the first is never stood on.
 */
function layFloor(): void {
  if (hasBefore) return;
  note({ isFloor: true });
  const { isFloor: _, ...above } = stepNow();
  hasBefore = true;
  History.prototype.pushState.call(history, { ...above, hasBefore }, '', location.href);
}

// The window calls its listeners in their order: these must be there before the router's, which is why
// leave-guard.tsx imports them. For the page below nothing has happened.
window.addEventListener('popstate', (event) => {
  const top = layers.at(-1);
  if (top) {
    event.stopImmediatePropagation();
    history.pushState(top.state, '', top.href);
    top.close();
    return;
  }
  ({ hasBefore } = stepNow());
  const isSame = stoodAt === location.href;
  stoodAt = location.href;
  // Where filters have changed the step above, the one below is a place of its own.
  if (!stepNow().isFloor || !isSame) return;
  event.stopImmediatePropagation();
  history.back();
});
window.addEventListener('pushState', () => {
  hasBefore = true;
  stoodAt = location.href;
  note({ hasBefore });
});
window.addEventListener('replaceState', () => {
  stoodAt = location.href;
  if (hasBefore) note({ hasBefore });
});

/** Lets Back close what lies above a page that stands in the address itself, and only that. */
export function useBackCloses(isOpen: boolean, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (!isOpen) return;
    layFloor();
    const layer = { href: location.href, state: history.state, close: () => close.current() };
    layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, [isOpen]);
}
