import sharp from 'sharp';
import type { DocType } from '../../../functions/src/verification/schema.ts';
import type { Character } from '../people/character.ts';
import { cityOf } from '../people/places.ts';
import { logo } from './logos.ts';
import { portrait } from './portraits.ts';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const text = (x: number, y: number, size: number, words: string, more = ''): string =>
  `<text x="${x}" y="${y}" font-family="sans-serif" font-size="${size}" fill="#27303f" ${more}>${escaped(words)}</text>`;

/** A field of a form: what it is called in small letters, and what stands in it. */
const field = (x: number, y: number, name: string, value: string): string =>
  text(x, y, 15, name, 'opacity=".6"') + text(x, y + 32, 27, value);

/** Nobody could take it for a real one. */
const specimen = (x: number, y: number, size: number): string =>
  text(
    x,
    y,
    size,
    'SPECIMEN',
    `font-weight="bold" text-anchor="middle" opacity=".12" transform="rotate(-18 ${x} ${y})"`,
  );

const waves = (count: number, width: number, step: number): string =>
  Array.from({ length: count }, (_, i) => {
    const y = 120 + step * i;
    return `<path d="M0 ${y}q${width / 8}-40 ${width / 4} 0t${width / 4} 0 ${width / 4} 0 ${width / 4} 0" fill="none" stroke="#3f6f8f" opacity=".14" stroke-width="2"/>`;
  }).join('');

const inside = (x: number, y: number, size: number, drawing: string): string =>
  `<image x="${x}" y="${y}" width="${size}" height="${size}" href="data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}"/>`;

const pictureOf = ({ picture }: Character, size: number): string =>
  'mark' in picture ? logo(picture, size) : portrait(picture, size);

/** A card with a portrait. */
function card(character: Character, number: string): string {
  // What stands after the dot is the name in another script.
  const words = (character.display_name.split(' · ')[0] ?? '').split(' ');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="632" viewBox="0 0 1000 632"><rect width="1000" height="632" rx="36" fill="#e4eef2"/>${waves(14, 1000, 38)}` +
    `<rect width="1000" height="104" fill="#3f6f8f"/><text x="48" y="66" font-family="sans-serif" font-size="34" fill="#fff" letter-spacing="4">IDENTITY CARD</text>` +
    `${inside(48, 144, 300, pictureOf(character, 300))}<rect x="48" y="144" width="300" height="300" fill="none" stroke="#3f6f8f" stroke-width="3"/>` +
    field(400, 170, 'Surname', words.slice(1).join(' ') || '–') +
    field(400, 250, 'Given name', words[0] ?? '') +
    field(400, 330, 'Residence', cityOf(character.place)) +
    field(400, 410, 'Number', number) +
    text(48, 545, 25, `IDSPECIMEN${number}${'<'.repeat(22)}`, 'letter-spacing="3"') +
    text(
      48,
      588,
      25,
      `${words.reverse().join('<').toUpperCase().slice(0, 30)}${'<'.repeat(10)}`,
      'letter-spacing="3"',
    ) +
    `${specimen(640, 380, 110)}</svg>`
  );
}

/** A sheet from a register. */
function sheet(character: Character, number: string): string {
  const { company = character.display_name, display_name, category, place } = character;
  const rows: [string, string][] = [
    ['Registered name', company],
    ['Trading as', display_name],
    ['Registered office', cityOf(place)],
    ['Purpose', category],
    ['Number in the register', number],
    ['Status', 'Active'],
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1130" viewBox="0 0 800 1130"><rect width="800" height="1130" fill="#fdfcf8"/>` +
    inside(80, 80, 110, pictureOf(character, 110)) +
    text(220, 125, 32, 'Extract from the', '') +
    text(220, 168, 32, 'register of companies', '') +
    '<path d="M80 230h640" stroke="#27303f" stroke-width="2"/>' +
    rows.map(([name, value], i) => field(80, 290 + 96 * i, name, value)).join('') +
    '<path d="M80 870h640" stroke="#27303f" opacity=".3"/>' +
    text(80, 920, 17, 'This extract was made for demonstration. It proves nothing about anybody.', 'opacity=".7"') +
    '<circle cx="640" cy="1000" r="64" fill="none" stroke="#a3333d" stroke-width="6" opacity=".5"/><circle cx="640" cy="1000" r="48" fill="none" stroke="#a3333d" stroke-width="2" opacity=".5"/>' +
    `${specimen(400, 620, 120)}</svg>`
  );
}

/**
 * @param blurred as if the phone had been moved
 * @returns a document that was sent in to be verified, as a picture of it
 */
export function makePaper(character: Character, doc_type: DocType, number: string, blurred = false): Promise<Buffer> {
  const drawing = doc_type === 'identity' ? card(character, number) : sheet(character, number);
  const picture = sharp(Buffer.from(drawing)).flatten({ background: '#8a7f72' });
  return (blurred ? picture.blur(7) : picture).jpeg({ quality: 82 }).toBuffer();
}
