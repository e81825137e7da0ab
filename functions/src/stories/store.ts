import { FieldPath, FieldValue } from 'firebase-admin/firestore';
import { ApiError, notFound } from '../contract/api-error.ts';
import { madeAt, newTimedId } from '../contract/ids.ts';
import { LIMITS } from '../contract/limits.ts';
import type { MediaDocument } from '../contract/media.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { db } from '../firebase.ts';
import { isoNow, now } from '../runtime/clock.ts';
import { audiences, rowsOf } from '../store/audiences.ts';
import { patchOf, storedTime } from '../store/converter.ts';
import { creating } from '../store/creating.ts';
import { connectionsOf } from '../store/edges.ts';
import { removeFolder } from '../store/files.ts';
import { inTurn } from '../store/in-turn.ts';
import { finishVideo, mediaAnswer, receiveMedia, type Sent } from '../store/media.ts';
import { sideBySide } from '../store/meter.ts';
import { readPage } from '../store/pages.ts';
import { isWithheld, toPerson } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { liveStories, StoryAudience, showWithin, storiesNotOver, storyDocument } from './audience.ts';
import { endOf, folderOf, inFeedOrder } from './policy.ts';
import { CONTENDED, refuseExpired } from './removal.ts';
import { type FeedStory, type LatestStory, type Story, StoryDocument } from './schema.ts';

const answerOf = async ({ shards: _, published_at: __, withheld: ___, ...story }: StoryDocument): Promise<Story> => ({
  ...story,
  media: await mediaAnswer(story.media, story.expires_at),
});

/**
 * Posts a story: the document, and for a picture its audience, in one transaction, which can't cross the beginning or the
 * end of a connection. A video is shown to nobody before `finishStory()`.
 * @throws ApiError 404 where the author isn't there, 409 past the limit, and what is wrong with the file
 */
export async function postStory(uid: string, sent: Sent, texts: { caption: string; alt: string }): Promise<Story> {
  const id = newTimedId(now());
  const made = madeAt(id);
  const [created_at, expires_at] = [made, endOf(made)].map((ms) => new Date(ms).toISOString()) as [string, string];
  const write = (media: MediaDocument): Promise<StoryDocument> =>
    creating(storyDocument(id), async (tx) => {
      const profile = (await tx.get(userDocument(uid))).data();
      if (!profile || isWithheld(profile)) throw notFound();
      const [connected, live] = await sideBySide([
        () => connectionsOf(uid, tx),
        async () => (await tx.get(liveStories([uid], isoNow()).count())).data().count,
      ]);
      if (live >= LIMITS.stories) {
        throw new ApiError('conflict', `You can have at most ${LIMITS.stories} stories at a time. Delete one first.`);
      }
      const author = toPerson(profile);
      const { caption } = texts;
      const bare = { id, user: author.username, author, caption, media, created_at, expires_at, view_count: 0 };
      const hidden: StoryDocument = { ...bare, published_at: null, shards: 0 };
      const story = media.state === 'ready' ? showWithin(tx, hidden, connected.ids, isoNow()) : hidden;
      tx.create(storyDocument(id), story);
      return story;
    });
  const receiving = { uid, kind: 'story', sent, folder: folderOf(uid, id), alt: texts.alt } as const;
  return answerOf(await receiveMedia(receiving, (media) => inTurn(uid, () => write(media))));
}

/** @returns whether a story is as it was when it was posted: not taken back, and its addresses still open something */
export async function stillStands({ id, media }: Story): Promise<boolean> {
  if (media.urls_expire_at !== null && Date.parse(media.urls_expire_at) <= now()) return false;
  return (await storyDocument(id).get()).exists;
}

/**
 * Goes over the video of a story, and shows it to everybody who may see it.
 * @param posted the story as it was written first
 * @returns how many documents its audience takes
 */
