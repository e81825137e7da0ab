import { UPLOADS } from '@api/contract/limits.ts';
import { t } from '@lingui/core/macro';
import { choiceOf, isPictureFile, type Picture, preparePicture, UnusableFile } from '../media/picture.ts';
import { isVideoFile, prepareVideo } from '../media/video-file.ts';

const MB = 1024 * 1024;
const { image, video } = UPLOADS.story.accepts;
/** The longest edge that is sent: twice what the largest copy needs. */
export const EDGE = 2560;
const PICTURE = { ...image, most: 4096, edge: EDGE };

export const CHOICE = choiceOf([...image.types, ...video.types, '.mov', '.m4v']);
export const LARGEST = { picture: image.bytes / MB, video: video.bytes / MB };

/** What somebody is about to post. */
export type Chosen =
  /** The picture as it is sent, and the whole of it, for another try at cropping. */
  | { kind: 'image'; picture: Picture; whole: Picture }
  /** Whether this browser can show it; the API may take it all the same. */
  | { kind: 'video'; file: File; plays: boolean };

/**
 * Looks at a chosen file at once, before anything is sent.
 * @throws UnusableFile with what to do about it
 */
export async function prepareStory(file: File): Promise<Chosen> {
  if (isVideoFile(file)) {
    const { file: named, size } = await prepareVideo(file, video, 'story');
    return { kind: 'video', file: named, plays: size !== null };
  }
  if (!isPictureFile(file)) {
    throw new UnusableFile(t`A story is a picture or a video. Choose a JPEG, PNG, WebP, AVIF, GIF, MP4, WebM or MOV.`);
  }
  const picture = await preparePicture(file, PICTURE);
  return { kind: 'image', picture, whole: picture };
}
