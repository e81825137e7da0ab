import { Tabs } from '@mantine/core';
import { Fragment, type ReactNode, useDeferredValue, useLayoutEffect, useRef } from 'react';
import { Count } from './count.tsx';

interface Tab<Name extends string> {
  name: Name;
  label: string;
  /** How much waits there, as it is shown. */
  count?: string | undefined;
}

interface Props<Name extends string> {
  tabs: readonly Tab<Name>[];
  shown: Name;
  onChange: (name: Name) => void;
  /** What stands around the row of tabs. */
  bar?: (list: ReactNode) => ReactNode;
  /** What the tab shows that is `shown`. */
  children: ReactNode;
}

/** Moves a row that goes on behind the edge to where its chosen tab is; `scrollIntoView()` would move the page, too. */
function bringIntoRow(row: HTMLElement): void {
  const chosen = row.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
  if (!chosen) return;
  const { left, right } = row.getBoundingClientRect();
  if (chosen.left < left) row.scrollBy({ left: chosen.left - left });
  else if (chosen.right > right) row.scrollBy({ left: chosen.right - right });
}

/**
 * The sides of a page. A press marks its tab at once; what the tab shows is drawn behind that, piece by piece, and until then
 * what was there stays: a long list would hold up the answer.
 */
export function Tabbed<Name extends string>({ tabs, shown, onChange, bar, children }: Props<Name>) {
  const now = <Fragment key={shown}>{children}</Fragment>;
  const drawn = useDeferredValue(now);
  const row = useRef<HTMLDivElement>(null);
  // A count that comes later makes its tab wider, and pushes on those behind it.
  const widths = tabs.map(({ label, count }) => `${label} ${count}`).join();
  useLayoutEffect(() => {
    if (row.current && shown && widths) bringIntoRow(row.current);
  }, [shown, widths]);
  const list = (
    <Tabs.List ref={row} mb={bar ? undefined : 'md'}>
      {tabs.map(({ name, label, count }) => (
        <Tabs.Tab key={name} value={name} rightSection={count && <Count>{count}</Count>}>
          {label}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
  return (
    <Tabs value={shown} onChange={(name) => onChange((name ?? shown) as Name)}>
      {bar ? bar(list) : list}
      <Tabs.Panel value={shown} aria-busy={drawn.key !== shown || undefined}>
        {drawn}
      </Tabs.Panel>
    </Tabs>
  );
}
