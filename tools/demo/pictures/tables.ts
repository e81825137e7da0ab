import type { Palette } from './palettes.ts';
import { at, boards, circle, ellipse, leafOf, line, path, rect, scatter, shade, times } from './shapes.ts';

const cloth = (fill: string, thread: string): string =>
  rect(-400, -400, 1800, 1800, fill) +
  times(
    20,
    (i) =>
      rect(-400, -380 + 95 * i, 1800, 12, thread, 'opacity=".16"') +
      rect(-380 + 95 * i, -400, 12, 1800, thread, 'opacity=".16"'),
  );

const plate = (x: number, y: number, r: number, light: string, rim: string): string =>
  shade(x + 16, y + 26, r * 1.22, r * 1.22) +
  circle(x, y, r, light) +
  circle(x, y, r * 0.74, 'none', `stroke="${rim}" stroke-width="4" opacity=".5"`);

const cup = (x: number, y: number, { light, accent }: Palette): string =>
  shade(x + 22, y + 34, 300, 300) +
  circle(x, y, 246, light) +
  circle(x, y, 196, 'none', `stroke="${accent}" stroke-width="5" opacity=".6"`) +
  rect(x + 120, y - 32, 160, 64, light, `rx="32" transform="rotate(-32 ${x} ${y})"`) +
  circle(x, y, 168, light) +
  circle(x, y, 168, 'none', 'stroke="#00000022" stroke-width="4"') +
  circle(x, y, 144, '#5b3a28') +
  circle(x, y, 132, '#a06a42') +
  at(
    x,
    y + 18,
    path('M0 78C-80 20-96-30-62-58c26-20 52-4 62 22 10-26 36-42 62-22 34 28 18 78-62 136z', light, 'opacity=".95"') +
      path('M0 44C-44 8-52-18-34-34c14-10 28-2 34 12 6-14 20-22 34-12 18 16 10 42-34 78z', '#a06a42'),
  );

/** Coffee with a heart of milk, a croissant and beans. */
export const coffee = (palette: Palette): string =>
  boards(palette.far, palette.near) +
  cup(500, 520, palette) +
  at(
    80,
    150,
    plate(0, 0, 190, palette.light, palette.second) +
      path(
        'M-120 40c-20-90 60-160 150-140 70 16 110 70 96 116-30-30-76-48-116-34-36 12-54 46-46 84-40 20-74 10-84-26z',
        '#d9974a',
      ) +
      line('M-70 40c0-50 20-80 52-98M6-12c-10-40-6-62 8-84M64-12c2-30 16-50 34-56', '#a9672a', 8),
  ) +
  times(26, (i) =>
    at(
      760 + 520 * scatter(i, 1),
      -120 + 460 * scatter(i, 2) + (i % 2) * 700,
      ellipse(4, 6, 18, 26, '#00000022') + ellipse(0, 0, 17, 25, '#4a2c1d') + line('M0-20q8 20 0 40', '#2b180f', 4),
      { turn: 180 * scatter(i, 3) },
    ),
  ) +
  at(
    -120,
    900,
    shade(10, 20, 190, 130) +
      rect(-150, -100, 300, 200, palette.accent, 'rx="12"') +
      rect(-132, -84, 264, 168, palette.light, 'rx="8"') +
      times(4, (i) => line(`M-100 ${-44 + 32 * i}h${200 - 50 * (i % 2)}`, palette.far, 6)),
    { turn: -12 },
  ) +
  at(
    500,
    1120,
    shade(6, 12, 150, 60) + rect(-130, -10, 200, 20, '#c9ced3', 'rx="10"') + ellipse(110, 0, 54, 32, '#d9dee2'),
    { turn: -8 },
  );

