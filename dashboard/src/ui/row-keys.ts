import { useRef } from 'react';
import { useShortcuts } from './shortcuts.ts';

/** Goes through the links of a list by `j` and `k`, as in mail; Enter follows the one that has the focus. @returns for the list */
export function useRowKeys() {
  const list = useRef<HTMLUListElement>(null);
  const step = (by: 1 | -1) => () => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const next = at === -1 && by === -1 ? links.length - 1 : at + by;
    links[next]?.focus();
  };
  useShortcuts({ j: step(1), k: step(-1) }, true);
  return list;
}
