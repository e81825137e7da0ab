import { useEffect } from 'react';

interface Place {
  element: HTMLElement;
  /** What it stands in, from the inside out, and as which child. */
  around: { parent: Element; index: number }[];
}

function placeOf(element: HTMLElement): Place {
  const around: Place['around'] = [];
  for (let child: Element = element; child.parentElement && child.tagName !== 'MAIN'; child = child.parentElement) {
    around.push({ parent: child.parentElement, index: [...child.parentElement.children].indexOf(child) });
  }
  return { element, around };
}

const ACTION = 'button:not([disabled])';
const firstIn = (element: Element | undefined): HTMLElement | null =>
  element?.matches(ACTION)
    ? (element as HTMLElement)
    : (element?.querySelector<HTMLElement>(ACTION) ?? element?.querySelector<HTMLElement>('a[href]') ?? null);

/** Where to go on: the same button, what took its place, the next row, the heading of the section, the page. */
function next({ element, around }: Place): HTMLElement | null {
  if (element.isConnected) return element.matches('[disabled]') ? null : element;
  for (const { parent, index } of around) {
    if (!parent.isConnected) continue;
    if (parent.matches('section, main')) {
      const target = parent.querySelector<HTMLElement>(parent.matches('section') ? 'h2, h3' : 'h1') ?? parent;
      target.setAttribute('tabindex', '-1');
      return target as HTMLElement;
    }
    const target = firstIn(parent.children[Math.min(index, parent.children.length - 1)]) ?? firstIn(parent);
    if (target) return target;
  }
  return null;
}

/**
 * Keeps the focus on the page when what had it goes away or is switched off, as after Connect, Accept or Withdraw, or when
 * a dialog closes: it would fall to the body, and whoever uses a keyboard would start again at the top.
 */
export function useFocusKeeper(): void {
  useEffect(() => {
    let last: Place | null = null;
    let frame = 0;
    const onFocus = ({ target }: FocusEvent) => {
      // What lies above the page isn't within it: from there one comes back.
      if (target instanceof HTMLElement && target.closest('#root')) last = placeOf(target);
    };
    // Somebody who presses elsewhere has left the button on purpose.
    const onPress = ({ target }: PointerEvent) => {
      if (last && target instanceof Node && !last.element.contains(target)) last = null;
    };
    const onChange = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (!last || document.activeElement !== document.body) return;
        next(last)?.focus({ preventScroll: true });
      });
    };
    const observer = new MutationObserver(onChange);
    observer.observe(document.body, {
      ...{ childList: true, subtree: true },
      ...{ attributes: true, attributeFilter: ['disabled'] },
    });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPress);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPress);
    };
  }, []);
}
