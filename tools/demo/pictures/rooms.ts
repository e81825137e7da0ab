import type { Palette } from './palettes.ts';
import { at, backdrop, circle, ellipse, glow, line, path, rect, room, scatter, shade, times } from './shapes.ts';

/** Clothes on a rail. */
export const rail = ({ near, light, accent, second, mid, far }: Palette): string => {
  const colours = [accent, light, mid, second, near, far];
  return (
    room(far) +
    rect(-330, -330, 420, 560, light, 'opacity=".35"') +
    ellipse(500, 1150, 620, 150, light, 'opacity=".5"') +
    line('M-60 1120V180H1060V1120M-160 1130H40M960 1130h200', '#2d2a28', 16) +
    times(6, (i) => {
      const [x, fill, coat] = [90 + 164 * i, colours[i] ?? accent, i % 3 === 0];
      const hem = coat ? 620 : 430 + 40 * (i % 2);
      return at(
        x,
        190,
        line('M0 0v34', '#2d2a28', 7) +
          path(`M-30 30-104 84-116 330h40l8-120V${hem}H68V210l8 120h40L104 84 30 30 0 66z`, fill) +
          line(`M0 70V${hem - 20}`, '#00000030', 5) +
          path('M-30 30 0 66 30 30 0 44z', '#00000026') +
          (coat ? times(4, (k) => circle(14, 180 + 100 * k, 8, '#00000055')) : ''),
      );
    }) +
    at(
      1240,
      900,
      path('M-90 200-70-40h140l20 240z', second) +
        times(7, (i) =>
          at(0, -40, path('M0 0c40-80 44-170 0-260-44 90-40 180 0 260z', i % 2 ? mid : near), { turn: -60 + 20 * i }),
        ),
    ) +
    at(
      -250,
      980,
      times(3, (i) => rect(-110 + 12 * i, 60 - 64 * i, 220 - 24 * i, 60, colours[i + 1] ?? accent, 'rx="8"')),
    )
  );
};

/** Pictures on a wall, and people before them. */
export const gallery = ({ near, light, accent, second, mid, far }: Palette): string => {
  const frame = (x: number, y: number, w: number, h: number, inner: string) =>
    rect(x + 10, y + 18, w, h, '#00000026') +
    rect(x, y, w, h, near) +
    rect(x + 14, y + 14, w - 28, h - 28, light) +
    `<svg x="${x + 34}" y="${y + 34}" width="${w - 68}" height="${h - 68}" viewBox="0 0 100 100" preserveAspectRatio="xMidYMid slice">${inner}</svg>`;
  return (
    room(far, 940) +
    times(4, (i) => path(`M${-120 + 420 * i}-400h60l180 900h-420z`, light, 'opacity=".22"')) +
    frame(
      250,
      170,
      500,
      470,
      rect(0, 0, 100, 100, second) +
        circle(66, 34, 20, accent) +
        path('M0 70c30-30 50-10 100-30v60H0z', mid) +
        path('M0 84c40-18 60 0 100-10v26H0z', near),
    ) +
    frame(
      -190,
      200,
      340,
      420,
      rect(0, 0, 100, 100, mid) + circle(50, 50, 34, light) + path('M50 16a34 34 0 0 1 0 68z', accent),
    ) +
    frame(
      850,
      210,
      340,
      400,
      rect(0, 0, 100, 100, light) +
        times(5, (i) =>
          rect(10 + 17 * i, 20 + 8 * i, 12, 70 - 8 * i, [accent, second, mid, near, accent][i] ?? accent),
        ),
    ) +
    rect(300, 1090, 400, 40, '#6b4a36', 'rx="8"') +
    rect(330, 1130, 24, 90, '#6b4a36') +
    rect(646, 1130, 24, 90, '#6b4a36') +
    at(
      180,
      760,
      shade(0, 230, 120, 26) +
        path('M-56 230-60 40c-40-30-40-150 14-170a52 52 0 1 1 84 0c54 20 56 140 14 170l-4 190z', near),
    ) +
    at(
      830,
      770,
      shade(0, 220, 110, 26) +
        path('M-70 220-40-20c-14-60 0-96 20-108a48 48 0 1 1 72 0c22 12 34 50 20 108l30 240z', accent) +
        path('M-20-128a48 48 0 1 1 72 0c10 40 6 60 8 80h-90c4-30 0-50 10-80z', '#3a2a26'),
    )
  );
};

