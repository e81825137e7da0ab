import {
  type ConvertCSSVariablesInput,
  convertCssVariables,
  DEFAULT_THEME,
  deepMerge,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import type { Plugin } from 'vite';
import { cssVariables, theme } from '../src/ui/theme.ts';

/** Where they go in `ui/theme.css`. */
const MARK = '/* theme-variables */';

/** Leaves out what Mantine's own style sheet says already. */
function withoutDefaults(all: ConvertCSSVariablesInput): ConvertCSSVariablesInput {
  const known = defaultCssVariablesResolver(DEFAULT_THEME);
  const own = (part: keyof ConvertCSSVariablesInput) =>
    Object.fromEntries(
      Object.entries(all[part]).filter(([name, value]) => (known[part] as Record<string, string>)[name] !== value),
    );
  return { variables: own('variables'), light: own('light'), dark: own('dark') };
}

/**
 * Writes the theme's colours and sizes into a style sheet when the dashboard is built. Mantine would put them into a
 * `<style>` element when the page starts, which the Content-Security-Policy forbids.
 */
export function themeCss(): Plugin {
  const whole = mergeMantineTheme(DEFAULT_THEME, theme);
  const variables = deepMerge(defaultCssVariablesResolver(whole), cssVariables(whole));
  const css = convertCssVariables(withoutDefaults(variables));
  return {
    name: 'theme-css',
    enforce: 'pre',
    transform: {
      filter: { id: /\/ui\/theme\.css$/ },
      handler: (code) => code.replace(MARK, css),
    },
  };
}
