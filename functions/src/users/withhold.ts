import { followParticipant } from '../chat/withhold.ts';
import { followHost } from '../events/withhold.ts';
import { longWalk } from '../runtime/long-work.ts';
import { followAuthor } from '../stories/withhold.ts';
import type { Follow } from './follow.ts';

/**
 * What somebody made, slice by slice: each brings what others see of it in line with the profile's `withheld`, as it is by
 * then, whoever calls how often. A slice that shows what somebody made adds itself here; the name stands in cursors.
 */
const FOLLOWERS: Readonly<Record<string, Follow>> = {
  stories: followAuthor,
  events: followHost,
  conversations: followParticipant,
};

/**
 * Hides everything that somebody made who isn't to be found, or shows it again. Whoever changes that calls it afterwards: it
 * ends with what the profile says by then. Past a thousand documents it goes on as a task, from where it has come to.
 * @returns how many documents were looked at
 */
export async function followWithheld(uid: string, hasTime: () => boolean): Promise<number> {
  const walk = longWalk();
  const [name = '', path = null] = walk.cursor?.split(' ') ?? [];
  const slices = Object.keys(FOLLOWERS);
  let looked = 0;
  let after = path;
  for (const slice of slices.slice(Math.max(0, slices.indexOf(name)))) {
    let size: number | undefined;
    do {
      if (!hasTime()) return looked;
      const followed = await FOLLOWERS[slice]?.(uid, after, size);
      looked += followed?.looked ?? 0;
      after = followed?.last ?? null;
      size = followed?.size ?? size;
      if (after !== null) await walk.save(`${slice} ${after}`, looked);
    } while (after !== null);
  }
  return looked;
}
