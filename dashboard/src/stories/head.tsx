import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Avatar } from '../ui/avatar.tsx';
import { CrossIcon, PauseIcon, PlayIcon, SoundIcon, SoundOffIcon } from '../ui/icons.tsx';
import { VerifiedTick } from '../ui/person.tsx';
import { Ago } from '../ui/time.tsx';
import type { Shown } from './shown.ts';
import classes from './viewer.module.css';

interface Props {
  story: Shown;
  isOwn: boolean;
  stopped: boolean;
  onStop: () => void;
  /** Null where there is nothing to hear. */
  sound: boolean | null;
  onSound: () => void;
  onClose: () => void;
  /** Beside the others, of somebody else’s story. */
  extra?: ReactNode;
}

/** Whose story it is, and what one can do with the viewer. */
export function Head({ story: { author, created_at }, isOwn, stopped, onStop, sound, onSound, onClose, extra }: Props) {
  return (
    <div className={classes.head}>
      <Link href={`/people/${author.username}`} className={classes.author}>
        <Avatar person={author} size={36} />
        <span className={classes.who}>
          <span className={classes.name}>
            <bdi>{isOwn ? t`Your story` : author.display_name}</bdi>
            {author.is_verified && <VerifiedTick size={14} />}
          </span>
          <span className={classes.when}>
            <Ago time={created_at} />
          </span>
        </span>
      </Link>
      <button
        type="button"
        className={classes.tool}
        data-autofocus
        aria-label={stopped ? t`Play` : t`Pause`}
        onClick={onStop}
      >
        {stopped ? <PlayIcon /> : <PauseIcon />}
      </button>
      {sound !== null && (
        <button
          type="button"
          className={classes.tool}
          aria-label={sound ? t`Sound off` : t`Sound on`}
          onClick={onSound}
        >
          {sound ? <SoundIcon /> : <SoundOffIcon />}
        </button>
      )}
      {extra}
      <button type="button" className={classes.tool} aria-label={t`Close`} onClick={onClose}>
        <CrossIcon />
      </button>
    </div>
  );
}
