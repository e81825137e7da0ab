import type { Palette } from './palettes.ts';
import { at, backdrop, circle, ellipse, glow, line, path, rect, scatter, shade, times } from './shapes.ts';

/** A ridge across the whole width. */
const ridge = (top: number, bend: number, fill: string): string =>
  path(`M-400 ${top}q225 ${-bend} 450 0t450 0 450 0 450 0V1400H-400z`, fill);

const pine = (x: number, y: number, size: number, fill: string): string =>
  at(x, y, path('M0-150 46-62H22l40 70H30l40 74H-70l40-74h-32l40-70h-24z', fill), { scale: size });

const stars = (): string =>
  times(70, (i) =>
    circle(
      -400 + 1800 * scatter(i, 1),
      -400 + 800 * scatter(i, 2),
      1.5 + 2.5 * scatter(i, 3),
      '#fff',
      `opacity="${0.3 + 0.6 * scatter(i, 4)}"`,
    ),
  );

/** Mountains behind a lake. */
export const mountains = ({ far, mid, near, light }: Palette): string =>
  backdrop() +
  glow(690, 330, 420) +
  circle(690, 330, 78, light) +
  path('M-400 640-150 380 20 520 260 210l210 260 140-150 250 260 160-140 380 330V800H-400z', far) +
  path('M260 210 190 300l46-12 30 34 34-40 48 26z', light, 'opacity=".85"') +
  path('M-400 720-120 520l220 190 210-230 240 220 230-190 240 170 380-90v230H-400z', mid) +
  rect(-400, 720, 1800, 680, mid) +
  rect(-400, 720, 1800, 680, 'url(#sky)', 'opacity=".45"') +
  times(9, (i) => line(`M${-200 + 190 * i} ${770 + 34 * (i % 4)}h${90 + 40 * (i % 3)}`, light, 5, 'opacity=".5"')) +
  ridge(1010, 90, near) +
  times(9, (i) => pine(-360 + 215 * i + 60 * scatter(i), 960 + 40 * scatter(i, 2), 0.9 + 0.7 * scatter(i, 5), near));

/** The sea, sand and a parasol, from above. */
export const beach = ({ mid, far, light, accent, second }: Palette): string =>
  rect(-400, -400, 1800, 1800, '#f1dcb4') +
  path('M-400-400H1400V330c-220 80-360-40-600 20s-420 120-640 30-400 40-560-20z', far) +
  path('M-400-400H1400V190c-220 80-360-40-600 20s-420 120-640 30-400 40-560-20z', mid) +
  line('M-400 372c220-70 360 60 580-30s420-60 640-40 360-60 600-10', light, 22, 'opacity=".9"') +
  line('M-400 250c220-70 360 60 580-30s420-60 640-40 360-60 600-10', light, 8, 'opacity=".5"') +
  times(60, (i) => circle(-400 + 1800 * scatter(i, 1), 480 + 900 * scatter(i, 2), 3, '#d9bd8b')) +
  times(2, (i) =>
    at(
      300 + 420 * i,
      770 + 50 * i,
      shade(18, 190, 120, 40) +
        rect(-70, -160, 140, 330, i ? second : light, 'rx="10"') +
        times(4, (k) => rect(-70, -130 + 80 * k, 140, 26, accent, 'opacity=".75"')),
      { turn: -14 + 26 * i },
    ),
  ) +
  shade(545, 640, 210, 200) +
  at(
    510,
    600,
    times(8, (i) =>
      path('M0 0 0-190A190 190 0 0 1 134-134z', i % 2 ? light : accent, `transform="rotate(${45 * i})"`),
    ) + circle(0, 0, 13, second),
  ) +
  at(
    800,
    1010,
    circle(0, 0, 52, light) +
      path('M0-52A52 52 0 0 1 45 26L0 0z', accent) +
      path('M-45 26A52 52 0 0 1-45-26L0 0z', second),
  );

/** Houses in the evening, with windows that are lit. */
export const skyline = ({ far, mid, near, light, accent }: Palette): string => {
  const houses = (salt: number, top: number, width: number, fill: string, lit: number) =>
    times(Math.ceil(1900 / width), (i) => {
      const [x, height] = [-400 + width * i, 160 + 330 * scatter(i, salt)];
      const y = top + 420 - height;
      const windows = times(Math.floor((width - 36) / 30) * Math.floor(height / 44), (k) => {
        const columns = Math.floor((width - 36) / 30);
        const [column, row] = [k % columns, Math.floor(k / columns)];
        const on = scatter(k + 31 * i, salt + 7) < lit;
        return on ? rect(x + 20 + 30 * column, y + 22 + 44 * row, 15, 22, light, 'opacity=".85"') : '';
      });
      return rect(x, y, width - 8, 1400 - y, fill) + windows;
    });
  return (
    backdrop() +
    glow(260, 430, 460, 0.9) +
    circle(260, 400, 62, light, 'opacity=".95"') +
    houses(3, 330, 118, far, 0.12) +
    houses(5, 470, 156, mid, 0.3) +
    houses(8, 640, 196, near, 0.34) +
    line('M-400 640c250 120 420 120 700 20s520-60 1100 60', near, 6) +
    times(
      16,
      (i) =>
        circle(-350 + 112 * i, 690 + 34 * Math.sin(i * 1.1), 11, accent) +
        glow(-350 + 112 * i, 690 + 34 * Math.sin(i * 1.1), 46, 0.9),
    )
  );
};

