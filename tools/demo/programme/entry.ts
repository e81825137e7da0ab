import type { Category } from '../people/categories.ts';
import type { Place } from '../people/places.ts';
import type { Picture } from '../pictures/scenes.ts';

/** When something takes place: on this weekday, so many days from today or up to six later; by the clocks there. */
export interface When {
  day: number;
  on?: 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';
  time: string;
  hours: number;
}

/** How somebody takes part. Who waits came when all seats were taken. */
export type Part = 'going' | 'interested' | 'invited' | 'waiting';

/** An event of the demo world. */
export interface Entry {
  /** The host's username. */
  by: string;
  category: Category;
  title: string;
  description: string;
  /** Where: a venue in a place; without a venue it is online, at the clocks of the place. */
  place: Place;
  venue?: string;
  picture: Picture;
  /** `now` is under way whenever the world is made; it is left out where it would be night. */
  when: When | 'now';
  capacity?: number;
  connectionsOnly?: true;
  cancelled?: string;
  /** How the cast takes part. */
  cast?: Partial<Record<'alice' | 'bob' | 'erin' | 'vera', Part>>;
}
