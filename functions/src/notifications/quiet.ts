import type { z } from 'zod';
import { connectionDocument } from '../connections/ties.ts';
import { otherMember, pairId, pairMembers } from '../contract/pair.ts';
import { QUIET, type Quiet } from '../contract/topics.ts';
import { db } from '../firebase.ts';
import { longWork } from '../runtime/long-work.ts';
import { readTogether } from '../store/converter.ts';
import { connectionsOf, setQuiet } from '../store/edges.ts';
import { accountDocument } from '../users/documents.ts';
import { Account } from '../users/schema.ts';
import { quietAbout } from './policy.ts';

/** Connections a commit. */
const PAGE = 200;

const isQuiet = (quiet: Quiet): boolean => QUIET.some((key) => quiet[key]);

/** Writes into the edges of `others` what `uid` doesn't want to be told of by them, as it is at the commit. */
const writePage = (uid: string, others: readonly string[]): Promise<void> =>
  db().runTransaction(async (tx) => {
    const [account, ...connections] = await readTogether(
      tx,
      accountDocument(uid),
      ...others.map((other) => connectionDocument(pairId(uid, other))),
    );
    if (!account) return;
    for (const [i, other] of others.entries()) {
      const connection = connections[i];
      if (connection?.status !== 'accepted') continue;
      setQuiet(tx, other, uid, connection.edge_shards?.[other] ?? 0, quietAbout(account, other));
    }
  });

/** What of an account says what its owner doesn't want to be told of: an event of it holds no more. */
export const Chosen = Account.pick({ preferences: true, muted_people: true });
type Chosen = z.infer<typeof Chosen>;

/** Topics that are told to all connections of somebody, as a choice of theirs changes. */
const choseAnew = (was: Chosen, is: Chosen): boolean => {
  const [before, after] = [quietAbout(was, ''), quietAbout(is, '')];
  return QUIET.some((key) => before[key] !== after[key]);
};

/** Whoever is muted in one of the two alone. */
function mutedAnew({ muted_people: was = [] }: Chosen, { muted_people: is = [] }: Chosen): string[] {
  const [before, after] = [new Set(was), new Set(is)];
  return [...was.filter((uid) => !after.has(uid)), ...is.filter((uid) => !before.has(uid))];
}

/**
 * Somebody's account was written: tells the edges of their connections what a fan-out must leave them out of. What stands
 * in the account by now is written, so events may come late and in any order.
 * @returns with how many connections it was looked after
 */
export async function followChoices(uid: string, was: Chosen, is: Chosen): Promise<number> {
  const others = choseAnew(was, is) ? (await connectionsOf(uid)).ids.toSorted() : mutedAnew(was, is).toSorted();
  const progress = longWork(others.length);
  const open = others.filter((other) => progress.cursor === null || other > progress.cursor);
  for (let i = 0; i < open.length; i += PAGE) {
    const page = open.slice(i, i + PAGE);
    await writePage(uid, page);
    if (i + PAGE < open.length) await progress.save(page.at(-1) ?? '');
  }
  return others.length;
}

/** Two have become connected: the same for both, where one of them has switched something off. */
export async function followConnection(pair: string): Promise<void> {
  const members = pairMembers(pair);
  const accounts = await readTogether(db(), ...members.map(accountDocument));
  for (const [i, uid] of members.entries()) {
    const account = accounts[i];
    const other = otherMember(pair, uid);
    if (account && isQuiet(quietAbout(account, other))) await writePage(uid, [other]);
  }
}