/** A running track, and the sun above it. */
export const track = ({ far, mid, light, accent }: Palette): string =>
  backdrop() +
  glow(500, 420, 480) +
  circle(500, 420, 120, light) +
  ridge(520, 70, far) +
  ridge(570, -50, mid) +
  path('M430 590h140L1500 1400H-500z', accent) +
  times(6, (i) => path(`M${438 + 22 * i} 590h4l${-640 + 290 * i + 20} 810h-22z`, light, 'opacity=".85"')) +
  at(
    535,
    690,
    shade(10, 196, 110, 22) +
      line('M4 60 30 120-22 190M4 60-10 128-70 150', '#27303f', 24) +
      line('M8-30 4 66', '#27303f', 46) +
      line('M10-20 64 16 96-16M4-22-52 12-66 60', '#27303f', 18) +
      circle(18, -86, 30, '#27303f'),
  );

/** A fire, trees and a sky full of stars. */
export const campfire = ({ mid, near, light, accent }: Palette): string =>
  backdrop() +
  stars() +
  ridge(640, 120, mid) +
  times(11, (i) => pine(-380 + 175 * i, 700 + 30 * scatter(i), 1.1 + 0.9 * scatter(i, 9), near)) +
  ridge(800, 40, near) +
  glow(500, 800, 430) +
  path(
    'M500 590c70 90 104 140 104 206a104 104 0 0 1-208 0c0-50 30-74 44-118 26 22 34 40 36 60 22-40 34-84 24-148z',
    accent,
  ) +
  path(
    'M502 690c40 56 58 84 58 122a58 58 0 0 1-116 0c0-28 18-44 26-66 12 12 16 22 18 34 12-26 18-52 14-90z',
    '#ffd166',
  ) +
  path('M500 770c18 26 28 40 28 58a28 28 0 0 1-56 0c0-18 14-34 28-58z', light) +
  line('M400 930 600 880M400 880l200 50', '#7a4a2b', 30) +
  times(2, (i) =>
    at(
      180 + 640 * i,
      905,
      shade(0, 40, 130, 30) +
        rect(-110, 0, 220, 44, '#5a3826', 'rx="22"') +
        ellipse(i ? -104 : 104, 22, 10, 20, '#8a5a3c'),
    ),
  );

/** Stalls under striped awnings, and bunting. */
export const market = ({ near, light, accent, second, mid }: Palette): string => {
  const colours = [accent, mid, second];
  const stall = (x: number, i: number) =>
    at(
      x,
      560,
      shade(0, 420, 230, 36) +
        rect(-170, 20, 14, 400, near) +
        rect(156, 20, 14, 400, near) +
        times(6, (k) =>
          path(`M${-190 + 64 * k}-90h64v110a32 32 0 0 1-64 0z`, k % 2 ? light : (colours[i % 3] ?? accent)),
        ) +
        rect(-180, 220, 360, 200, '#8a5f43') +
        times(3, (k) => rect(-172 + 118 * k, 236, 108, 170, '#a9774f', 'rx="6"')) +
        times(15, (k) =>
          circle(
            -148 + 74 * (k % 5),
            206 - 30 * Math.floor(k / 5) + 6 * scatter(k, i),
            26,
            [accent, second, '#7fae5c', '#f6e27f'][(k + i) % 4] ?? accent,
          ),
        ),
    );
  return (
    backdrop() +
    rect(-400, 940, 1800, 460, '#d8c3a5') +
    times(9, (i) => line(`M${-400 + 230 * i} 1400 ${200 + 75 * i} 940`, '#c4ab88', 6)) +
    times(2, (row) => {
      const y = 150 + 130 * row;
      return (
        line(`M-400 ${y}q450 170 900 0t900 0`, near, 5) +
        times(24, (i) => {
          const x = -380 + 75 * i;
          const drop = Math.abs(Math.sin(((x + 400) / 900) * Math.PI)) * 82 * (x < 500 ? 1 : -1);
          return path(`M${x} ${y + drop}h46l-23 56z`, [accent, second, mid, light][i % 4] ?? accent);
        })
      );
    }) +
    [-180, 280, 740, 1200].map(stall).join('')
  );
};

/** Somebody sits still on a hill while the sun rises. */
export const yoga = ({ far, mid, near, light, accent }: Palette): string =>
  backdrop() +
  glow(500, 470, 560) +
  circle(500, 470, 210, light) +
  times(3, (i) =>
    circle(500, 470, 260 + 60 * i, 'none', `stroke="${light}" stroke-width="3" opacity="${0.5 - 0.13 * i}"`),
  ) +
  ridge(690, 90, far) +
  ridge(790, -80, mid) +
  ridge(880, 60, near) +
  at(
    500,
    820,
    ellipse(0, 62, 210, 20, accent) +
      path(
        'M-180 52c0-40 80-60 110-66l-14-120c-2-44 34-60 84-60s86 16 84 60l-14 120c30 6 110 26 110 66-60 18-300 18-360 0z',
        '#1f2430',
      ) +
      line('M-70-140c-50 60-80 110-96 170M70-140c50 60 80 110 96 170', '#1f2430', 34) +
      circle(0, -246, 46, '#1f2430') +
      circle(0, -300, 20, '#1f2430'),
  );
