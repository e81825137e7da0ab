import classes from './leaf.module.css';
import { leafOf, type Timed } from './when.ts';

/** The day as on a calendar; the words beside it say it in full. */
export function Leaf({ event }: { event: Timed }) {
  const { day, month } = leafOf(event);
  return (
    <span className={classes.leaf} aria-hidden="true">
      <span className={classes.month}>{month}</span>
      <span className={classes.day}>{day}</span>
    </span>
  );
}
