/** So often whoever has a lane says that it is at work. */
const BEAT_MS = 3_000;
/** A tab that says nothing for so long is frozen or asleep: its lane is taken away. Those in the background beat less often. */
const SILENT_MS = 12_000;

const beatOf = (name: string): string => `infloo-lane-${name}`;

function beat(name: string): void {
  try {
    localStorage.setItem(beatOf(name), String(Date.now()));
  } catch {
    // Without a place for it others take the lane to be at work.
  }
}

function hush(name: string): void {
  try {
    localStorage.removeItem(beatOf(name));
  } catch {
    // As above.
  }
}

function isSilent(name: string): boolean {
  try {
    return Date.now() - Number(localStorage.getItem(beatOf(name)) ?? 0) > SILENT_MS;
  } catch {
    return false;
  }
}

/**
 * Does something in one tab at a time, for as long as that tab is awake: browsers let a frozen one keep its Web Locks. It
 * gives the lane up when it is told that it will be frozen, and one that falls silent without a word is robbed of it.
 * @param work is told by `isMine` whether it still has the lane: one that has lost it ends as soon as it wakes
 * @returns whether the work was done, and not cut short
 */
export async function inLane(name: string, work: (isMine: () => boolean) => Promise<void>): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) {
    await work(() => true);
    return true;
  }
  const lane = { is: 'waiting' as 'waiting' | 'mine' | 'lost' };
  const ended = new AbortController();
  const hold = async () => {
    lane.is = 'mine';
    beat(name);
    const beating = setInterval(() => lane.is === 'mine' && beat(name), BEAT_MS);
    const frozen = new Promise<void>((resolve) => {
      const lose = () => {
        lane.is = 'lost';
        resolve();
      };
      document.addEventListener('freeze', lose, { signal: ended.signal });
    });
    try {
      await Promise.race([work(() => lane.is === 'mine'), frozen]);
    } finally {
      clearInterval(beating);
      // Whoever has robbed it beats by now.
      if (lane.is === 'mine') hush(name);
    }
  };
  const patience = new AbortController();
  const watching = setInterval(() => {
    if (lane.is === 'waiting' && isSilent(name)) patience.abort();
  }, BEAT_MS);
  try {
    try {
      await locks.request(name, { signal: patience.signal }, hold);
    } catch (error) {
      if (lane.is !== 'waiting' || !patience.signal.aborted) throw error;
      await locks.request(name, { steal: true }, hold);
    }
  } catch (error) {
    // Robbed: the work goes on until it asks whose the lane is.
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    lane.is = 'lost';
  } finally {
    clearInterval(watching);
    ended.abort();
  }
  return lane.is !== 'lost';
}
