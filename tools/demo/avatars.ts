import type { Faker } from '@faker-js/faker';
import sharp from 'sharp';
import { UPLOADS } from '../../functions/src/contract/limits.ts';

/** A picture of soft shapes on a gradient, drawn from the seed. */
function draw(faker: Faker): string {
  const hue = faker.number.int({ max: 359 });
  const tone = (shift: number, light: number) => `hsl(${(hue + shift) % 360} 65% ${light}%)`;
  const circles = Array.from({ length: 4 }, (_, i) => {
    const [x, y, r] = [faker.number.int(100), faker.number.int(100), faker.number.int({ min: 12, max: 45 })];
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="${tone(30 * i, 45 + 8 * i)}" opacity="0.55"/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><defs><linearGradient id="g" x2="1" y2="1">` +
    `<stop stop-color="${tone(0, 55)}"/><stop offset="1" stop-color="${tone(60, 40)}"/></linearGradient></defs>` +
    `<rect width="100" height="100" fill="url(#g)"/>${circles.join('')}</svg>`
  );
}

/** @returns `count` avatars, each in every stored size, in the order of the variants */
export async function makeAvatars(faker: Faker, count: number): Promise<Buffer[][]> {
  const drawings = Array.from({ length: count }, () => Buffer.from(draw(faker)));
  return Promise.all(
    drawings.map((svg) =>
      Promise.all(
        UPLOADS.avatar.variants.map(({ w, h }) =>
          sharp(svg, { density: 300 }).resize(w, h).webp({ quality: 80 }).toBuffer(),
        ),
      ),
    ),
  );
}
