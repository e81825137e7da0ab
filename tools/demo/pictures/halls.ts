import type { Palette } from './palettes.ts';
import {
  at,
  backdrop,
  circle,
  ellipse,
  glow,
  line,
  onlooker,
  path,
  rect,
  room,
  scatter,
  shade,
  times,
} from './shapes.ts';

/** People who look at what is before them, seen from behind. */
const audience = (fill: string, behind: string): string =>
  times(12, (i) => onlooker(-380 + 160 * i, 830 + 24 * scatter(i, 3), 1.05, behind)) +
  times(11, (i) => onlooker(-300 + 165 * i, 920 + 30 * scatter(i, 5), 1.35, fill)) +
  rect(-400, 1130, 1800, 270, fill);

/** A hall in festive light. */
export const gala = ({ near, light, accent, second, mid }: Palette): string =>
  backdrop() +
  times(46, (i) =>
    circle(
      -400 + 1800 * scatter(i, 1),
      -400 + 1150 * scatter(i, 2),
      14 + 56 * scatter(i, 3),
      i % 3 ? accent : light,
      `opacity="${0.08 + 0.22 * scatter(i, 4)}"`,
    ),
  ) +
  glow(500, 260, 520) +
  line('M500-400V70', light, 6) +
  times(
    3,
    (i) =>
      ellipse(500, 90 + 90 * i, 130 + 90 * i, 22, 'none', `stroke="${second}" stroke-width="8"`) +
      times(5 + 3 * i, (k) => {
        const angle = (Math.PI * (k + 0.5)) / (5 + 3 * i);
        const [x, y] = [500 - (130 + 90 * i) * Math.cos(angle), 92 + 90 * i + 22 * Math.sin(angle)];
        return (
          glow(x, y - 18, 46, 0.9) +
          rect(x - 4, y - 26, 8, 30, light, 'rx="4"') +
          path(`M${x} ${y + 6}l10 26-10 16-10-16z`, light, 'opacity=".8"')
        );
      }),
  ) +
  rect(-400, 900, 1800, 500, near) +
  times(3, (i) => {
    const x = 60 + 440 * i;
    return (
      glow(x, 640, 200, 0.5) +
      at(
        x,
        700,
        path('M-90-160h180c0 130-40 170-84 178v150h50v20H-56v-20H-6V18c-44-8-84-48-84-178z', light, 'opacity=".9"') +
          path('M-82-90H82c-8 70-40 98-82 102-42-4-74-32-82-102z', accent) +
          times(7, (k) => circle(-40 + 80 * scatter(k, i), -20 - 60 * scatter(k, i + 4), 5, light)),
      )
    );
  }) +
  times(40, (i) =>
    rect(
      -400 + 1800 * scatter(i, 7),
      -400 + 1400 * scatter(i, 8),
      10,
      22,
      [accent, second, light, mid][i % 4] ?? accent,
      `rx="3" opacity=".8" transform="rotate(${360 * scatter(i, 9)} ${-400 + 1800 * scatter(i, 7)} ${-400 + 1400 * scatter(i, 8)})"`,
    ),
  );

/** A stage with spotlights, and people before it. */
export const stage = ({ near, mid, light, accent, second }: Palette): string =>
  backdrop() +
  times(5, (i) =>
    path(
      `M${100 + 200 * i}-400h40l${-560 + 240 * i + 120} 1300h-300z`,
      [accent, second, light, accent, second][i] ?? light,
      'opacity=".2"',
    ),
  ) +
  glow(500, 560, 480) +
  rect(-400, 780, 1800, 60, mid) +
  at(
    500,
    560,
    line('M0 220V-40', '#15161c', 10) +
      rect(-16, -100, 32, 70, '#15161c', 'rx="16"') +
      line('M-70 224H70', '#15161c', 14),
  ) +
  at(
    400,
    560,
    path('M-46 220-30 20c-50-10-56-110 0-132a50 50 0 1 1 44 2c46 26 40 116-4 128l24 202z', '#15161c') +
      line('M10-60 84-80 96-120', '#15161c', 26),
  ) +
  times(2, (i) =>
    at(
      -40 + 1080 * i,
      640,
      rect(-90, -200, 180, 340, '#15161c', 'rx="14"') +
        circle(0, 40, 62, mid) +
        circle(0, 40, 26, '#15161c') +
        circle(0, -110, 36, mid),
    ),
  ) +
  audience(near, mid);

/** A screen, and people who look at it. */
export const talk = ({ near, mid, accent, second, far }: Palette): string =>
  room(far, 860) +
  rect(20, 70, 960, 600, '#ffffff', 'rx="16"') +
  rect(20, 70, 960, 600, 'none', `rx="16" stroke="${near}" stroke-width="14"`) +
  rect(90, 150, 380, 34, near, 'rx="17"') +
  times(3, (i) => rect(90, 226 + 52 * i, 320 - 60 * i, 20, mid, 'rx="10" opacity=".6"')) +
  times(5, (i) => rect(540 + 78 * i, 540 - 62 * (i + 1), 54, 62 * (i + 1), i === 4 ? accent : second, 'rx="8"')) +
  circle(190, 500, 92, second) +
  path('M190 500V408a92 92 0 0 1 80 138z', accent) +
  at(
    1120,
    560,
    path('M-60 360-40 60c-70-12-80-150-10-176a60 60 0 1 1 70 0c66 26 60 164-6 176l24 300z', near) +
      line('M-46-60-170-130', near, 32),
  ) +
  audience(near, mid) +
  glow(500, 330, 260, 0.25);

/** A microphone, and the waves of a voice. */
export const microphone = ({ sky, near, light, accent, second, mid }: Palette): string =>
  backdrop() +
  glow(500, 470, 560, 0.9) +
  times(46, (i) => {
    const h = 40 + 330 * Math.abs(Math.sin(i * 0.5)) * (0.35 + 0.65 * scatter(i, 2));
    return rect(
      -380 + 39 * i,
      470 - h / 2,
      18,
      h,
      i % 3 ? accent : second,
      `rx="9" opacity="${Math.abs(i - 22.5) < 6 ? 0.25 : 0.85}"`,
    );
  }) +
  rect(-400, 1010, 1800, 390, near) +
  at(
    500,
    480,
    shade(0, 540, 240, 44) +
      line('M0 240V520', '#2a2c33', 30) +
      rect(-150, 500, 300, 44, '#2a2c33', 'rx="22"') +
      line('M-190-20v60a190 190 0 0 0 380 0v-60', '#2a2c33', 28) +
      rect(-130, -280, 260, 460, '#3b3e48', 'rx="130"') +
      times(7, (i) => rect(-130, -190 + 44 * i, 260, 12, '#23252b', 'opacity=".8"')) +
      rect(-130, 20, 260, 54, accent) +
      rect(-96, -230, 36, 360, '#ffffff', 'rx="18" opacity=".16"'),
  ) +
  times(2, (i) =>
    at(
      60 + 880 * i,
      1000,
      shade(0, 20, 150, 30) +
        rect(-70, -120, 140, 130, i ? light : sky[1], 'rx="16"') +
        line(i ? 'M70-90h40v60h-40' : 'M-70-90h-40v60h40', i ? light : sky[1], 18) +
        rect(-70, -60, 140, 20, mid),
    ),
  );
