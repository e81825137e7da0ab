import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ROOT } from '../../emulators/run.ts';

const WEBP = { quality: 82, effort: 2 };

/** Drawing all takes seconds: what was drawn once is kept for the next start. */
const KEPT = join(ROOT, '.emulators', 'pictures');

/** @returns the drawing as WebP in each of these widths, or as large as it is; it is drawn once */
async function draw(svg: string, widths: readonly number[]): Promise<Buffer[]> {
  const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const resized = (width: number) => sharp(data, { raw: info }).resize({ width, withoutEnlargement: true });
  return Promise.all(widths.map((width) => resized(width).webp(WEBP).toBuffer()));
}

async function keep(file: string, data: Buffer): Promise<void> {
  // Two at once must not leave half of one.
  const unfinished = `${file}.${process.pid}.${Math.random()}`;
  await writeFile(unfinished, data);
  await rename(unfinished, file);
}

/** @returns the drawing as WebP in each of these widths, or as large as it is */
export async function render(svg: string, widths: readonly number[]): Promise<Buffer[]> {
  const key = createHash('sha256')
    .update(JSON.stringify([svg, WEBP, sharp.versions]))
    .digest('hex');
  const files = widths.map((width) => join(KEPT, `${key.slice(0, 32)}-${width}.webp`));
  const kept = await Promise.all(files.map((file) => readFile(file).catch(() => null)));
  if (kept.every((data) => data !== null)) return kept;
  const drawn = await draw(svg, widths);
  await mkdir(KEPT, { recursive: true });
  await Promise.all(drawn.map((data, i) => keep(files[i] ?? '', data)));
  return drawn;
}
