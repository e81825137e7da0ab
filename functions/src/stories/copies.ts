import type { Query } from 'firebase-admin/firestore';
import { audiences, rowsOf } from '../store/audiences.ts';
import { patchOf } from '../store/converter.ts';
import { refreshEach } from '../store/copies.ts';
import { sideBySide } from '../store/meter.ts';
import { differs } from '../users/document.ts';
import type { Person } from '../users/schema.ts';
import { StoryAudience, stories } from './audience.ts';
import { StoryDocument } from './schema.ts';

const Copy = StoryAudience.pick({ author: true });

/**
 * Brings what stories show of their author up to date, for the author and for everybody else.
 * @returns how many documents were looked at
 */
export async function refreshAuthor(author: Person): Promise<number> {
  const of = <Q extends Query>(query: Q) => query.where('author.id', '==', author.id);
  const found = await sideBySide([
    () => rowsOf(of(stories()), Copy).get(),
    () => rowsOf(of(audiences()).where('kind', 'in', ['story', 'hidden_story']), Copy).get(),
  ]);
  const docs = found.flatMap((snapshot) => snapshot.docs);
  const patch = patchOf(StoryDocument, { author, user: author.username });
  return refreshEach(docs, (shown) => (differs(shown.author, author) ? patch : null));
}