/** Plants and pots on shelves. */
export const plants = ({ near, light, accent, second, mid, far }: Palette): string => {
  const plant = (x: number, y: number, i: number) => {
    const [pot, height] = [[accent, light, second, far][i % 4] ?? accent, 130 + 90 * scatter(i, 3)];
    const leaves = times(9, (k) =>
      at(
        0,
        -60,
        path(
          `M0 0c${26 + 8 * (i % 3)}-50 24-${height * 0.7} 0-${height}-24 ${height * 0.3}-${26 + 8 * (i % 3)} ${height - 50} 0 ${height}z`,
          k % 2 ? mid : near,
        ),
        { turn: -72 + 18 * k },
      ),
    );
    return at(
      x,
      y,
      shade(0, 4, 90, 14) +
        leaves +
        path('M-62-90H62L46 0H-46z', pot) +
        rect(-68, -106, 136, 26, pot, 'rx="8"') +
        rect(-62, -80, 124, 8, '#00000018'),
    );
  };
  return (
    backdrop() +
    rect(310, -330, 380, 480, light, 'opacity=".7"') +
    times(
      4,
      (row) => rect(-400, 330 + 330 * row, 1800, 30, '#9a6b45') + rect(-400, 360 + 330 * row, 1800, 16, '#00000020'),
    ) +
    times(4, (row) => times(7, (i) => plant(-310 + 270 * i + 40 * scatter(i + row, 8), 330 + 330 * row, i + 3 * row)))
  );
};

/** A joystick and the light of screens. */
export const games = ({ near, light, accent, second, mid }: Palette): string =>
  backdrop() +
  times(
    12,
    (i) =>
      line(`M-400 ${620 + 9 * i * i}H1400`, second, 4, 'opacity=".5"') +
      line(`M500 620 ${-1900 + 440 * i} 1400`, second, 4, 'opacity=".5"'),
  ) +
  circle(500, 400, 210, accent) +
  times(6, (i) => rect(200, 420 + 34 * i, 600, 6 + 3 * i, near)) +
  glow(500, 400, 420, 0.6) +
  times(26, (i) =>
    rect(
      -400 + 1800 * scatter(i, 1),
      -380 + 700 * scatter(i, 2),
      10,
      10,
      light,
      `opacity="${0.3 + 0.6 * scatter(i, 3)}"`,
    ),
  ) +
  at(
    500,
    760,
    shade(0, 170, 420, 50) +
      path(
        'M-250-110c-120 0-170 260-120 330 40 56 110 20 170-60h400c60 80 130 116 170 60 50-70 0-330-120-330-60 0-80 30-110 30h-280c-30 0-50-30-110-30z',
        '#2b2d3a',
      ) +
      path('M-250-110c-120 0-170 260-120 330-20-90 20-290 130-300z', '#ffffff', 'opacity=".1"') +
      rect(-310, -10, 130, 42, light, 'rx="8"') +
      rect(-266, -54, 42, 130, light, 'rx="8"') +
      circle(250, -40, 30, accent) +
      circle(250, 60, 30, second) +
      circle(200, 10, 30, mid) +
      circle(300, 10, 30, light) +
      circle(-100, 90, 52, '#1b1c25') +
      circle(100, 90, 52, '#1b1c25') +
      rect(-40, -20, 80, 20, '#1b1c25', 'rx="10"'),
  );

