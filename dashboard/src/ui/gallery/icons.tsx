import type { ComponentType } from 'react';
import * as icons from '../icons.tsx';
import { Mark } from '../logo.tsx';
import { Example, Part } from './example.tsx';
import classes from './gallery.module.css';

const all = Object.entries(icons) as [string, ComponentType<{ size?: number }>][];

export function Icons() {
  return (
    <Part title="Icons">
      <Example name="Hidden from screen readers: what holds one carries the words. Those that point turn where one reads from right to left">
        {all.map(([name, Icon]) => (
          <span key={name} className={classes.icon}>
            <Icon size={24} />
            {name.replace(/Icon$/, '')}
          </span>
        ))}
      </Example>
      <Example name="The sign">
        {[24, 32, 48].map((size) => (
          <Mark key={size} size={size} />
        ))}
      </Example>
    </Part>
  );
}
