import {
  collection,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  type QueryConstraint,
  query,
  where,
} from 'firebase/firestore';
import { expect, it } from 'vitest';
import { pairId } from '../../functions/src/contract/pair.ts';
import { collectionOf, paths } from '../../functions/src/contract/paths.ts';
import { deliverMessage, say } from '../chat/talk.ts';
import { host } from '../events/make.ts';
import { TABLE } from '../rules/slices.ts';
import { underRules } from '../rules/world.ts';
import { idsOf, get as overRest, type Person, post, useApi } from '../support/api.ts';
import { deliverConnection, eventOf } from '../support/events.ts';
import { acquainted, speaksOf } from './acquainted.ts';

useApi();

/** What a client finds of one kind. */
type Look = (me: Person, them: Person, made: Made) => Promise<unknown>;
interface Made {
  db: Firestore;
  /** What the other one has made. */
  event: string;
  story: string;
}

const one = async ({ db }: Made, path: string) => (await getDoc(doc(db, path))).data();
const several = async ({ db }: Made, path: string, ...which: QueryConstraint[]) =>
  (await getDocs(query(collection(db, collectionOf(path)), ...which))).docs.map((found) => found.data());
const between = (me: Person, them: Person) => pairId(me.id, them.id);

/**
 * How each collection that the rules let somebody read is asked by `me` for what there is of `them`; or why what stands there
 * of somebody is no more than its reader has from themselves. One that isn't named here fails.
 */
const ASKED: Partial<Record<keyof typeof paths, Look | string>> = {
  user: (_, them, made) => one(made, paths.user(them.id)),
  account: 'what one has chosen oneself',
  chatState: 'what one has read oneself',
  revocation: 'from when on one’s own tokens are good',
  verification: 'what one has sent in oneself',
  message: 'what was received stays',
  notification: (me, _, made) => several(made, paths.notification(me.id, '_')),
  connection: async (me, them, made) => [
    await several(
      made,
      paths.connection('_'),
      where('members', 'array-contains', me.id),
      where('status', 'in', ['pending', 'accepted', 'rejected']),
    ),
    await one(made, paths.connection(between(me, them))).catch(() => null),
  ],
  conversation: async (me, them, made) => [
    await several(made, paths.conversation('_'), where('open_to', 'array-contains', me.id)),
    await one(made, paths.conversation(between(me, them))).catch(() => null),
  ],
  typing: (me, them, made) => one(made, paths.typing(between(me, them), them.id)),
  story: async (me, _, made) => [
    await several(made, paths.story('_'), where('author.id', '==', me.id)),
    await one(made, paths.story(made.story)).catch(() => null),
  ],
  event: (_, __, made) => one(made, paths.event(made.event)),
};

/** Whom a block hides is still shown to who has blocked, to be unblocked. */
const FOR_THE_BLOCKER: readonly string[] = ['user'];

const readable = Object.entries(TABLE).filter(
  ([, { allow }]) => [...(allow?.get ?? []), ...(allow?.list ?? [])].length,
);

it.each(readable)('%s, which clients read, says how it leaves out who is blocked', (name) => {
  expect(Object.keys(ASKED)).toContain(name);
});

it.each([true, false])(
  'a block hides both from the other past the API, too; connected before: %s',
  async (connected) => {
    const [blocker, blocked] = await acquainted(connected);
    const made = new Map<Person, Omit<Made, 'db'>>();
    for (const [me, other] of [
      [blocker, blocked],
      [blocked, blocker],
    ] as const) {
      // Accepted first: what strangers write is told of nowhere else.
      if (!connected) await post(`/chat/${other.id}/accept`, undefined, me);
      await deliverMessage(() => say(me, other));
      const [story = ''] = idsOf(await overRest('/stories/my_stories', me));
      made.set(me, { event: (await host(me)).id, story });
    }
    const walk = async (hides: boolean) => {
      const rules = await underRules();
      const named: string[] = [];
      for (const [me, them] of [
        [blocker, blocked],
        [blocked, blocker],
      ] as const) {
        const db = rules.authenticatedContext(me.id, { username: me.username }).firestore() as unknown as Firestore;
        const of = { db, ...(made.get(them) as Omit<Made, 'db'>) };
        for (const [name, look] of Object.entries(ASKED)) {
          if (typeof look === 'string' || (hides && me === blocker && FOR_THE_BLOCKER.includes(name))) continue;
          const shown = await look(me, them, of).catch(() => null);
          if (speaksOf(shown, them)) named.push(`${name} to the one who ${me === blocker ? 'blocked' : 'was blocked'}`);
        }
      }
      await rules.clearFirestore();
      await rules.cleanup();
      return named;
    };
    // Before it they are found, so that the walk sees something.
    const before = await walk(false);
    for (const name of ['user', 'notification', 'conversation', 'event']) {
      expect(before.join(), name).toContain(`${name} to the one who was blocked`);
    }
    const block = () => post(`/users/${blocked.id}/block`, undefined, blocker);
    await deliverConnection(await eventOf(blocker, blocked, block));
    expect(await walk(true)).toEqual([]);
  },
);
