import { followParticipant } from '../chat/withhold.ts';
import { followHost } from '../events/withhold.ts';
import { followAuthor } from '../stories/withhold.ts';

/**
 * What somebody made, slice by slice: each brings what others see of it in line with the profile's `withheld`, as it is by
 * then, whoever calls how often. A slice that shows what somebody made adds itself here.
 */
const FOLLOWERS: readonly ((uid: string, hidden: boolean, hasTime: () => boolean) => Promise<number>)[] = [
  followAuthor,
  followHost,
  followParticipant,
];

/**
 * Hides everything that somebody made who isn't to be found, or shows it again.
 * @param hidden which of the two, as the profile said a moment ago. Whoever changes that calls this after it, so whatever
 *   was in line with it then is rightly passed over.
 * @returns how many documents were looked at
 */
export async function followWithheld(uid: string, hidden: boolean, hasTime: () => boolean): Promise<number> {
  let looked = 0;
  for (const follow of FOLLOWERS) looked += await follow(uid, hidden, hasTime);
  return looked;
}
