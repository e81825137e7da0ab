/** Marks of companies, in a square of 100; `ink` is the colour that is drawn with, `back` what it is drawn on. */
const MARKS = {
  bean: (ink: string, back: string) =>
    `<g transform="rotate(38 50 50)"><ellipse cx="50" cy="50" rx="19" ry="28" fill="${ink}"/><path d="M50 21c-9 12 9 20 0 29s9 18 0 30" fill="none" stroke="${back}" stroke-width="5" stroke-linecap="round"/></g>`,
  peaks: (ink: string, back: string) =>
    `<path d="M20 70 43 30l23 40z" fill="${ink}"/><path d="M46 70 64 42l17 28z" fill="${ink}" opacity=".6"/><path d="m43 30-8 14 8-4 7 5z" fill="${back}"/>`,
  sun: (ink: string) =>
    `<circle cx="50" cy="50" r="13" fill="${ink}"/>${around(12, (angle) => `<path d="M50 22v9" stroke="${ink}" stroke-width="5" stroke-linecap="round" transform="rotate(${angle} 50 50)"/>`)}`,
  tile: (ink: string, back: string) =>
    `${around(4, (angle) => `<path d="M50 50c-3-12-12-20-24-24 2 12 11 21 24 24z" fill="${ink}" transform="rotate(${angle} 50 50)"/>`)}<path d="M50 24l6 8-6 8-6-8zM50 60l6 8-6 8-6-8zM24 50l8-6 8 6-8 6zM60 50l8-6 8 6-8 6z" fill="${ink}" opacity=".55"/><circle cx="50" cy="50" r="5" fill="${back}"/>`,
  thread: (ink: string) =>
    `<path d="M30 74V26l40 48V26" fill="none" stroke="${ink}" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/><circle cx="70" cy="26" r="7" fill="${ink}"/>`,
  rings: (ink: string) =>
    `<g fill="none" stroke="${ink}" stroke-width="8"><circle cx="40" cy="50" r="16"/><circle cx="60" cy="50" r="16" opacity=".65"/></g>`,
  arches: (ink: string, back: string) =>
    `<path d="M26 74V48a24 24 0 0 1 48 0v26z" fill="${ink}"/><path d="M36 74V50a14 14 0 0 1 28 0v24z" fill="${back}"/><path d="M45 74V54a5 5 0 0 1 10 0v20z" fill="${ink}"/>`,
  waves: (ink: string) =>
    [36, 50, 64]
      .map(
        (y, i) =>
          `<path d="M22 ${y}q7-9 14 0t14 0 14 0 14 0" fill="none" stroke="${ink}" stroke-width="6" stroke-linecap="round" opacity="${1 - i * 0.25}"/>`,
      )
      .join(''),
  stripes: (ink: string) =>
    [0, 1, 2]
      .map((i) => `<path d="M${28 + 16 * i} 70 ${44 + 16 * i} 30h9L${37 + 16 * i} 70z" fill="${ink}"/>`)
      .join(''),
  pulse: (ink: string) =>
    [14, 34, 50, 26, 40, 16]
      .map((h, i) => `<rect x="${25 + 9 * i}" y="${50 - h / 2}" width="5" height="${h}" rx="2.5" fill="${ink}"/>`)
      .join(''),
  grid: (ink: string) =>
    [1, 0, 1, 1, 1, 1, 0, 1, 0]
      .map((on, i) => {
        const [x, y] = [26 + 17 * (i % 3), 26 + 17 * Math.floor(i / 3)];
        return `<rect x="${x}" y="${y}" width="14" height="14" rx="3" fill="${ink}" opacity="${on ? 1 : 0.35}"/>`;
      })
      .join(''),
  drop: (ink: string, back: string) =>
    `<path d="M50 22c14 18 21 27 21 37a21 21 0 0 1-42 0c0-10 7-19 21-37z" fill="${ink}"/><path d="M40 60a10 10 0 0 0 10 10" fill="none" stroke="${back}" stroke-width="5" stroke-linecap="round"/>`,
  vase: (ink: string, back: string) =>
    `<path d="M42 24h16v7c0 6 15 12 15 27 0 12-8 18-14 18H41c-6 0-14-6-14-18 0-15 15-21 15-27z" fill="${ink}"/><path d="M28 56c8 6 14-6 22 0s14-6 22 0" fill="none" stroke="${back}" stroke-width="4"/>`,
  leaf: (ink: string, back: string) =>
    `<path d="M25 74c-3-30 14-48 50-48 1 34-16 52-46 46z" fill="${ink}"/><path d="M27 76c8-16 19-27 33-35" fill="none" stroke="${back}" stroke-width="4" stroke-linecap="round"/>`,
  book: (ink: string) =>
    `<path d="M48 36c-7-6-15-7-24-6v36c9-1 17 0 24 6zM52 36c7-6 15-7 24-6v36c-9-1-17 0-24 6z" fill="${ink}"/>`,
  cloud: (ink: string) => `<path d="M34 68a14 14 0 0 1-1-28 19 19 0 0 1 36-2 15 15 0 0 1-2 30z" fill="${ink}"/>`,
  petals: (ink: string, back: string) =>
    `${around(5, (angle) => `<ellipse cx="50" cy="35" rx="10" ry="15" fill="${ink}" opacity=".85" transform="rotate(${angle} 50 50)"/>`)}<circle cx="50" cy="50" r="6" fill="${back}"/>`,
} as const;

export type Mark = keyof typeof MARKS;
export const ALL_MARKS = Object.keys(MARKS) as Mark[];

/** What a company's picture shows; colours are hexadecimal. */
export interface Logo {
  mark: Mark;
  back: string;
  ink: string;
}

/** The same drawing `count` times around the middle. */
function around(count: number, draw: (angle: number) => string): string {
  return Array.from({ length: count }, (_, i) => draw((360 / count) * i)).join('');
}

/** @returns a company's picture as SVG */
export const logo = ({ mark, back, ink }: Logo, size: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="${size}" height="${size}">` +
  `<rect width="100" height="100" fill="#${back}"/>${MARKS[mark](`#${ink}`, `#${back}`)}</svg>`;
