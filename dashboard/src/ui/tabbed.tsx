import { Tabs } from '@mantine/core';
import { Fragment, type ReactNode, useDeferredValue } from 'react';
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

/**
 * The sides of a page. A press marks its tab at once; what the tab shows is drawn behind that, piece by piece, and until then
 * what was there stays: a long list would hold up the answer.
 */
export function Tabbed<Name extends string>({ tabs, shown, onChange, bar, children }: Props<Name>) {
  const now = <Fragment key={shown}>{children}</Fragment>;
  const drawn = useDeferredValue(now);
  const list = (
    <Tabs.List mb={bar ? undefined : 'md'}>
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
