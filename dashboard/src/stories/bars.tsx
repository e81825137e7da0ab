import type { Ref } from 'react';
import classes from './viewer.module.css';

interface Props {
  /** Set from outside, many times a second: `--share` is how much of the one in the middle has passed. */
  ref: Ref<HTMLDivElement>;
  stories: readonly { id: string }[];
  at: string;
}

/** One bar a story of this author: those before are full, the one that is shown fills. */
export function Bars({ ref, stories, at }: Props) {
  const index = stories.findIndex(({ id }) => id === at);
  return (
    <div ref={ref} className={classes.bars} aria-hidden="true">
      {stories.map(({ id }, i) => (
        <span key={id} data-is={i < index ? 'over' : i === index ? 'now' : 'ahead'} />
      ))}
    </div>
  );
}
