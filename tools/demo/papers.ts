import type { Faker } from '@faker-js/faker';
import sharp from 'sharp';
import type { DocType } from '../../functions/src/verification/schema.ts';

/** A card with a portrait, or a sheet with lines: a specimen that nobody could take for a real one. */
function draw(faker: Faker, doc_type: DocType): string {
  const hue = faker.number.int({ max: 359 });
  const line = (x: number, y: number, w: number, opacity = 0.5) =>
    `<rect x="${x}" y="${y}" width="${w}" height="3.2" rx="1.6" fill="hsl(${hue} 30% 30%)" opacity="${opacity}"/>`;
  const mark =
    '<text x="80" y="60" text-anchor="middle" font-family="sans-serif" font-size="26" fill="#000" opacity="0.12" transform="rotate(-18 80 55)">SPECIMEN</text>';
  if (doc_type === 'identity') {
    const portrait = `<circle cx="32" cy="44" r="11" fill="hsl(${hue} 35% 55%)"/><path d="M12 82c0-16 40-16 40 0z" fill="hsl(${hue} 35% 55%)"/>`;
    const lines = [66, 66, 66, 66].map((x, i) => line(x, 34 + 12 * i, faker.number.int({ min: 40, max: 78 })));
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 101"><rect width="160" height="101" rx="6" fill="hsl(${hue} 40% 88%)"/><rect width="160" height="20" fill="hsl(${hue} 45% 55%)"/>${portrait}${lines.join('')}${mark}</svg>`;
  }
  const lines = Array.from({ length: 16 }, (_, i) =>
    line(16, 50 + 9 * i, faker.number.int({ min: 60, max: 128 }), 0.35),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 226"><rect width="160" height="226" fill="#fdfcf8"/><rect x="16" y="18" width="24" height="16" fill="hsl(${hue} 55% 50%)"/>${line(48, 24, 70)}${lines.join('')}${mark}</svg>`;
}

/** @returns a document that was sent in to be verified, as a picture of it */
export const makePaper = (faker: Faker, doc_type: DocType): Promise<Buffer> =>
  sharp(Buffer.from(draw(faker, doc_type)), { density: 220 })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 80 })
    .toBuffer();
