import type { ReactNode } from 'react';
import { Avatar, type Pictured } from '../ui/avatar.tsx';
import classes from './ring.module.css';

/** What the ring around a picture says. */
export type RingState = 'none' | 'new' | 'seen' | 'own' | 'busy' | 'refused';

interface Props {
  person: Pictured;
  state: RingState;
  /** Below the picture. */
  name: string;
  /** What a screen reader says. */
  label: string;
  /** Beside the picture, at its edge. */
  badge?: ReactNode;
  stop: { tabIndex: number; onFocus: () => void };
  onPress: () => void;
}

/** One circle. */
export function RingItem({ person, state, name, label, badge, stop, onPress }: Props) {
  return (
    <li className={classes.item}>
      <button type="button" className={classes.circle} aria-label={label} data-stop {...stop} onClick={onPress}>
        <span className={classes.ring} data-state={state}>
          <Avatar person={person} size={60} />
        </span>
        <span className={classes.name} data-state={state}>
          <bdi>{name}</bdi>
        </span>
      </button>
      {badge}
    </li>
  );
}
