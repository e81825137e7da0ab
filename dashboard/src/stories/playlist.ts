/** What the order of stories goes by. */
export interface Told {
  id: string;
  author: { id: string };
  created_at: string;
  seen: boolean;
}

/** One person's stories, oldest first. */
export interface Chapter<S extends Told> {
  author: S['author'];
  stories: S[];
  unseen: number;
}

/** @returns stories by author, whoever has unseen ones first; beyond that in the order of the list */
export function chaptersOf<S extends Told>(stories: readonly S[]): Chapter<S>[] {
  const byAuthor = new Map<string, Chapter<S>>();
  for (const story of stories) {
    const { id } = story.author;
    const chapter: Chapter<S> = byAuthor.get(id) ?? { author: story.author, stories: [], unseen: 0 };
    chapter.stories.push(story);
    if (!story.seen) chapter.unseen += 1;
    byAuthor.set(id, chapter);
  }
  for (const { stories: own } of byAuthor.values()) own.sort((a, b) => a.created_at.localeCompare(b.created_at));
  const chapters = [...byAuthor.values()];
  return [...chapters.filter(({ unseen }) => unseen > 0), ...chapters.filter(({ unseen }) => unseen === 0)];
}

/**
 * The order in which an open viewer goes through stories. It stands once it is made: what has been seen meanwhile moves
 * nothing, what comes is added, and what goes is passed over.
 */
export type Playlist = readonly { id: string; author: string }[];

/** @returns `list` with the stories that are new, each beside its author's, or at the end */
export function follow<S extends Told>(list: Playlist, chapters: readonly Chapter<S>[]): Playlist {
  const known = new Set(list.map(({ id }) => id));
  const grown = [...list];
  for (const { author, stories } of chapters) {
    for (const { id } of stories) {
      if (known.has(id)) continue;
      const last = grown.findLastIndex((entry) => entry.author === author.id);
      grown.splice(last < 0 ? grown.length : last + 1, 0, { id, author: author.id });
    }
  }
  return grown.length === list.length ? list : grown;
}

/** Stories that are there, by id. */
type There = ReadonlyMap<string, Told>;

/** @returns where an author's stories begin: at the first unseen one, else at the first */
export function startOf(list: Playlist, there: There, author: string): string | null {
  const own = list.filter((entry) => entry.author === author && there.has(entry.id));
  return (own.find(({ id }) => !there.get(id)?.seen) ?? own[0])?.id ?? null;
}

/** @returns where the next author with stories begins, or the one before, or null */
export function besideAuthor(list: Playlist, there: There, id: string, step: 1 | -1): string | null {
  const at = list.findIndex((entry) => entry.id === id);
  const author = list[at]?.author;
  for (let i = at; list[i]; i += step) {
    const other = list[i]?.author;
    const start = other !== undefined && other !== author ? startOf(list, there, other) : null;
    if (start) return start;
  }
  return null;
}

/** @returns the story after `id`, or before: the same author's, then the neighbour's; null where there is none */
export function beside(list: Playlist, there: There, id: string, step: 1 | -1): string | null {
  const at = list.findIndex((entry) => entry.id === id);
  const author = list[at]?.author;
  for (let i = at + step; list[i]?.author === author && list[i]; i += step) {
    const next = list[i]?.id;
    if (next && there.has(next)) return next;
  }
  return besideAuthor(list, there, id, step);
}
