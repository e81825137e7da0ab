import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Ours: a deep sea green. White text reads on every shade from 6 on. */
const lagoon: MantineColorsTuple = [
  '#e9f7f4',
  '#d3eee8',
  '#a5dcd2',
  '#74c9bb',
  '#4cb8a8',
  '#2b9f90',
  '#127f72',
  '#0d6e63',
  '#0a5a51',
  '#07443e',
];

/** For what wants to be noticed: the unread count, the dot in the logo. */
const coral: MantineColorsTuple = [
  '#fff0ea',
  '#ffdccf',
  '#ffb9a1',
  '#ff9877',
  '#ff8a66',
  '#ee5f36',
  '#cb4720',
  '#a83817',
  '#842b11',
  '#61200d',
];

/** Warm greys; from 6 on they read as text on white. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f3f2ee',
  '#e9e7e1',
  '#dbd9d1',
  '#c3c1b9',
  '#77777a',
  '#5c5f66',
  '#45484f',
  '#2c2f36',
  '#191c22',
];

const dark: MantineColorsTuple = [
  '#e8edee',
  '#c9d2d5',
  '#9fadb2',
  '#7b8a90',
  '#47555c',
  '#334047',
  '#232e34',
  '#192227',
  '#0f1518',
  '#0a0e10',
];

const system =
  '"Inter Variable", "Inter Fallback", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

export const theme = createTheme({
  colors: { lagoon, coral, gray, dark },
  primaryColor: 'lagoon',
  primaryShade: { light: 7, dark: 6 },
  white: '#ffffff',
  black: '#191c22',
  fontFamily: system,
  headings: {
    fontFamily: system,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.2' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '8px', md: '10px', lg: '16px', xl: '24px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { radius: 'xl' }, styles: { label: { fontWeight: 600 } } },
    ActionIcon: { defaultProps: { radius: 'xl' } },
    Checkbox: { defaultProps: { radius: 'sm' } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.5 } },
    },
    Popover: { defaultProps: { radius: 'lg', shadow: 'lg' } },
    Notification: { defaultProps: { radius: 'lg' } },
  },
});

/**
 * Colours by what they are for, and Mantine's for text where they are too faint to read. `-soft` lies behind what is
 * written in `-ink`; `--stage` is what pictures and videos stand on, the same by day and by night.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--on-filled': '#ffffff',
    '--paper': '#ffffff',
    '--stage': '#0b0f11',
    '--on-stage': '#ffffff',
    '--on-stage-dim': 'rgb(255 255 255 / 88%)',
    '--glass': 'rgb(255 255 255 / 16%)',
    '--glass-strong': 'rgb(255 255 255 / 30%)',
    '--veil': 'rgb(0 0 0 / 45%)',
    '--veil-strong': 'rgb(0 0 0 / 72%)',
  },
  light: {
    '--canvas': '#f5f4f0',
    '--surface': '#ffffff',
    '--soft': '#f3f2ee',
    '--line': '#e7e5de',
    '--field-line': '#8b8a84',
    '--shadow-card': '0 1px 2px rgb(25 28 34 / 4%)',
    '--shadow-raised': '0 6px 24px rgb(25 28 34 / 12%)',
    '--ink-dim': '#5c5f66',
    '--accent': 'var(--mantine-color-lagoon-7)',
    '--accent-ink': 'var(--mantine-color-lagoon-8)',
    '--accent-soft': 'var(--mantine-color-lagoon-0)',
    '--accent-line': 'var(--mantine-color-lagoon-1)',
    '--own-bubble': 'var(--mantine-color-lagoon-7)',
    '--coral-soft': 'var(--mantine-color-coral-0)',
    '--coral-ink': 'var(--mantine-color-coral-8)',
    '--amber-soft': '#fcf0d9',
    '--amber-ink': '#7a4f00',
    '--red-soft': '#fdeceb',
    '--red-ink': '#9b1c12',
    '--pink-soft': '#fdeaf1',
    '--pink-ink': '#9c1f55',
    '--blue-soft': '#e8f0fd',
    '--blue-ink': '#1f4fa3',
    '--tick': '#1a73c9',
    '--edge': 'rgb(0 0 0 / 10%)',
    '--desk': '#e4e2dc',
    '--mantine-color-error': '#b42318',
    '--mantine-color-yellow-light-color': '#7a4100',
    '--mantine-color-red-light-color': '#9b1c1c',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-default-border': '#d6d4cb',
  },
  dark: {
    '--canvas': '#0f1518',
    '--surface': '#182126',
    '--soft': '#212c32',
    '--line': '#27333a',
    '--field-line': '#70808a',
    '--shadow-card': 'none',
    '--shadow-raised': '0 6px 24px rgb(0 0 0 / 45%)',
    '--ink-dim': '#9fadb2',
    '--accent': 'var(--mantine-color-lagoon-3)',
    '--accent-ink': 'var(--mantine-color-lagoon-3)',
    '--accent-soft': 'rgb(76 184 168 / 14%)',
    '--accent-line': 'rgb(76 184 168 / 28%)',
    '--own-bubble': '#0e655b',
    '--coral-soft': '#4a2416',
    '--coral-ink': 'var(--mantine-color-coral-3)',
    '--amber-soft': '#3d2f10',
    '--amber-ink': '#f5cf86',
    '--red-soft': '#45201d',
    '--red-ink': '#ffb0a7',
    '--pink-soft': '#43202f',
    '--pink-ink': '#ffabcb',
    '--blue-soft': '#1b2d4d',
    '--blue-ink': '#a9c8ff',
    '--tick': '#4a9be8',
    '--edge': 'rgb(255 255 255 / 14%)',
    '--desk': '#0b1013',
    '--mantine-color-error': '#ff9a8f',
    '--mantine-color-body': '#182126',
    '--mantine-color-text': '#e8edee',
    '--mantine-color-default-border': '#37454d',
    '--mantine-color-anchor': '#4cb8a8',
    '--mantine-color-lagoon-light': 'rgb(76 184 168 / 15%)',
    '--mantine-color-lagoon-light-hover': 'rgb(76 184 168 / 22%)',
    '--mantine-color-lagoon-light-color': '#74c9bb',
  },
});
