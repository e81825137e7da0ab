import { useEffect, useMemo, useState } from 'react';

/** The longest that a timer can wait. */
const LONGEST = 2 ** 31 - 1;

/** @returns those whose time is not over, and again without those whose time ends while they are shown */
export function useUnexpired<S extends { expires_at: string }>(stories: readonly S[] | undefined): S[] | undefined {
  const [tick, setTick] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tick` says that time has passed.
  const live = useMemo(() => stories?.filter(({ expires_at }) => Date.parse(expires_at) > Date.now()), [stories, tick]);
  useEffect(() => {
    if (!live?.length) return;
    const next = Math.min(...live.map(({ expires_at }) => Date.parse(expires_at)));
    const timer = setTimeout(() => setTick((n) => n + 1), Math.min(Math.max(next - Date.now(), 0), LONGEST));
    return () => clearTimeout(timer);
  }, [live]);
  return live;
}
