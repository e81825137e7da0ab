import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Loader } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Said } from '../live/said.tsx';
import type { Shown } from './shown.ts';
import { Slide, type SlideProps } from './slide.tsx';
import { useRenewed } from './use-renewed.ts';
import classes from './viewer.module.css';

interface Props<S extends Shown> extends Omit<SlideProps, 'media' | 'name' | 'reached' | 'onFail'> {
  story: S;
  refresh: () => Promise<readonly S[]>;
  isReady: boolean;
}

/** A story's picture or video, or what is to be said where there is none to see. */
export function StorySlide<S extends Shown>({ story, refresh, isReady, ...slide }: Props<S>) {
  const { media, turn, state, onFail, retry } = useRenewed(story, refresh);
  const reached = useRef(0);
  const { active, onReady } = slide;
  // What was there is loaded anew from another address.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each exchange, not at each render.
  useEffect(() => {
    if (turn > 0) onReady(false);
  }, [turn]);
  if (media.state === 'processing') {
    return (
      <Notice active={active} title={t`Your video is being prepared`}>
        <Trans>It is shown to your connections as soon as it is ready. You can go on meanwhile.</Trans>
      </Notice>
    );
  }
  if (media.state === 'refused') {
    return (
      <Notice active={active} title={t`This video could not be shown`}>
        <Said english={media.reason ?? ''} /> <Trans>Nobody else sees it. Delete it, and post another one.</Trans>
      </Notice>
    );
  }
  if (state === 'failed') {
    return (
      <Notice
        active={active}
        title={t`This story could not be loaded`}
        action={
          <Button variant="white" color="dark" onClick={retry}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <Trans>Check your connection, or go on to the next one.</Trans>
      </Notice>
    );
  }
  return (
    <>
      {state === 'usable' && (
        <Slide
          key={turn}
          {...slide}
          media={media}
          reached={reached}
          name={t`Story by ${{ name: story.author.display_name }}, without a description`}
          onFail={() => {
            onReady(false);
            onFail();
          }}
        />
      )}
      {active && !isReady && <Loader className={classes.loader} color="white" size={36} />}
    </>
  );
}

interface NoticeProps {
  active: boolean;
  title: string;
  children: React.ReactNode;
  action?: React.ReactNode;
}

function Notice({ active, title, children, action }: NoticeProps) {
  if (!active) return null;
  return (
    <div className={classes.notice} role="status">
      <strong>{title}</strong>
      <p dir="auto">{children}</p>
      {action}
    </div>
  );
}
