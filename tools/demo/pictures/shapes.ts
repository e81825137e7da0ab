/** Pieces of SVG that drawings are made of. Scenes fill the square from -400 to 1400; 0 to 1000 is always seen. */

/** A see-through shape as a whole would be drawn on a layer of its own, which takes long; its colours alone don't. */
const seeThrough = (more: string): string =>
  more.replace(/\bopacity="([^"]*)"/, 'fill-opacity="$1" stroke-opacity="$1"');

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${seeThrough(more)}/>`;

export const circle = (x: number, y: number, r: number, fill: string, more = ''): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${seeThrough(more)}/>`;

export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${seeThrough(more)}/>`;

export const path = (d: string, fill: string, more = ''): string =>
  `<path d="${d}" fill="${fill}" ${seeThrough(more)}/>`;

export const line = (d: string, stroke: string, width: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${seeThrough(more)}/>`;

/** A drawing, moved, turned and made larger. */
export const at = (x: number, y: number, drawing: string, { turn = 0, scale = 1 } = {}): string =>
  `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${scale})">${drawing}</g>`;

/** What lies on a surface throws a soft shadow on it. */
export const shade = (x: number, y: number, rx: number, ry: number): string => ellipse(x, y, rx, ry, 'url(#shade)');

/** The whole square, from one colour at its top to another at its bottom. */
export const backdrop = (): string => rect(-400, -400, 1800, 1800, 'url(#sky)');

/** Light that comes from somewhere. */
export const glow = (x: number, y: number, r: number, opacity = 1): string =>
  circle(x, y, r, 'url(#glow)', `opacity="${opacity}"`);

/** @returns a list of drawings, one for each number from 0 */
export const times = (count: number, draw: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => draw(i)).join('');

/** @returns a number from 0 to 1 that looks random, and is the same for the same `i` */
export const scatter = (i: number, salt = 0): number => {
  const x = Math.sin(i * 127.1 + salt * 311.7) * 43758.5453;
  return x - Math.floor(x);
};

/** The head and shoulders of somebody seen from behind. */
export const onlooker = (x: number, y: number, scale: number, fill: string): string =>
  at(x, y, path('M-70 200c-6-90 10-118 44-128a44 44 0 1 1 52 0c34 10 50 38 44 128z', fill), { scale });

/** A wall, and the floor before it. */
export const room = (floor: string, y = 900): string =>
  backdrop() + rect(-400, y, 1800, 1400 - y, floor) + rect(-400, y, 1800, 10, '#00000022');

/** Boards of a table, from above. */
export const boards = (fill: string, gap: string): string =>
  rect(-400, -400, 1800, 1800, fill) +
  times(8, (i) => rect(-400, -400 + 230 * i, 1800, 5, gap, 'opacity=".5"')) +
  times(30, (i) =>
    line(
      `M${-400 + 1700 * scatter(i, 2)} ${-360 + 1720 * scatter(i, 3)}h${80 + 150 * scatter(i, 4)}`,
      gap,
      3,
      'opacity=".25"',
    ),
  );

/** A leaf, from its stalk upwards. */
export const leafOf = (x: number, y: number, turn: number, fill: string, scale = 1): string =>
  at(x, y, path('M0 0c30-46 30-96 0-140-30 44-30 94 0 140z', fill) + line('M0-6v-120', '#ffffff', 3, 'opacity=".35"'), {
    turn,
    scale,
  });
