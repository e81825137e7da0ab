import { pairId } from '../../functions/src/contract/pair.ts';
import { paths } from '../../functions/src/contract/paths.ts';
import { db } from '../../functions/src/firebase.ts';
import { type Actor, type Cast, type Registered, type Rows, type Seed, shows } from '../rules/table.ts';
import { post } from '../support/api.ts';
import { say } from './talk.ts';

let message: string;

/** The pair of the owner and an actor; for who has none, the connected one's. */
const pairOf = ({ owner, ...cast }: Cast, actor: Actor): string => {
  const other = ['asked', 'blocked'].includes(actor) ? (actor as 'asked') : 'connected';
  return pairId(owner.id, cast[other].id);
};
const open = ({ owner, connected }: Cast): string => pairId(owner.id, connected.id);

export const rows = {
  conversation: {
    // With the asked one it is a request, which its receiver alone sees; the blocked one had one before.
    path: (cast, actor) => paths.conversation(pairOf(cast, actor)),
    allow: { get: ['owner', 'connected', 'asked'] },
    rest: {
      get: (cast, actor: Registered) =>
        shows('/chat/conversations?limit=100', cast, actor, (all) =>
          all.some(({ id }) => id === pairOf(cast, actor)),
        ).then(
          async (inbox) =>
            inbox ||
            (await shows('/chat/conversations?box=requests', cast, actor, (all) =>
              all.some(({ id }) => id === pairOf(cast, actor)),
            )),
        ),
    },
  },
  message: {
    path: (cast) => paths.message(open(cast), message),
    allow: { get: ['owner', 'connected'], list: ['owner', 'connected'] },
    rest: {
      list: (cast, actor) => {
        const other = actor === 'connected' ? cast.owner : cast.connected;
        return shows(`/chat?user_id=${other.id}`, cast, actor, (all) => all.some(({ id }) => id === message));
      },
    },
    update: { content: 'I never said that' },
  },
  // The owner's own; the writes that are allowed are tried one by one.
  typing: {
    path: (cast) => paths.typing(open(cast), cast.owner.id),
    allow: { get: ['owner', 'connected'] },
    update: { until: new Date(Date.now() + 3_600_000) },
  },
  messageVideo: { path: (cast) => paths.messageVideo(open(cast), 'planted') },
  chatState: { path: ({ owner }) => paths.chatState(owner.id), allow: { get: ['owner'] } },
} satisfies Rows;

export const seed: Seed = async (cast) => {
  const { owner, connected, asked, blocked } = cast;
  message = (await say(connected, owner)).id;
  await say(owner, asked);
  // What the two had before the block.
  await post(`/users/${blocked.id}/block`, undefined, owner);
  await db()
    .doc(paths.conversation(pairId(owner.id, blocked.id)))
    .set({
      ...(
        await db()
          .doc(paths.conversation(open(cast)))
          .get()
      ).data(),
      id: pairId(owner.id, blocked.id),
      members: [owner.id, blocked.id].sort(),
      blocked: true,
      open_to: [],
      listed: [],
    });
  await db()
    .doc(paths.typing(open(cast), owner.id))
    .set({ until: new Date() });
  await db()
    .doc(paths.messageVideo(open(cast), 'planted'))
    .set({ id: message });
  await db().doc(paths.chatState(owner.id)).set({ reads: {} });
};
