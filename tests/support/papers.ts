import sharp from 'sharp';

/** @returns the PDF that these objects make, the first of which is its catalog */
function assemble(objects: string[]): Buffer {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = body.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

/** A PDF of A4 pages, each with a line of text in a typeface that isn't in the file. */
export function pdfOf(...pages: string[]): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((text, i) => {
      const stream = `BT /F1 24 Tf 72 760 Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`;
      const resources = '/Resources << /Font << /F1 3 0 R >> >>';
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${resources} /Contents ${5 + 2 * i} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  return assemble(objects);
}

/** A photo of a driving licence, as a phone would take it. */
export function licencePhoto(name: string, width = 1600, height = 1000): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1600 1000">
    <rect width="1600" height="1000" fill="#6b6f76"/>
    <rect x="120" y="90" width="1360" height="820" rx="60" fill="#f4d9dd"/>
    <rect x="200" y="300" width="340" height="440" fill="#c9a6ad"/>
    <text x="200" y="220" font-size="90" font-family="sans-serif" fill="#3c2a2e">DRIVING LICENCE</text>
    <text x="620" y="380" font-size="70" font-family="sans-serif" fill="#3c2a2e">${name}</text>
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer();
}

/** A PDF whose login nobody knows: what PDF.js sees of one that asks for a password. */
export function lockedPdf(): Buffer {
  const open = pdfOf('Locked').toString('latin1');
  const secret = `<${'ab'.repeat(32)}>`;
  const lock = `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${secret} /U ${secret} /P -4 >> /ID [<00> <00>]`;
  return Buffer.from(open.replace('/Root 1 0 R', `/Root 1 0 R ${lock}`), 'latin1');
}

/** A PDF with a page that is one black picture, packed as fax machines and many scanners do. */
export function faxPdf(): Buffer {
  // Eight rows that are as the one before, which is white; and white is told to be black.
  const fax = 'ff001001';
  const picture = '/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 1';
  const filter =
    '/Filter [/ASCIIHexDecode /CCITTFaxDecode] /DecodeParms [null << /K -1 /Columns 8 /Rows 8 /BlackIs1 true >>]';
  const content = '400 0 0 400 0 0 cm /I Do';
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    `<< ${picture} ${filter} /Length ${fax.length + 1} >>\nstream\n${fax}>\nendstream`,
  ]);
}
