import { UPLOADS } from '@api/contract/limits.ts';
import { t } from '@lingui/core/macro';
import { choiceOf, isPictureFile, preparePicture, UnusableFile } from '../media/picture.ts';
import { isVideoFile, prepareVideo } from '../media/video-file.ts';
import type { OutgoingFile } from './types.ts';

const MB = 1024 * 1024;
const { image, video, document } = UPLOADS.attachment.accepts;
/** Twice what the largest copy needs; a photo straight from a phone is made small enough. */
const PICTURE = { ...image, most: 4096, edge: 2560 };

/** What may be chosen, as a file chooser takes it. */
export const CHOICE = choiceOf([...image.types, ...video.types, ...document.types, '.mov', '.m4v']);
/** How many files one can send at once: each is a message of its own. */
export const MOST_FILES = 10;

/**
 * Looks at a chosen file at once, before anything is sent.
 * @throws UnusableFile with what to do about it
 */
export async function prepareAttachment(file: File): Promise<OutgoingFile> {
  if (file.type === 'application/pdf') {
    const most = document.bytes / MB;
    if (file.size > document.bytes) throw new UnusableFile(t`This PDF is larger than ${most} MB.`);
    return { kind: 'document', file };
  }
  if (isVideoFile(file)) {
    const { file: named, size } = await prepareVideo(file, video, 'message');
    return { kind: 'video', file: named, ...size };
  }
  if (!isPictureFile(file)) {
    throw new UnusableFile(t`This kind of file can’t be sent. Choose a picture, a video or a PDF.`);
  }
  const picture = await preparePicture(file, PICTURE);
  return { kind: 'image', ...picture };
}
