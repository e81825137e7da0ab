import { DEFAULT_THEME, Text, Title } from '@mantine/core';
import type { CSSProperties } from 'react';
import { cssVariables, theme } from '../theme.ts';
import tokens from '../tokens.css?raw';
import { Example, Part } from './example.tsx';
import classes from './gallery.module.css';

/** The tokens of tokens.css whose names begin so. */
const named = (prefix: string): string[] =>
  [...tokens.matchAll(/^ {2}(--[\w-]+):/gm)].map(([, name = '']) => name).filter((name) => name.startsWith(prefix));

const shown = (value: string) => ({ '--shown': value }) as CSSProperties;

const { variables, light } = cssVariables(DEFAULT_THEME);
const OURS = Object.keys({ ...light, ...variables }).filter((name) => !/^--(?:mantine|shadow)-/.test(name));

const Swatch = ({ name }: { name: string }) => (
  <span className={classes.swatch} style={shown(`var(${name})`)}>
    {name.replace('--mantine-color-', '')}
  </span>
);

export function Colours() {
  return (
    <Part title="Colours">
      <Example name="By what they are for">
        {OURS.map((name) => (
          <Swatch key={name} name={name} />
        ))}
      </Example>
      {Object.keys(theme.colors ?? {}).map((name) => (
        <Example key={name} name={name}>
          {Array.from({ length: 10 }, (_, shade) => `--mantine-color-${name}-${shade}`).map((each) => (
            <Swatch key={each} name={each} />
          ))}
        </Example>
      ))}
    </Part>
  );
}

export function Type() {
  return (
    <Part title="Type">
      <Example name="Headings" wide>
        <Title order={3} size="h1">
          Of a page, h1
        </Title>
        <Title order={3} size="h2">
          Of a section, h2
        </Title>
        <Title order={3}>Of a part, h3</Title>
      </Example>
      <Example name="Sizes" wide>
        {named('--text-').map((name) => (
          <p key={name} className={classes.line} style={shown(`var(${name})`)}>
            {name}: Whoever meets, makes. ١٢٣ شخص
          </p>
        ))}
      </Example>
      <Example name="Text" wide>
        <Text>What one reads.</Text>
        <Text size="sm" c="dimmed">
          What explains it.
        </Text>
        <Text>
          One reads on <a href="#Measures">about measures</a> within a sentence.
        </Text>
      </Example>
    </Part>
  );
}

export function Measures() {
  return (
    <Part title="Measures">
      <Example name="Space" wide>
        {[...named('--space-'), '--touch'].map((name) => (
          <div key={name} className={classes.length} style={shown(`var(${name})`)}>
            {name}
          </div>
        ))}
      </Example>
      <Example name="Corners">
        {named('--radius-').map((name) => (
          <span key={name} className={classes.corner} style={shown(`var(${name})`)}>
            {name}
          </span>
        ))}
      </Example>
    </Part>
  );
}

export function Motion() {
  return (
    <Part title="Motion">
      <Example name="Point at it; who prefers less of it sees the end at once">
        {['--quick', '--calm'].map((name) => (
          <button key={name} type="button" className={classes.motion} style={shown(`var(${name})`)}>
            {name}
          </button>
        ))}
      </Example>
    </Part>
  );
}
