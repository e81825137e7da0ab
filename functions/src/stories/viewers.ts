import { notFound } from '../contract/api-error.ts';
import type { Page, PageQuery } from '../contract/pagination.ts';
import { db } from '../firebase.ts';
import { audiences, rowsOf } from '../store/audiences.ts';
import { readTogether } from '../store/converter.ts';
import { sideBySide } from '../store/meter.ts';
import { pageOf } from '../store/pages.ts';
import { isWithheld, toPerson } from '../users/document.ts';
import { userDocument } from '../users/documents.ts';
import { StoryAudience, storyDocument } from './audience.ts';
import { refuseExpired } from './removal.ts';
import type { Viewer } from './schema.ts';

const Seen = StoryAudience.pick({ seen: true });

/**
 * Who has seen a story of one's own, the last one first. Whoever is connected no more, blocked or gone is in no audience,
 * and so neither here nor in the story's count.
 * @throws ApiError 404 for somebody else's story, 410 for one that is over
 */
export async function viewers(me: string, id: string, page: PageQuery): Promise<Page<Viewer>> {
  refuseExpired(id);
  const [story, { docs }] = await sideBySide([
    () => storyDocument(id).get(),
    () => rowsOf(audiences().where('source', '==', id), Seen).get(),
  ]);
  if (story.data()?.author.id !== me) throw notFound();
  const all = docs.flatMap((doc) => Object.entries(doc.data().seen ?? {}));
  const { items, next } = pageOf(all, ([uid, viewed_at]) => [viewed_at, uid], page);
  const people = await readTogether(db(), ...items.map(([uid]) => userDocument(uid)));
  return {
    items: people.flatMap((profile, i) =>
      profile && !isWithheld(profile) ? [{ ...toPerson(profile), viewed_at: items[i]?.[1] ?? '' }] : [],
    ),
    next,
  };
}
