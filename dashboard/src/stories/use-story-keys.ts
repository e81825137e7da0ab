import { useEffect, useRef } from 'react';
import { stepOf } from '../ui/direction.ts';

interface Keys {
  go: (step: 1 | -1) => void;
  toggle: () => void;
}

/** The keyboard of the viewer: arrows go on and back, the space bar stops and goes on. Escape is the dialog's. */
export function useStoryKeys(listens: boolean, keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!listens) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const { target, key } = event;
      const control = target instanceof Element ? target.closest('a, button, [tabindex="0"]') : null;
      const step = stepOf(key);
      if (step) latest.current.go(step);
      // The space bar presses whatever button has the focus, but for the two that the arrows stand for.
      else if (key === ' ' && (!control || control.matches('[data-steps]'))) latest.current.toggle();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [listens]);
}
