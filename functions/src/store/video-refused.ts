/** Why a video isn't taken, in words for whoever sent it. */
export class VideoRefused extends Error {
  override readonly name = 'VideoRefused';
  readonly code: 'unsupported_media_type' | 'invalid_request';

  constructor(code: VideoRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export const unsupported = (message: string): VideoRefused => new VideoRefused('unsupported_media_type', message);

export const unfit = (message: string): VideoRefused => new VideoRefused('invalid_request', message);

export const damaged = (): VideoRefused =>
  unfit('This video is damaged or incomplete. Choose another one, or export it anew as MP4.');

/** More was to be read than may be. */
export class TooFar extends Error {
  override readonly name = 'TooFar';
}
