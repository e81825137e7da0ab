import { STORY_SECONDS, UPLOADS } from '@api/contract/limits.ts';
import { choiceOf, type Picture, preparePicture, UnusableFile } from '../media/picture.ts';

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

/** Where the system has no name for a file's type. */
const BY_NAME: Record<string, (typeof video.types)[number]> = {
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
};

/** How long a video is, or null where this browser can't read it. */
async function secondsOf(file: File): Promise<number | null> {
  const url = URL.createObjectURL(file);
  const element = document.createElement('video');
  element.preload = 'metadata';
  element.muted = true;
  try {
    return await new Promise<number | null>((resolve) => {
      element.onloadedmetadata = () => resolve(element.duration);
      element.onerror = () => resolve(null);
      element.src = url;
    });
  } finally {
    element.removeAttribute('src');
    element.load();
    URL.revokeObjectURL(url);
  }
}

async function prepareVideo(file: File): Promise<Chosen> {
  const type = file.type || BY_NAME[file.name.split('.').at(-1)?.toLowerCase() ?? ''] || '';
  if (!video.types.some((each) => each === type)) {
    throw new UnusableFile('This kind of video can’t be shown. Choose an MP4, WebM or MOV.');
  }
  if (file.size > video.bytes) {
    throw new UnusableFile(`This video is larger than ${LARGEST.video} MB. Cut it shorter, or choose another one.`);
  }
  const seconds = await secondsOf(file);
  // Recordings of browsers don't say how long they are.
  if (seconds !== null && Number.isFinite(seconds) && Math.floor(seconds) > STORY_SECONDS) {
    throw new UnusableFile(
      `This video takes ${Math.round(seconds)} seconds; a story has at most ${STORY_SECONDS}. Cut it shorter first.`,
    );
  }
  const named = type === file.type ? file : new File([file], file.name, { type });
  return { kind: 'video', file: named, plays: seconds !== null };
}

/**
 * Looks at a chosen file at once, before anything is sent.
 * @throws UnusableFile with what to do about it
 */
export async function prepareStory(file: File): Promise<Chosen> {
  const extension = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  if (file.type.startsWith('video/') || (!file.type && extension in BY_NAME)) return prepareVideo(file);
  if (!file.type.startsWith('image/') && !/hei[cf]/.test(extension)) {
    throw new UnusableFile('A story is a picture or a video. Choose a JPEG, PNG, WebP, AVIF, GIF, MP4, WebM or MOV.');
  }
  const picture = await preparePicture(file, PICTURE);
  return { kind: 'image', picture, whole: picture };
}
