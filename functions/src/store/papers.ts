import { invalidField } from '../contract/api-error.ts';
import { type Accepted, UPLOADS, type UploadKind } from '../contract/limits.ts';
import { contentOf } from './content.ts';
import { expectPicture } from './images.ts';
import type { Incoming } from './incoming.ts';

/** The kinds that take papers. */
export type PaperKind = {
  [K in UploadKind]: (typeof UPLOADS)[K]['accepts'] extends { document: Accepted } ? K : never;
}[UploadKind];

/** Where a PDF's end must lie, and how long what it points to may be. */
const END = 1024;
const POINTED = 64;

const PDF = 'application/pdf';

/**
 * Whether a PDF is there to its end, and nothing else behind it: the last line says so, and the one before points into
 * the file, at the table of its objects. Encrypted ones have that, too.
 */
async function isWholePdf(file: Incoming): Promise<boolean> {
  const tail = (await file.range(Math.max(0, file.size - END), file.size)).toString('latin1');
  const [, offset] = /startxref\s+(\d{1,10})\s+%%EOF[\s\0]*$/.exec(tail) ?? [];
  if (offset === undefined) return false;
  const pointed = (await file.range(Number(offset), Number(offset) + POINTED)).toString('latin1');
  return /^\s*(xref\b|\d+\s+\d+\s+obj\b)/.test(pointed);
}

/**
 * Looks at a paper: a PDF, or a picture of one. It is kept byte by byte; so whoever shows it must not let it run
 * anything, and the answers of routes that send files see to that (`http/response.ts`).
 * @returns its type, by its content
 * @throws ApiError 415 for what isn't accepted, 413 for too many bytes, 400 for what is damaged
 */
export async function paperOf(file: Incoming, kind: PaperKind): Promise<{ type: string }> {
  const { type } = await contentOf(file, kind);
  const { field } = UPLOADS[kind];
  if (type !== PDF) await expectPicture(file, field);
  else if (!(await isWholePdf(file))) {
    throw invalidField(field, 'This PDF is damaged or incomplete. Save it again, or send a picture of it.');
  }
  return { type };
}
