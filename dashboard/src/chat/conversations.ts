import { seenBy } from '@api/chat/policy.ts';
import type { ChatState, Conversation, ConversationDocument } from '@api/chat/schema.ts';
import { otherMember } from '@api/contract/pair.ts';
import { collectionOf, paths } from '@api/contract/paths.ts';
import { skipToken, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { byCursor, call, isNotFound, page } from '../live/api.ts';
import { Channel, channelOf, POLL } from '../live/channel.ts';
import { listenToDocument } from '../live/listen.ts';
import { liveQuery } from '../live/live-query.ts';
import { useUid } from '../live/session.tsx';
import { toWire } from '../live/wire.ts';
import { chatKeys } from './keys.ts';
import type { Listed } from './types.ts';

/** How many of my newest conversations are kept live: for the badge, and for the list. */
const KEPT = 20;
/** How many requests of mine are looked through. */
const SENT = 20;
const COLLECTION = collectionOf(paths.conversation('any'));

/** What a listener hears, or REST has answered in its place. */
type Heard = ConversationDocument | Conversation;

const isDocument = (heard: Heard): heard is ConversationDocument => 'members' in heard;

/** The newest conversations that are open to me, and requests that wait for my answer. */
const useNewest = liveQuery<Heard>({
  key: () => chatKeys.conversations,
  limit: KEPT,
  query: ({ db, sdk }, uid) =>
    sdk.query(
      sdk.collection(db, COLLECTION),
      sdk.where('open_to', 'array-contains', uid),
      sdk.orderBy('updated_at', 'desc'),
    ),
  rest: async (_, limit, signal) => {
    const ask = (box: 'inbox' | 'requests') => page('GET /chat/conversations', { query: { box, limit }, signal });
    const [inbox, requests] = await Promise.all([ask('inbox'), ask('requests')]);
    return [...inbox.items, ...requests.items];
  },
  onChange: ({ queries, before, now }) => {
    // One that has moved out of the newest is as it was when it did.
    const here = new Set(now.map(({ id }) => id));
    if (before.some(({ id }) => !here.has(id))) {
      for (const queryKey of [chatKeys.older, chatKeys.requests]) void queries.invalidateQueries({ queryKey });
    }
    // A request of mine that was answered is open from now on, and one that was closed may be asked about again.
    const known = new Set(before.map(({ id }) => id));
    if (now.some(({ id }) => !known.has(id))) void queries.invalidateQueries({ queryKey: chatKeys.sent });
  },
});

/** One conversation, wherever in the list it stands. */
const useOne = liveQuery<Heard, string>({
  key: chatKeys.conversation,
  limit: 1,
  query: ({ db, sdk }, uid, pair) =>
    sdk.query(sdk.collection(db, COLLECTION), sdk.where('open_to', 'array-contains', uid), sdk.where('id', '==', pair)),
});

/** What I have read without letting others know. */
function useOwnReads(): ChatState | undefined {
  const uid = useUid();
  const queries = useQueryClient();
  const channel = channelOf(queries, 'chat reads', () => {
    const take = (state: ChatState | null) => queries.setQueryData(chatKeys.reads, state);
    return new Channel(
      (onState) => listenToDocument(paths.chatState(uid), (data) => take(toWire(data) as ChatState | null), onState),
      () => queries.removeQueries({ queryKey: chatKeys.reads, exact: true }),
    );
  });
  useSyncExternalStore(channel.watch, () => channel.status);
  return useQuery<ChatState | null>({ queryKey: chatKeys.reads, queryFn: skipToken }).data ?? undefined;
}

const seen = (heard: Heard, uid: string, state: ChatState | undefined): Listed =>
  isDocument(heard) ? seenBy(heard, uid, state) : heard;

const byTime = (a: Listed, b: Listed): number => (a.updated_at < b.updated_at ? 1 : -1);

/** Requests that I have sent, which no listener brings. */
const useSent = () =>
  useQuery({
    queryKey: chatKeys.sent,
    queryFn: async ({ signal }) =>
      (await page('GET /chat/conversations', { query: { box: 'sent', limit: SENT }, signal })).items,
  });

/** The newest conversations that are open to me, and requests to me, as I see them: what badges and home go by. */
export function useNewestConversations() {
  const uid = useUid();
  const { items, complete, error, retry } = useNewest();
  const state = useOwnReads();
  const conversations = useMemo(() => items?.map((heard) => seen(heard, uid, state)) ?? null, [items, uid, state]);
  return { conversations, complete, error, retry };
}

/** The newest of my conversations that are open, as badges and search have them: without a question to the API. */
export function useOpenConversations(): readonly Listed[] {
  const { conversations } = useNewestConversations();
  return useMemo(() => (conversations ?? []).filter(({ state }) => state === 'open').sort(byTime), [conversations]);
}

/** How many messages wait to be read, for badges; those of strangers wait in their own place. */
export const useUnreadMessages = (): number => useOpenConversations().reduce((sum, { unread }) => sum + unread, 0);

/** My conversations, newest first, and what strangers have asked. */
export function useConversations() {
  const uid = useUid();
  const { conversations, complete, error, retry } = useNewestConversations();
  const requests = useQuery({
    queryKey: chatKeys.requests,
    queryFn: async ({ signal }) =>
      (await page('GET /chat/conversations', { query: { box: 'requests', limit: KEPT }, signal })).items,
    // Newer conversations may have pushed some out of what is heard.
    enabled: conversations !== null && !complete,
  });
  const sent = useSent();
  const older = useInfiniteQuery({
    queryKey: chatKeys.older,
    queryFn: ({ pageParam, signal }) =>
      // Those of the first page are heard already: it begins with as many again.
      page('GET /chat/conversations', {
        query: { box: 'inbox', cursor: pageParam, limit: pageParam ? KEPT : 2 * KEPT },
        signal,
      }),
    ...byCursor,
    // Not before somebody has scrolled so far; from then on they are kept fresh.
    enabled: ({ state: { data } }) => data !== undefined,
  });
  const all = useMemo(() => {
    if (!conversations) return null;
    const known = new Set(conversations.map(({ id }) => id));
    const pages = older.data?.pages.flatMap(({ items }) => items) ?? [];
    const rest = [...pages, ...(requests.data ?? []), ...(sent.data ?? [])];
    const more = new Map(rest.filter(({ id }) => !known.has(id)).map((each) => [each.id, each]));
    return [...conversations, ...more.values()].sort(byTime);
  }, [conversations, older.data, requests.data, sent.data]);
  const isRequest = ({ state: at, requested_by }: Listed) => at === 'request' && requested_by !== uid;
  return {
    inbox: all?.filter((each) => !isRequest(each)) ?? null,
    requests: all?.filter(isRequest) ?? [],
    error,
    retry,
    hasMore: !complete && (older.data === undefined || older.hasNextPage),
    isLoadingMore: older.isFetching,
    loadMore: () => void older.fetchNextPage(),
  };
}

/**
 * My conversation with one other: by a listener where it is open to me, else as REST shows it.
 * @returns null where there is none that I may see; undefined until that is known
 */
export function useConversation(pair: string): Listed | null | undefined {
  const uid = useUid();
  const one = useOne(pair);
  const state = useOwnReads();
  const sent = useSent();
  const heard = one.items?.[0];
  const isDown = one.status === 'down';
  // A request of mine isn't shown to me by its document, or I would see what becomes of it. I rarely have many of them.
  const mine = sent.data?.find(({ id }) => id === pair);
  const isTold = !isDown && (mine !== undefined || (sent.data !== undefined && sent.data.length < SENT));
  const asked = useQuery({
    queryKey: chatKeys.asked(pair),
    queryFn: async ({ signal }) => {
      try {
        return await call('GET /chat/{user_id}', { params: { user_id: otherMember(pair, uid) }, signal });
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
    enabled: !heard && !isTold && (one.items !== null || isDown) && !sent.isPending,
    refetchInterval: isDown ? POLL : false,
  });
  if (heard) return seen(heard, uid, state);
  if (one.items === null && !isDown) return undefined;
  if (isTold || asked.isError) return mine ?? null;
  return asked.data;
}