export async function finishStory({ id, author }: StoryDocument): Promise<number> {
  const folder = folderOf(author.id, id);
  const found = (await storyDocument(id).get()).data();
  if (!found) {
    await removeFolder(folder);
    return 0;
  }
  let shown = 0;
  const write = (media: MediaDocument): Promise<MediaDocument> =>
    db().runTransaction(async (tx) => {
      const story = (await tx.get(storyDocument(id))).data();
      if (!story || Date.parse(story.expires_at) <= now()) throw notFound();
      if (story.media.state !== 'processing') return story.media;
      if (media.state !== 'ready') {
        tx.update(storyDocument(id), patchOf(StoryDocument, { media }));
        return media;
      }
      const { ids } = await connectionsOf(author.id, tx);
      const { published_at, shards } = showWithin(tx, { ...story, media }, ids, isoNow());
      tx.update(storyDocument(id), patchOf(StoryDocument, { media, published_at, shards }));
      shown = shards;
      return media;
    });
  await finishVideo('story', folder, found.media, write);
  return shown;
}

const FeedRow = StoryAudience.omit({ kind: true, members: true, published_at: true });

/**
 * What is to be seen by `me`, and nothing else is read. One author's stories follow each other, also from page to page.
 * Indexes: audiences (kind | members, author.id, expires_at).
 */
export async function feed(me: string, page: PageQuery): Promise<Page<FeedStory>> {
  const query = audiences()
    .where('kind', '==', 'story')
    .where('members', 'array-contains', me)
    .where('expires_at', '>', storedTime(isoNow()));
  const { items, next } = await readPage(
    rowsOf(query, FeedRow, me),
    [
      { field: 'author.id', direction: 'asc' },
      { field: 'expires_at', direction: 'asc' },
    ],
    page,
  );
  const shown = items.map(async ({ source, seen, media, ...story }) => ({
    ...story,
    id: source,
    media: await mediaAnswer(media, story.expires_at),
    seen: seen?.[me] !== undefined,
  }));
  return { items: inFeedOrder(await Promise.all(shown)), next };
}

const Published = StoryAudience.pick({ published_at: true });

/**
 * One read. A video that took long came up after others that outlive it: so what is over is left out by the query.
 * Indexes: audiences (kind | members, published_at desc, expires_at desc).
 */
export async function latest(me: string): Promise<LatestStory> {
  const query = audiences()
    .where('kind', '==', 'story')
    .where('members', 'array-contains', me)
    .where('expires_at', '>', storedTime(isoNow()))
    .orderBy('published_at', 'desc')
    .orderBy('expires_at', 'desc')
    .limit(1);
  const row = (await rowsOf(query, Published).get()).docs[0]?.data();
  return { latest: row?.published_at ?? null };
}

/** Index: stories (author.id, expires_at desc). */
export async function listOwn(uid: string, page: PageQuery): Promise<Page<Story>> {
  const { items, next } = await readPage(
    storiesNotOver([uid], isoNow()),
    [{ field: 'expires_at', direction: 'desc' }],
    page,
  );
  return { items: await Promise.all(items.map(answerOf)), next };
}

const Seen = StoryAudience.pick({ kind: true, seen: true });

/**
 * Notes that `me` has seen a story; twice is once, and one's own doesn't count.
 * Index: audiences (source, members).
 * @throws ApiError 404 for a story that isn't shown to them, 410 for one that is over
 */
export async function view(me: string, id: string): Promise<void> {
  refuseExpired(id);
  const query = audiences().where('source', '==', id).where('members', 'array-contains', me).limit(1);
  const found = await inTurn(id, () =>
    db().runTransaction(async (tx) => {
      const [doc] = (await tx.get(rowsOf(query, Seen, me))).docs;
      if (doc?.data().kind !== 'story') return false;
      if (doc.data().seen?.[me] !== undefined) return true;
      tx.update(db().doc(doc.ref.path), new FieldPath('seen', me), storedTime(isoNow()));
      tx.update(storyDocument(id), { view_count: FieldValue.increment(1) });
      return true;
    }, CONTENDED),
  );
  if (!found && (await storyDocument(id).get()).data()?.author.id !== me) throw notFound();
}
