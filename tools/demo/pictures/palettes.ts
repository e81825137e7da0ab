/** Colours that go together, for one drawing. */
export interface Palette {
  /** From the top of the sky, or of a wall, to its bottom. */
  sky: readonly [string, string];
  /** What stands behind, from the farthest to the nearest. */
  far: string;
  mid: string;
  near: string;
  light: string;
  accent: string;
  second: string;
}

export const PALETTES = {
  dawn: {
    sky: ['#f7c9b6', '#fdf0d5'],
    far: '#e3a08a',
    mid: '#b86f63',
    near: '#5b3a46',
    light: '#fff6e6',
    accent: '#ee6c4d',
    second: '#f2b84b',
  },
  noon: {
    sky: ['#8fc7e8', '#e8f4f2'],
    far: '#9cc5b4',
    mid: '#5f9e83',
    near: '#2f5d50',
    light: '#ffffff',
    accent: '#f4a259',
    second: '#d1495b',
  },
  dusk: {
    sky: ['#3d2c5e', '#f08a5d'],
    far: '#8a4f7d',
    mid: '#5a3a6b',
    near: '#2b1d3f',
    light: '#ffe0b2',
    accent: '#ff9f5a',
    second: '#f9557b',
  },
  night: {
    sky: ['#0d1530', '#27406f'],
    far: '#23386b',
    mid: '#182a52',
    near: '#0b1430',
    light: '#ffe9b5',
    accent: '#ffb84d',
    second: '#6fd3d0',
  },
  clay: {
    sky: ['#ecd9c6', '#f7eee3'],
    far: '#d9b99b',
    mid: '#b97a56',
    near: '#6b3f2a',
    light: '#fffaf2',
    accent: '#c8553d',
    second: '#e0a458',
  },
  sage: {
    sky: ['#cfdcc8', '#f1f3e6'],
    far: '#a9bf9f',
    mid: '#6f9272',
    near: '#36513f',
    light: '#fdfcf3',
    accent: '#e07a5f',
    second: '#f2cc8f',
  },
  berry: {
    sky: ['#4a1942', '#a23b72'],
    far: '#8d3069',
    mid: '#6a2056',
    near: '#31102c',
    light: '#ffe3ee',
    accent: '#ff8fa3',
    second: '#ffc857',
  },
  sea: {
    sky: ['#a7dbe0', '#eef7ee'],
    far: '#6fb9c2',
    mid: '#2f8f9d',
    near: '#14505c',
    light: '#fffdf4',
    accent: '#ff8552',
    second: '#ffd166',
  },
} as const satisfies Record<string, Palette>;

export type PaletteName = keyof typeof PALETTES;
