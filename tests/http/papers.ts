import { bytes } from './multipart.ts';

interface Pdf {
  version?: string;
  /** In place of the table of objects. */
  table?: string;
  /** More of the trailer. */
  trailer?: string;
  newline?: string;
  /** Bytes of a stream in it. */
  filling?: number;
}

/** A PDF of one empty page, as small as they get. */
export function pdf({
  version = '1.7',
  table,
  trailer = '',
  newline = '\n',
  filling = 0,
}: Pdf = {}): Uint8Array<ArrayBuffer> {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>',
    `<</Length ${filling}>>${newline}stream${newline}${'x'.repeat(filling)}${newline}endstream`,
  ];
  let text = `%PDF-${version}${newline}`;
  const offsets: number[] = [];
  for (const [i, object] of objects.entries()) {
    offsets.push(text.length);
    text += `${i + 1} 0 obj${newline}${object}${newline}endobj${newline}`;
  }
  const start = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += table ?? `xref${newline}0 ${objects.length + 1}${newline}0000000000 65535 f \n${rows}`;
  text += `trailer${newline}<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>${newline}`;
  return bytes(`${text}startxref${newline}${start}${newline}%%EOF${newline}`);
}
