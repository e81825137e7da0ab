import type { Media } from '@api/contract/media.ts';
import { type RefObject, useEffect, useRef } from 'react';
import classes from './slide.module.css';
import { useFrames } from './use-frames.ts';

/** How long a picture stays, in milliseconds. */
const PICTURE_MS = 6000;

export interface SlideProps {
  media: Media;
  /** What to call it where nobody has described it. */
  name: string;
  /** Whether it is looked at; the next one is there before, so that it shows at once. */
  active: boolean;
  /** Whether its time runs. */
  running: boolean;
  /** Counts how often it was begun from its start. */
  round: number;
  muted: boolean;
  /** Where a video was, in seconds, when another address had to take over. */
  reached: RefObject<number>;
  /** Whether there is something to see, or to go on with. */
  onReady: (ready: boolean) => void;
  /** How much of its time has passed, from 0 to 1. */
  onShare: (share: number) => void;
  onEnd: () => void;
  onFail: () => void;
  /** The browser won't play it unasked. */
  onStopped: () => void;
}

/** The picture or the video of one story. */
export function Slide(props: SlideProps) {
  return props.media.kind === 'video' ? <Clip {...props} /> : <Still {...props} />;
}

function Still({ media, name, active, running, round, onReady, onShare, onEnd, onFail }: SlideProps) {
  const passed = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever comes back to it sees it for as long again.
  useEffect(() => {
    passed.current = 0;
  }, [active, round]);
  useFrames(active && running, (ms) => {
    passed.current += ms;
    onShare(Math.min(1, passed.current / PICTURE_MS));
    // Once a round.
    if (passed.current >= PICTURE_MS && passed.current - ms < PICTURE_MS) onEnd();
  });
  return (
    <img
      className={classes.media}
      src={media.urls['1280']}
      alt={media.alt || name}
      width={media.width}
      height={media.height}
      hidden={!active}
      draggable={false}
      onLoad={() => onReady(true)}
      onError={onFail}
    />
  );
}

function Clip({
  media,
  name,
  active,
  running,
  round,
  muted,
  reached,
  onReady,
  onShare,
  onEnd,
  onFail,
  onStopped,
}: SlideProps) {
  const video = useRef<HTMLVideoElement>(null);
  const stopped = useRef(onStopped);
  stopped.current = onStopped;
  const playing = active && running;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round begins at the start.
  useEffect(() => {
    if (video.current && video.current.currentTime > 0) video.current.currentTime = 0;
  }, [active, round]);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    if (!playing) return element.pause();
    element.play().catch((error: unknown) => {
      if ((error as { name?: unknown }).name === 'NotAllowedError') stopped.current();
    });
  }, [playing]);
  useFrames(playing, () => {
    const { currentTime = 0, duration = 0 } = video.current ?? {};
    if (duration > 0) onShare(Math.min(1, currentTime / duration));
  });
  return (
    <video
      ref={video}
      className={classes.media}
      src={media.urls.video}
      aria-label={media.alt || name}
      width={media.width}
      height={media.height}
      hidden={!active}
      muted={muted}
      playsInline
      preload="auto"
      disablePictureInPicture
      onLoadedMetadata={({ currentTarget }) => {
        if (reached.current > 0) currentTarget.currentTime = reached.current;
        reached.current = 0;
      }}
      onCanPlay={() => onReady(true)}
      onPlaying={() => onReady(true)}
      onWaiting={() => onReady(false)}
      onEnded={onEnd}
      onError={({ currentTarget }) => {
        reached.current = currentTarget.currentTime;
        onFail();
      }}
    />
  );
}
