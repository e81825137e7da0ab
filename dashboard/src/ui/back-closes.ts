import { useEffect, useRef } from 'react';

/** What lies above a page, and where that page is. */
interface Layer {
  href: string;
  state: unknown;
  close: () => void;
}
const layers: Layer[] = [];

/** What is known of a step of the history: whether a page of ours comes before it, and which of the two steps of one page it is. */
interface Step {
  hasBefore?: true;
  isFloor?: true;
  isAbove?: true;
}

const stepNow = (): Step => {
  const { hasBefore, isFloor, isAbove } = (history.state as Step | null) ?? {};
  return { ...(hasBefore && { hasBefore }), ...(isFloor && { isFloor }), ...(isAbove && { isAbove }) };
};
/** The step that one stands on, and where that is. */
let stood = stepNow();
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
  if (stood.hasBefore) return;
  const state = history.state as object | null;
  note({ isFloor: true });
  stood = { hasBefore: true, isAbove: true };
  History.prototype.pushState.call(history, { ...state, isFloor: undefined, ...stood }, '', location.href);
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
  const { isAbove } = stood;
  const shown = stoodAt;
  stood = stepNow();
  stoodAt = location.href;
  if (!stood.isFloor || !isAbove) return;
  event.stopImmediatePropagation();
  // Where nothing comes before it, one stays: on the page that is shown, which may have taken the place of the one it was.
  History.prototype.replaceState.call(history, history.state, '', shown);
  stoodAt = shown;
  history.back();
});
window.addEventListener('pushState', () => {
  stood = { ...stepNow(), hasBefore: true };
  stoodAt = location.href;
  note(stood);
});
window.addEventListener('replaceState', () => {
  stoodAt = location.href;
  note(stood);
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
