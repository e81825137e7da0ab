import type { Slice } from '../../functions/src/routes.ts';
import { chapter as account } from './account.ts';
import { type Appoint, type Chapter, Stage, type Step, type Tell } from './chapter.ts';
import { chapter as chat } from './chat.ts';
import { chapter as connections } from './connections.ts';
import { chapter as events } from './events.ts';
import { chapter as moderation } from './moderation.ts';
import { chapter as notifications } from './notifications.ts';
import { chapter as platform } from './platform.ts';
import { chapter as reports } from './reports.ts';
import { chapter as search } from './search.ts';
import { chapter as staff } from './staff.ts';
import { chapter as stories } from './stories.ts';
import { chapter as users } from './users.ts';
import { chapter as verification } from './verification.ts';

/** Every slice's chapter, in the order in which they are told; a slice without one doesn't compile. */
const CHAPTERS: Record<Slice, Tell> = {
  platform,
  users,
  verification,
  search,
  connections,
  stories,
  chat,
  moderation,
  events,
  notifications,
  reports,
  staff,
  account,
};

/** How a step ended. */
export interface Outcome {
  what: string;
  ms: number;
  /** Why it failed, null where it didn't. */
  fault: string | null;
}

async function take([what, run]: Step): Promise<Outcome> {
  const started = performance.now();
  const fault = await run().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { what, ms: Math.round(performance.now() - started), fault };
}

/**
 * Walks through the story of Alice and Bob over REST alone, and removes what it made.
 * @param base the address of an instance, without `/api/v1`
 * @param appoint makes somebody staff there, where that is possible
 * @returns each step as it ends. Steps after a failed one are left out: they would only fail because of it.
 */
export async function* tell(base: string, appoint?: Appoint): AsyncGenerator<Outcome> {
  const stage = new Stage(base, appoint);
  const chapters: Chapter[] = Object.values(CHAPTERS).map((chapter) => chapter(stage));
  const story = [
    ...chapters.flatMap(({ steps }) => steps),
    ...chapters.toReversed().flatMap(({ farewell = [] }) => farewell),
  ];
  try {
    for (const step of story) {
      const outcome = await take(step);
      yield outcome;
      if (outcome.fault) break;
    }
  } finally {
    for (const step of chapters.flatMap(({ cleanUp = [] }) => cleanUp)) yield await take(step);
  }
}
