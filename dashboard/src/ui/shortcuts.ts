import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useHasKeyboard } from './kbd.tsx';
import { newWatchers } from './watchers.ts';

const TYPED_INTO = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]';

/** Milliseconds within which the second key of two must follow. */
const PATIENCE = 1200;

/** Whether somebody types, or answers a dialog: then a letter is a letter. */
const isBusy = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.matches(TYPED_INTO)) || document.querySelector('[role=dialog]') !== null;

type Keys = Record<string, () => void>;

/** What the screen listens for; the newest first, so that a screen comes before the frame around it. */
const listening: { current: Keys }[] = [];
let first: { key: string; at: number } | null = null;

const actOf = (keys: string) => listening.map(({ current }) => current[keys]).find((act) => act !== undefined);
const isBegun = (key: string): boolean =>
  listening.some(({ current }) => Object.keys(current).some((keys) => keys.startsWith(`${key} `)));

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === 'shift') return;
  const before = first && event.timeStamp - first.at < PATIENCE ? first.key : null;
  first = null;
  const act = (before && actOf(`${before} ${key}`)) || actOf(key);
  if (act) {
    event.preventDefault();
    act();
  } else if (isBegun(key)) first = { key, at: event.timeStamp };
}

/**
 * Keys that do something wherever the focus is, by `event.key` in lower case; `g h` is one after the other.
 * @param enabled whoever dictates, or hits keys by accident, must be able to switch them off
 */
export function useShortcuts(keys: Keys, enabled: boolean): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!enabled) return;
    if (listening.length === 0) document.addEventListener('keydown', onKey);
    listening.unshift(latest);
    return () => {
      listening.splice(listening.indexOf(latest), 1);
      if (listening.length === 0) document.removeEventListener('keydown', onKey);
    };
  }, [enabled]);
}

const KEPT_AS = 'infloo-shortcuts';
const { watch, tell } = newWatchers();
/** Where nothing can be kept, it holds until the page goes. */
let unkept = true;

function isWanted(): boolean {
  try {
    const kept = localStorage.getItem(KEPT_AS);
    return kept === null ? unkept : kept !== 'false';
  } catch {
    return unkept;
  }
}

function setWanted(wanted: boolean): void {
  unkept = wanted;
  try {
    localStorage.setItem(KEPT_AS, String(wanted));
  } catch {
    // A private window.
  }
  tell();
}

/** Whether keys alone do something here: there is a keyboard, and nobody has switched it off. */
export function useShortcutsOn() {
  const wanted = useSyncExternalStore(watch, isWanted);
  const hasKeyboard = useHasKeyboard();
  return { on: wanted && hasKeyboard, wanted, hasKeyboard, setWanted };
}
