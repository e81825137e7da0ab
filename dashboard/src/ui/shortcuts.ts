import { useEffect, useRef } from 'react';

const TYPED_INTO = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]';

/** Whether somebody types, or answers a dialog: then a letter is a letter. */
const isBusy = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.matches(TYPED_INTO)) || document.querySelector('[role=dialog]') !== null;

/**
 * Keys that do something wherever the focus is, by `event.key` in lower case.
 * @param enabled whoever dictates, or hits keys by accident, must be able to switch them off
 */
export function useShortcuts(keys: Record<string, () => void>, enabled: boolean): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event.target)) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled]);
}