/** A table that is laid for many, from above. */
export const table = ({ sky, light, accent, second, mid, near }: Palette): string =>
  cloth(sky[1], near) +
  rect(-400, 395, 1800, 220, light, 'opacity=".55"') +
  times(4, (i) => plate(-150 + 430 * i, 190, 150, light, mid) + plate(-150 + 430 * i, 820, 150, light, mid)) +
  times(4, (i) => {
    const [x, y] = [-150 + 430 * i, i % 2 ? 820 : 190];
    return (
      circle(x, y, 88, accent) +
      times(9, (k) => circle(x + 52 * Math.cos(k * 0.7), y + 52 * Math.sin(k * 0.7), 20, k % 2 ? second : '#8ab06a')) +
      leafOf(x, y + 40, 30, '#5f8f58', 0.6)
    );
  }) +
  times(4, (i) => {
    const [x, y] = [-150 + 430 * i, i % 2 ? 190 : 820];
    return (
      circle(x, y, 92, '#f4e2b8') +
      times(12, (k) => line(`M${x - 56 + 10 * k} ${y - 50 + 8 * (k % 4)}q30 34 0 74`, '#e0b65c', 9)) +
      circle(x, y, 30, accent)
    );
  }) +
  times(8, (i) =>
    at(
      -270 + 215 * i,
      i % 2 ? 190 : 820,
      rect(-6, -110, 12, 220, '#b9bec6', 'rx="6"') + rect(-14, -120, 28, 74, '#b9bec6', 'rx="10"'),
    ),
  ) +
  times(
    5,
    (i) => circle(-300 + 370 * i, 505, 58, light) + circle(-300 + 370 * i, 505, 40, i % 2 ? '#b23a48' : '#f1d38a'),
  ) +
  times(18, (i) => leafOf(-330 + 100 * i, 520 + 30 * Math.sin(i), 62 + 60 * (i % 2), i % 3 ? mid : '#7c9c6c', 0.8)) +
  times(4, (i) => circle(-90 + 380 * i, 510, 30, light) + circle(-90 + 380 * i, 510, 14, second));

/** A camera on a table, with prints around it. */
export const camera = ({ far, near, mid, light, accent, second, sky }: Palette): string => {
  const print = (x: number, y: number, turn: number, i: number) =>
    at(
      x,
      y,
      shade(8, 14, 190, 210) +
        rect(-140, -160, 280, 330, '#fffdf8', 'rx="4"') +
        rect(-118, -138, 236, 230, sky[0]) +
        circle(-40 + 60 * (i % 2), -70, 34, i % 2 ? second : light) +
        path(`M-118 ${30 + 10 * i}c60-70 100-40 130-10s70-60 106-20V92h-236z`, i % 2 ? mid : accent) +
        path('M-118 66c80-40 150 10 236-20v46h-236z', near),
      { turn },
    );
  return (
    boards(far, near) +
    print(90, 190, -14, 0) +
    print(930, 160, 10, 1) +
    print(60, 890, 8, 2) +
    print(960, 900, -9, 3) +
    print(-290, 520, -6, 1) +
    print(1300, 540, 7, 0) +
    at(
      500,
      540,
      shade(20, 50, 400, 260) +
        rect(-300, -170, 600, 360, '#23252b', 'rx="46"') +
        rect(-300, -90, 600, 200, '#3a3d46') +
        rect(-120, -214, 240, 70, '#23252b', 'rx="20"') +
        rect(170, -206, 90, 44, '#c9ced3', 'rx="12"') +
        circle(-220, -130, 30, '#c9ced3') +
        circle(0, 20, 176, '#15161a') +
        circle(0, 20, 142, '#2f323a') +
        circle(0, 20, 108, '#0d1016') +
        circle(0, 20, 84, mid, 'opacity=".75"') +
        circle(0, 20, 52, '#0d1016', 'opacity=".7"') +
        ellipse(-34, -18, 26, 18, '#ffffff', 'opacity=".65"') +
        rect(196, -140, 60, 30, accent, 'rx="8"'),
    )
  );
};
