import type { Media } from '@api/contract/media.ts';
import { useEffect, useState } from 'react';

/** Where a story's addresses come from. */
interface Source {
  id: string;
  media: Media;
}

interface Used {
  /** With the addresses that are in use: others that come meanwhile would only load the same again. */
  media: Media;
  /** Counts how often they were exchanged. */
  turn: number;
  state: 'usable' | 'over' | 'failed';
}

const isOver = ({ urls_expire_at: end }: Media): boolean => end !== null && Date.parse(end) <= Date.now();
const use = (media: Media, turn: number): Used => ({ media, turn, state: isOver(media) ? 'over' : 'usable' });

/**
 * Keeps a story's addresses while they open it. They end after some minutes; then they are fetched anew, once.
 * @param refresh asks the API again for all stories that are shown with it
 */
export function useRenewed(story: Source, refresh: () => Promise<readonly Source[]>) {
  const [used, setUsed] = useState(() => use(story.media, 0));
  if (used.media.state !== story.media.state) setUsed(use(story.media, used.turn + 1));

  const renew = async () => {
    const { turn } = used;
    const ifSame = (next: Used) => setUsed((now) => (now.turn === turn ? next : now));
    try {
      const fresh = (await refresh()).find(({ id }) => id === story.id);
      // One that has gone isn't shown any more; whoever shows it goes on.
      if (fresh) ifSame({ media: fresh.media, turn: turn + 1, state: 'usable' });
    } catch {
      ifSame({ ...used, state: 'failed' });
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for what was over before it was shown.
  useEffect(() => {
    if (used.state === 'over') void renew();
  }, [used.state]);
  return {
    ...used,
    onFail: () => {
      if (used.turn === 0) void renew();
      else setUsed({ ...used, state: 'failed' });
    },
    retry: () => void renew(),
  };
}
