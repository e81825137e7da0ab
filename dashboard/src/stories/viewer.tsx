import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Modal } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { previewOf } from '../media/preview.ts';
import { Bars } from './bars.tsx';
import { Caption } from './caption.tsx';
import { Head } from './head.tsx';
import { beside, besideAuthor, type Chapter, follow, startOf } from './playlist.ts';
import type { Shown } from './shown.ts';
import { StorySlide } from './story-slide.tsx';
import { useGestures } from './use-gestures.ts';
import { usePageHidden } from './use-page-hidden.ts';
import { useStoryKeys } from './use-story-keys.ts';
import classes from './viewer.module.css';
import { Zone } from './zone.tsx';

interface Props<S extends Shown> {
  chapters: Chapter<S>[];
  /** Whose stories to begin with. */
  author: string;
  /** Asks for all of them anew. */
  refresh: () => Promise<readonly S[]>;
  onClose: () => void;
  /** A story is seen, and no longer on its way. */
  onSeen?: (story: S) => void;
  /** Another author's turn. */
  onAuthor?: (author: S['author']) => void;
  /** Below a story of one's own; `wait` lets the story wait. */
  foot?: (story: S, wait: (waits: boolean) => void) => ReactNode;
  /** In the head of somebody else’s, in the same way. */
  extra?: (story: S, wait: (waits: boolean) => void) => ReactNode;
}

/** Whether videos are heard: as it was last chosen. */
let wasMuted = true;

/** Gives the focus back to what had it, when the viewer goes. */
function useFocusBack(): void {
  const open = useRef(false);
  useLayoutEffect(() => {
    const before = document.activeElement;
    open.current = true;
    return () => {
      open.current = false;
      // After the dialog's own trap is gone, and unless React has only put it there again.
      setTimeout(() => {
        if (!open.current && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, []);
}

/** Stories on the whole screen, one after the other. */
export function Viewer<S extends Shown>({
  chapters,
  author,
  refresh,
  onClose,
  onSeen,
  onAuthor,
  foot,
  extra,
}: Props<S>) {
  useFocusBack();
  const there = new Map(chapters.flatMap(({ stories }) => stories).map((story) => [story.id, story]));
  const [list, setList] = useState(() => follow([], chapters));
  const grown = follow(list, chapters);
  if (grown !== list) setList(grown);
  const [at, setAt] = useState(() => startOf(grown, there, author) ?? '');
  const [round, setRound] = useState(0);
  const [ready, setReady] = useState<ReadonlySet<string>>(new Set());
  // Whoever wants less motion goes on by themselves.
  const calm = useReducedMotion(false, { getInitialValueInEffect: false });
  const [stopped, setStopped] = useState(calm);
  const [waits, setWaits] = useState(false);
  const [reading, setReading] = useState(false);
  const [muted, setMuted] = useState(wasMuted);
  const hidden = usePageHidden();
  const bars = useRef<HTMLDivElement>(null);

  const show = (id: string) => {
    setAt(id);
    setReading(false);
    setRound((n) => n + 1);
  };
  // Its time is over, or it was taken back: the next one is there in the same moment.
  const found = there.has(at) ? at : beside(grown, there, at, 1);
  if (found && found !== at) show(found);
  const story = there.get(found ?? '');
  const next = story ? beside(list, there, at, 1) : null;
  const go = (step: 1 | -1, to = beside(list, there, at, step)) => {
    if (to) show(to);
    else if (step > 0) onClose();
    else show(at);
  };
  const { held, isSpent, surface } = useGestures({
    onSwipe: (step) => go(step, besideAuthor(list, there, at, step)),
    onSwipeDown: onClose,
  });
  useStoryKeys(!waits, { go, toggle: () => setStopped((now) => !now) });

  const isOver = !story;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once.
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round begins at nothing.
  useLayoutEffect(() => bars.current?.style.setProperty('--share', '0'), [round]);
  const isSeen = story !== undefined && ready.has(at) && !hidden;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each story that is there to be seen.
  useEffect(() => {
    if (isSeen) onSeen?.(story);
  }, [isSeen, at]);
  const authorId = story?.author.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each author.
  useEffect(() => {
    if (story) onAuthor?.(story.author);
  }, [authorId]);
  if (!story) return null;

  const own = chapters.find((chapter) => chapter.author.id === authorId)?.stories ?? [];
  const running = ready.has(at) && !(held || stopped || waits || reading || hidden);
  const mark = (id: string) => (isReady: boolean) =>
    setReady((now) => {
      if (now.has(id) === isReady) return now;
      const changed = new Set(now);
      if (isReady) changed.add(id);
      else changed.delete(id);
      return changed;
    });
  const slides = [story, ...(next ? [there.get(next)] : [])].filter((each) => each !== undefined);
  const preview = previewOf(story.media.preview);
  const name = story.author.display_name;
  const index = i18n.number(own.findIndex(({ id }) => id === at) + 1);
  const count = i18n.number(own.length);
  return (
    <Modal
      opened
      fullScreen
      padding={0}
      radius={0}
      withCloseButton={false}
      withOverlay={false}
      closeOnEscape={!waits}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      onClose={onClose}
      classNames={{ body: classes.body ?? '', content: classes.content ?? '' }}
      attributes={{ content: { 'aria-label': t`Story by ${name}` } }}
    >
      <div className={classes.viewer}>
        {preview && <img className={classes.backdrop} src={preview} alt="" />}
        <div className={classes.stage} {...surface}>
          <div className={classes.slides}>
            {slides.map((each) => (
              <StorySlide
                key={each.id}
                story={each}
                refresh={refresh}
                active={each.id === at}
                running={running}
                round={round}
                muted={muted}
                isReady={ready.has(each.id)}
                onReady={mark(each.id)}
                onShare={(share) => bars.current?.style.setProperty('--share', String(share))}
                onEnd={() => go(1)}
                onStopped={() => setStopped(true)}
              />
            ))}
          </div>
          <Zone side="before" onPress={() => go(-1)} isSpent={isSpent} />
          <Zone side="after" onPress={() => go(1)} isSpent={isSpent} />
          <div className={classes.top} data-held={held || undefined}>
            <Bars ref={bars} stories={own} at={at} />
            <Head
              story={story}
              isOwn={foot !== undefined}
              stopped={stopped}
              onStop={() => setStopped((now) => !now)}
              sound={story.media.kind === 'video' && story.media.state === 'ready' ? !muted : null}
              onSound={() => {
                wasMuted = !muted;
                setMuted(!muted);
              }}
              onClose={onClose}
              extra={extra?.(story, setWaits)}
            />
          </div>
          <div className={classes.bottom} data-held={held || undefined}>
            <Caption
              key={`caption of ${at}`}
              text={story.caption}
              open={reading}
              onToggle={() => setReading((now) => !now)}
            />
            {foot?.(story, setWaits)}
          </div>
        </div>
        <p className={classes.spoken} aria-live="polite">
          {t`Story by ${name}, ${index} of ${count}. ${{ description: story.media.alt }}`}
        </p>
      </div>
    </Modal>
  );
}
