import type { Accepted } from '@api/contract/limits.ts';
import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { UnusableFile } from './picture.ts';

const MB = 1024 * 1024;

/** Where the system has no name for a file's type. */
const BY_NAME: Record<string, string> = {
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
};

/** A video that can be sent. */
export interface VideoFile {
  file: File;
  /** In pixels; null where this browser can't show it. The API may take it all the same. */
  size: { width: number; height: number } | null;
}

const extensionOf = ({ name }: File): string => name.split('.').at(-1)?.toLowerCase() ?? '';

export const isVideoFile = (file: File): boolean =>
  file.type.startsWith('video/') || (!file.type && extensionOf(file) in BY_NAME);

interface Facts {
  seconds: number;
  width: number;
  height: number;
}

/** What a video is like, or null where this browser can't read it. */
async function factsOf(file: File): Promise<Facts | null> {
  const url = URL.createObjectURL(file);
  const element = document.createElement('video');
  element.preload = 'metadata';
  element.muted = true;
  try {
    return await new Promise<Facts | null>((resolve) => {
      element.onloadedmetadata = () =>
        resolve({ seconds: element.duration, width: element.videoWidth, height: element.videoHeight });
      element.onerror = () => resolve(null);
      element.src = url;
    });
  } finally {
    element.removeAttribute('src');
    element.load();
    URL.revokeObjectURL(url);
  }
}

const tooLong = (seconds: string, most: string) => ({
  message: t`This video takes ${seconds} seconds; a message has at most ${most}. Cut it shorter first.`,
  story: t`This video takes ${seconds} seconds; a story has at most ${most}. Cut it shorter first.`,
});

/**
 * Looks at a chosen video at once, before anything is sent.
 * @param what it is for
 * @throws UnusableFile with what to do about it
 */
export async function prepareVideo(
  file: File,
  rules: Accepted & { seconds: number },
  what: keyof ReturnType<typeof tooLong>,
): Promise<VideoFile> {
  const type = file.type || BY_NAME[extensionOf(file)] || '';
  if (!rules.types.some((each) => each === type)) {
    throw new UnusableFile(t`This kind of video can’t be shown. Choose an MP4, WebM or MOV.`);
  }
  if (file.size > rules.bytes) {
    const megabytes = i18n.number(rules.bytes / MB);
    throw new UnusableFile(t`This video is larger than ${megabytes} MB. Cut it shorter, or choose another one.`);
  }
  const facts = await factsOf(file);
  // Recordings of browsers don't say how long they are.
  if (facts && Number.isFinite(facts.seconds) && Math.floor(facts.seconds) > rules.seconds) {
    throw new UnusableFile(tooLong(i18n.number(Math.round(facts.seconds)), i18n.number(rules.seconds))[what]);
  }
  const named = type === file.type ? file : new File([file], file.name, { type });
  return { file: named, size: facts && { width: facts.width, height: facts.height } };
}
