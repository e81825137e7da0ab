import { fromStored } from '../store/converter.ts';
import { Chosen, followChoices } from './quiet.ts';

/**
 * An account was changed: fan-outs to which its owner belongs learn what they don't want to be told of.
 * @returns with how many connections that was looked after
 */
export async function followPreferences(uid: string, before: unknown, after: unknown): Promise<number> {
  return followChoices(uid, fromStored(Chosen, before), fromStored(Chosen, after));
}
