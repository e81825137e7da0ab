import { IMAGE_TYPES, UPLOADS } from '@api/contract/limits.ts';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { choiceOf, isPictureFile, preparePicture, UnusableFile } from '../media/picture.ts';

const { bytes, types } = UPLOADS.document.accepts.document;
const PDF = 'application/pdf';
/** How far into a file its head may begin. */
const HEAD = 1024;
export const MEGABYTES = bytes / 1024 / 1024;
/** As a file chooser takes them. */
export const CHOICE = choiceOf(types);

/** A paper goes as it is; only a picture that is too large is drawn smaller, and stays legible. */
const PICTURE_RULES = { bytes, types: IMAGE_TYPES, most: Number.POSITIVE_INFINITY, edge: 4096 };

const seemsPdf = ({ name, type }: File): boolean => type === PDF || /\.pdf$/i.test(name);

async function preparePdf(file: File): Promise<File> {
  const head = new TextDecoder('latin1').decode(await file.slice(0, HEAD).arrayBuffer());
  if (!head.includes('%PDF-')) throw new UnusableFile(t`This is not a PDF, whatever its name says.`);
  if (file.size > bytes) {
    const megabytes = i18n.number(MEGABYTES);
    throw new UnusableFile(t`This PDF is larger than ${megabytes} MB. Send the pages that matter.`);
  }
  const pdf = await import('../media/pdf.ts').catch(() => null);
  // Without what reads PDFs it can't be shown here, and can still be sent.
  if (pdf) await pdf.checkPdf(file);
  return file.type === PDF ? file : new File([file], file.name, { type: PDF });
}

/**
 * Looks at a chosen paper before it is sent: what its owner can't open here, staff can't open either.
 * @throws UnusableFile
 */
export async function preparePaper(file: File): Promise<File> {
  if (file.size === 0) throw new UnusableFile(t`This file is empty.`);
  if (seemsPdf(file)) return preparePdf(file);
  if (!isPictureFile(file)) {
    throw new UnusableFile(t`Choose a PDF or a photo of the document.`);
  }
  return (await preparePicture(file, PICTURE_RULES)).file;
}