/** An open book, and more of them on shelves. */
export const books = ({ near, light, accent, second, mid, far }: Palette): string =>
  backdrop() +
  times(
    3,
    (row) =>
      rect(-400, 70 + 270 * row, 1800, 26, '#7c5236') +
      times(34, (i) => {
        const [h, x] = [150 + 70 * scatter(i, row), -390 + 53 * i];
        return scatter(i, row + 9) < 0.1
          ? ''
          : rect(
              x,
              70 + 270 * row - h,
              44,
              h,
              [accent, second, mid, near, far, light][Math.floor(6 * scatter(i, row + 4))] ?? accent,
              'rx="4"',
            ) + rect(x + 8, 100 + 270 * row - h, 28, 8, '#ffffff', 'opacity=".4"');
      }),
  ) +
  rect(-400, 780, 1800, 620, '#9a6b45') +
  glow(500, 760, 420, 0.7) +
  at(
    500,
    860,
    shade(0, 120, 440, 70) +
      path('M0 60c-120-60-260-60-390-20v-240c130-40 270-30 390 30z', '#fffdf6') +
      path('M0 60c120-60 260-60 390-20v-240c-130-40-270-30-390 30z', '#f6f0e2') +
      times(
        6,
        (i) =>
          line(`M-340 ${-130 + 28 * i}c110-26 210-22 300 16`, '#b9ad99', 6) +
          line(`M340 ${-130 + 28 * i}c-110-26-210-22-300 16`, '#b9ad99', 6),
      ) +
      path('M250-228v150l26-24 26 20v-150z', accent),
  ) +
  at(
    90,
    1000,
    shade(0, 20, 140, 30) +
      rect(-80, -130, 160, 140, light, 'rx="18"') +
      line('M80-100h44v70H80', light, 18) +
      ellipse(0, -130, 76, 16, '#6b4330'),
  ) +
  at(
    960,
    1010,
    times(
      3,
      (i) =>
        rect(-150 + 16 * i, -40 - 62 * i, 300 - 30 * i, 56, [accent, mid, second][i] ?? accent, 'rx="8"') +
        rect(-130 + 16 * i, -20 - 62 * i, 20, 16, light),
    ),
  );

/** Bowls and vases, still warm. */
export const pottery = ({ near, light, accent, second, mid, far, sky }: Palette): string => {
  const vases = [
    'M-40-260h80v50c0 50 70 80 70 160 0 40-20 50-30 50H-80c-10 0-30-10-30-50 0-80 70-110 70-160z',
    'M-110-150h220c0 100-40 150-70 150h-80c-30 0-70-50-70-150z',
    'M-60-340H60c-20 60 40 120 40 220C100-50 70 0 50 0H-50c-20 0-50-50-50-120 0-100 60-160 40-220z',
    'M-130-90h260c0 60-50 90-80 90H-50c-30 0-80-30-80-90z',
  ];
  const colours = [accent, light, mid, second, near];
  return (
    backdrop() +
    path('M560-400h420v900c-90-70-330-70-420 0z', light, 'opacity=".35"') +
    times(5, (row) => {
      const y = -20 + 350 * row;
      return (
        times(8, (i) => {
          const [fill, x] = [colours[(i + 2 * row) % 5] ?? accent, -300 + 235 * i + 20 * (row % 2)];
          const shape = vases[(i + row) % 4] ?? '';
          return at(
            x,
            y,
            shade(0, 4, 120, 16) +
              path(shape, fill) +
              `<clipPath id="v${row}${i}"><path d="${shape}"/></clipPath><g clip-path="url(#v${row}${i})">${path('M-140-120c60 26 90-24 140 0s90 20 140-6v60c-60 26-90-20-140 0s-90 26-140 0z', sky[1], 'opacity=".5"')}${rect(-140, -400, 70, 400, '#ffffff', 'opacity=".16"')}</g>`,
            { scale: 0.86 },
          );
        }) +
        rect(-400, y, 1800, 34, far) +
        rect(-400, y + 34, 1800, 14, '#00000022')
      );
    })
  );
};
