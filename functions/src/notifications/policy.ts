import { LIMITS } from '../contract/limits.ts';
import { choiceOf, preferencesOf } from '../contract/preferences.ts';
import type { Quiet, Topic } from '../contract/topics.ts';
import type { Account } from '../users/schema.ts';
import { ACTORS, type Actor, type Notification } from './schema.ts';

/** For how long a notification is kept that was read. */
export const KEPT_DAYS = 90;

/** What decides whether somebody is told: what it is about, who did it, and what it leads to. */
export type Matter = Pick<Notification, 'actor' | 'target'> & { topic: Notification['reason']['topic'] };

/** What Infloo itself has to say reaches people whomever they have muted. */
const isMuted = ({ muted_people = [], muted_events = [] }: Account, { actor, target }: Matter): boolean =>
  (actor !== null && muted_people.includes(actor.id)) || (target.kind === 'event' && muted_events.includes(target.id));

/** @param account undefined for nobody @returns whether somebody finds it in their list */
export function wants(account: Account | undefined, matter: Matter): account is Account {
  if (!account) return false;
  const choice = choiceOf(preferencesOf(account), matter.topic, 'in_app');
  return choice === null || (choice && !isMuted(account, matter));
}

/** @returns whether their phone tells it, too: never what isn't in the list */
export const wantsPush = (account: Account, topic: Matter['topic']): boolean =>
  account.suspension === undefined && choiceOf(preferencesOf(account), topic, 'push') === true;

/** @returns what somebody doesn't want to be told of by their connection `other` */
export function quietAbout(account: Pick<Account, 'preferences' | 'muted_people'>, other: string): Quiet {
  const preferences = preferencesOf(account);
  const off = (topic: Topic) => choiceOf(preferences, topic, 'in_app') === false;
  return {
    hosting: off('hosting'),
    attendance: off('attendance'),
    everything: account.muted_people?.includes(other) ?? false,
  };
}

/** Of how many mutes the newest are kept. */
const withNewest = (list: readonly string[] = [], id: string): string[] =>
  [...list.filter((one) => one !== id), id].slice(-LIMITS.mutes);

/** @returns the fields of an account after a person or an event was muted; of too many the oldest is muted no more */
export const muted = (account: Account, kind: 'person' | 'event', id: string): Partial<Account> =>
  kind === 'person'
    ? { muted_people: withNewest(account.muted_people, id) }
    : { muted_events: withNewest(account.muted_events, id) };

/**
 * @param before the last who did it so far, newest first
 * @param late whether somebody else did it later
 * @returns the same with one more
 */
export function lastActors(before: readonly Actor[], actor: Actor | null, late: boolean): Actor[] {
  if (!actor) return [...before];
  const others = before.filter(({ id }) => id !== actor.id);
  return (late ? [...others, actor] : [actor, ...others]).slice(0, ACTORS);
}

/** @returns what is left of a row without one of those who did it; null where it speaks of them */
export function withoutActor({ actors, actor }: Pick<Notification, 'actors' | 'actor'>, uid: string) {
  if (actor?.id === uid) return null;
  const left = actors.filter(({ id }) => id !== uid);
  return { actors: left, actor_ids: left.map(({ id }) => id) };
}
