import type { Palette } from './palettes.ts';
import { at, boards, circle, ellipse, leafOf, line, path, rect, scatter, shade, times } from './shapes.ts';

/** A record player, and sleeves. */
export const vinyl = ({ far, near, light, accent, second, mid }: Palette): string =>
  boards(mid, near) +
  at(
    -180,
    300,
    shade(10, 16, 260, 260) + rect(-200, -200, 400, 400, second) + circle(0, 0, 120, accent) + circle(0, 0, 70, light),
    { turn: -8 },
  ) +
  at(
    1190,
    760,
    shade(10, 16, 260, 260) +
      rect(-200, -200, 400, 400, far) +
      path('M-200 200 0-120l200 320z', accent) +
      circle(60, -90, 50, light),
    { turn: 9 },
  ) +
  at(
    500,
    500,
    shade(20, 40, 540, 470) +
      rect(-420, -360, 840, 720, '#efe6d8', 'rx="30"') +
      rect(-420, -360, 840, 720, 'none', 'rx="30" stroke="#00000018" stroke-width="6"') +
      circle(-70, 0, 310, '#191a1f') +
      times(7, (i) => circle(-70, 0, 130 + 25 * i, 'none', 'stroke="#ffffff" stroke-width="2" opacity=".1"')) +
      path('M-70 0-250-250A310 310 0 0 1-130-304z', '#ffffff', 'opacity=".1"') +
      circle(-70, 0, 104, accent) +
      circle(-70, 0, 60, second) +
      circle(-70, 0, 10, '#191a1f') +
      circle(330, -240, 62, '#d3cabb') +
      line('M330-240 326 40 200 170', '#8d8a86', 18) +
      rect(166, 150, 54, 70, '#5c5955', 'rx="8" transform="rotate(40 190 185)"') +
      circle(330, 260, 36, '#8d8a86'),
  );

/** A desk, from above: a laptop, a notebook, a plant and a cup. */
export const desk = ({ sky, near, light, accent, second, mid }: Palette): string =>
  rect(-400, -400, 1800, 1800, sky[1]) +
  rect(-400, -400, 1800, 1800, sky[0], 'opacity=".5"') +
  at(
    500,
    480,
    shade(14, 60, 460, 380) +
      rect(-380, -300, 760, 480, '#2c2f38', 'rx="26"') +
      rect(-352, -272, 704, 424, light, 'rx="8"') +
      rect(-352, -272, 170, 424, mid, 'opacity=".9"') +
      times(5, (i) => rect(-330, -236 + 56 * i, 110, 16, light, 'rx="8" opacity=".7"')) +
      times(3, (i) => rect(-150 + 162 * i, -236, 146, 110, [accent, second, mid][i] ?? accent, 'rx="12"')) +
      line('M-140 90c60-120 120 20 190-60s110-100 270-110', accent, 10) +
      times(6, (i) => rect(-140 + 78 * i, 60 - 22 * i, 40, 60 + 22 * i, second, 'rx="6" opacity=".45"')) +
      path('M-430 180h860l40 60a20 20 0 0 1-20 24h-900a20 20 0 0 1-20-24z', '#c4c8d0'),
  ) +
  at(
    60,
    1010,
    shade(10, 14, 190, 150) +
      rect(-170, -120, 340, 250, accent, 'rx="14"') +
      rect(-150, -120, 320, 250, light, 'rx="10"') +
      times(5, (i) => line(`M-110 ${-70 + 42 * i}h${220 - 60 * (i % 3)}`, mid, 7, 'opacity=".6"')),
    { turn: -8 },
  ) +
  at(
    -190,
    330,
    shade(10, 20, 190, 190) +
      times(9, (i) => leafOf(0, 0, 40 * i, i % 2 ? mid : near, 1.3)) +
      circle(0, 0, 70, accent) +
      circle(0, 0, 50, '#4a342a'),
  ) +
  at(
    1130,
    820,
    shade(12, 20, 170, 170) +
      circle(0, 0, 130, light) +
      rect(90, -24, 110, 48, light, 'rx="24"') +
      circle(0, 0, 108, '#5b3a28'),
  ) +
  at(
    1140,
    240,
    shade(10, 14, 110, 190) +
      rect(-84, -170, 168, 340, '#1c1e25', 'rx="28"') +
      rect(-72, -156, 144, 312, second, 'rx="18"') +
      circle(0, -40, 44, light) +
      rect(-44, 40, 88, 18, light, 'rx="9"'),
    { turn: 12 },
  );

/** Jars, bottles and petals, from above. */
export const cosmetics = ({ sky, light, accent, second, mid, near }: Palette): string =>
  rect(-400, -400, 1800, 1800, sky[1]) +
  path('M-400 700 1400 240V1400H-400z', sky[0]) +
  path('M-400 980 1400 560V1400H-400z', second, 'opacity=".45"') +
  at(
    350,
    500,
    shade(30, 280, 150, 60) +
      rect(-100, -120, 200, 400, accent, 'rx="24"') +
      rect(-50, -250, 100, 130, '#2b2b30', 'rx="10"') +
      rect(-70, 0, 140, 150, light, 'rx="4" opacity=".92"') +
      line('M-40 46h80M-40 84h56', accent, 9) +
      rect(-84, -100, 24, 350, '#ffffff', 'rx="12" opacity=".28"'),
  ) +
  at(
    640,
    620,
    shade(20, 160, 190, 50) +
      rect(-150, -70, 300, 220, light, 'rx="26"') +
      rect(-160, -130, 320, 86, near, 'rx="18"') +
      circle(0, 60, 44, mid, 'opacity=".8"'),
  ) +
  at(
    880,
    460,
    shade(20, 330, 90, 40) +
      rect(-60, -40, 120, 370, mid, 'rx="18"') +
      rect(-34, -140, 68, 110, second, 'rx="8"') +
      rect(-46, 60, 92, 120, light, 'rx="4" opacity=".9"'),
  ) +
  at(
    110,
    700,
    shade(10, 110, 110, 40) +
      ellipse(0, 40, 100, 66, second) +
      ellipse(0, 20, 100, 62, light) +
      ellipse(0, 22, 72, 42, accent, 'opacity=".6"'),
  ) +
  times(22, (i) =>
    leafOf(
      -380 + 1760 * scatter(i, 4),
      (i % 2 ? -330 : 960) + 330 * scatter(i, 6),
      360 * scatter(i, 5),
      i % 3 ? accent : mid,
      0.5 + 0.4 * scatter(i, 8),
    ),
  ) +
  times(
    3,
    (i) => leafOf(-150 + 60 * i, 380, -40 + 40 * i, mid, 1.6) + leafOf(1180 + 40 * i, 420, -30 + 40 * i, near, 1.5),
  );
