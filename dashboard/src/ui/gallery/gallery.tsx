import { useDirection } from '@mantine/core';
import type { ComponentType } from 'react';
import { Choices } from '../choices.tsx';
import { useColorScheme } from '../color-scheme.ts';
import { Logo } from '../logo.tsx';
import { Page } from '../page.tsx';
import { Buttons } from './buttons.tsx';
import { Fields } from './fields.tsx';
import { Forms } from './forms.tsx';
import classes from './gallery.module.css';
import { Icons } from './icons.tsx';
import { Layers } from './layers.tsx';
import { Pages } from './pages.tsx';
import { People } from './people.tsx';
import { Small } from './small.tsx';
import { States } from './states.tsx';
import { Colours, Measures, Motion, Type } from './tokens.tsx';

const PARTS: Record<string, ComponentType> = {
  Colours,
  Type,
  Measures,
  Motion,
  Icons,
  Buttons,
  Fields,
  Forms,
  People,
  Small,
  States,
  Layers,
  Pages,
};

const SCHEMES = [
  { value: 'auto', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;
const DIRECTIONS = [
  { value: 'ltr', label: 'Left to right' },
  { value: 'rtl', label: 'Right to left' },
] as const;

/**
 * Everything that screens are made of, in each of its states, for whoever makes a screen: `npm run dev` in `dashboard`,
 * then `/ui`. Rules: one filled button a section, the others outlined or plain; what is on its way has the shape of what
 * will come; spaces, sizes and colours are tokens.
 */
export function Gallery() {
  const { colorScheme, setColorScheme } = useColorScheme();
  const { dir, setDirection } = useDirection();
  return (
    <div className={classes.gallery}>
      <nav className={classes.contents} aria-label="Contents">
        <Logo />
        <Choices
          legend="Scheme"
          choices={SCHEMES}
          input={(value) => ({
            name: 'scheme',
            checked: value === colorScheme,
            onChange: () => setColorScheme(value as typeof colorScheme),
          })}
        />
        <Choices
          legend="Direction"
          choices={DIRECTIONS}
          input={(value) => ({
            name: 'direction',
            checked: value === dir,
            onChange: () => setDirection(value as typeof dir),
          })}
        />
        <ul>
          {Object.keys(PARTS).map((name) => (
            <li key={name}>
              <a href={`#${name}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
      <main className={classes.parts}>
        <Page title="Components" lead="What screens are made of, in every state">
          {Object.entries(PARTS).map(([name, Part]) => (
            <Part key={name} />
          ))}
        </Page>
      </main>
    </div>
  );
}
